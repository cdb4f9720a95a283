"""Finding products, and tuning how they are found, over REST."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from storewise.domain.search import service as search
from storewise.domain.search.schemas import (
    Card,
    IndexState,
    QueryReport,
    SearchResult,
    Suggestion,
    Synonym,
    SynonymDraft,
)

from .access import CatalogReader, SearchReader, SearchWriter
from .examples import SYNONYM_EXAMPLES
from .once import Once
from .problems import answers
from .requests import ApiRoute
from .searching import PARAMETERS, read_search

router = APIRouter(tags=["Search"], route_class=ApiRoute, responses=answers(401, 403))


class Only(StrEnum):
    """Which searches a report is about."""

    ZERO_RESULTS = "zero_results"


@router.get("/search", response_model=SearchResult, openapi_extra={"parameters": PARAMETERS})
async def search_products(scope: SearchReader, request: Request) -> Response:
    """Find published products by words and meaning, with the ways to narrow the result.

    Without words, browse. A publishable key is enough.
    """
    found = await search.find(scope, read_search(request.query_params))
    # Made of our own shapes just now, so it is written out without being validated once more.
    return Response(found.model_dump_json(), media_type="application/json")


@router.get("/search/suggest")
async def suggest(
    scope: SearchReader,
    q: Annotated[str, Query(max_length=200, description="What has been typed so far.")],
    limit: Annotated[int, Query(ge=1, le=20)] = 8,
) -> list[Suggestion]:
    """Complete what a shopper is typing: words, products, brands and categories."""
    return await search.suggest(scope, q, limit)


@router.get("/products/{product_id}/similar", responses=answers(404))
async def list_similar_products(
    scope: SearchReader, product_id: UUID, limit: Annotated[int, Query(ge=1, le=48)] = 8
) -> list[Card]:
    """Published products that could be bought instead of this one, the nearest first."""
    return await search.similar(scope, product_id, limit)


@router.get("/search/index")
async def read_search_index(scope: CatalogReader) -> IndexState:
    """How many products can be found by words and by meaning, and how many wait."""
    return await search.index_state(scope)


@router.get("/search/queries")
async def list_search_queries(
    scope: CatalogReader,
    only: Annotated[
        Only | None,
        Query(description="`zero_results`: those that found nothing the last time."),
    ] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> list[QueryReport]:
    """What shoppers search for, the most frequent first."""
    if only is Only.ZERO_RESULTS:
        return await search.queries_without_result(scope, limit)
    return await search.top_queries(scope, limit)


@router.get("/search/synonyms")
async def list_synonyms(scope: CatalogReader) -> list[Synonym]:
    """The sets of words that mean the same in this store."""
    return await search.synonyms(scope)


@router.post("/search/synonyms", status_code=201, response_model=Synonym)
async def add_synonym(
    scope: SearchWriter, once: Once, draft: Annotated[SynonymDraft, SYNONYM_EXAMPLES]
) -> Response:
    """Let words mean the same; searches know of it within a moment."""

    async def add() -> Response:
        synonym = await search.add_synonym(scope, draft)
        return Response(synonym.model_dump_json(), 201, media_type="application/json")

    return await once.run(scope, add)


@router.put("/search/synonyms/{synonym_id}", responses=answers(404))
async def change_synonym(
    scope: SearchWriter, synonym_id: UUID, draft: Annotated[SynonymDraft, SYNONYM_EXAMPLES]
) -> Synonym:
    """Replace the words of a set of synonyms."""
    return await search.change_synonym(scope, synonym_id, draft)


@router.delete("/search/synonyms/{synonym_id}", status_code=204, responses=answers(404))
async def remove_synonym(scope: SearchWriter, synonym_id: UUID) -> None:
    """Forget a set of synonyms."""
    await search.remove_synonym(scope, synonym_id)
