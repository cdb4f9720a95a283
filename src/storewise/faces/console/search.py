"""Search tuning: what shoppers look for, synonyms, and a search to try with its scores."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from pydantic import ValidationError

from storewise.domain.search import service as search
from storewise.domain.search.errors import SynonymNotFound
from storewise.domain.search.schemas import Hit, SearchQuery, Synonym, SynonymDraft

from .failures import ConsoleRoute
from .frame import AnyWorkplace, Workplace
from .notices import Notice

MOST_QUERIES = 50
MOST_HITS = 20

router = APIRouter(
    prefix="/console/{slug}/search", route_class=ConsoleRoute, include_in_schema=False
)


@dataclass(frozen=True, slots=True)
class ScoredHit:
    """A hit with its score as percent of the best one."""

    hit: Hit
    share: int


@router.get("")
@router.get("/")
async def show_reports(desk: AnyWorkplace) -> Response:
    """Searches that found nothing, and the most frequent ones."""
    async with desk.scope() as scope:
        fruitless = await search.queries_without_result(scope, MOST_QUERIES)
        top = await search.top_queries(scope, MOST_QUERIES)
    return desk.page("search_reports.html", section="search", fruitless=fruitless, top=top)


@router.get("/synonyms")
async def show_synonyms(request: Request, desk: AnyWorkplace) -> Response:
    """The store's synonyms and a form for one more; `words` fills the form in."""
    return await _synonyms(desk, request.query_params.get("words", "")[:200])


@router.post("/synonyms")
async def add_synonym(
    desk: AnyWorkplace,
    words: Annotated[str, Form(max_length=4000)] = "",
    meaning: Annotated[str, Form(max_length=4000)] = "",
    one_way: Annotated[bool, Form()] = False,
) -> Response:
    """Keep a set of synonyms: words that mean the same, or one that finds the others."""
    parts = [*([" ".join(words.split())] if one_way else _parts(words)), *_parts(meaning)]
    unique = list(dict.fromkeys(part for part in parts if part))
    if len(unique) < 2:
        return await _synonyms(
            desk, words, meaning, one_way, "Two different words or more are needed."
        )
    try:
        draft = SynonymDraft(words=unique, one_way=one_way)
    except ValidationError:
        text = "At most 20 words or phrases of 80 characters each."
        return await _synonyms(desk, words, meaning, one_way, text)
    async with desk.scope() as scope:
        await search.add_synonym(scope, draft)
    said = Notice(
        "The synonyms are in use now.",
        href=desk.url("search/try", q=unique[0]),
        label=f"Try “{unique[0]}”",
    )
    return desk.go(desk.url("search/synonyms"), said)


@router.post("/synonyms/{synonym_id}/remove")
async def remove_synonym(desk: AnyWorkplace, synonym_id: UUID) -> Response:
    """Forget a set; removing it twice does no harm."""
    try:
        async with desk.scope() as scope:
            await search.remove_synonym(scope, synonym_id)
    except SynonymNotFound as error:
        return desk.go(desk.url("search/synonyms"), Notice(error.message, "warn"))
    return desk.go(desk.url("search/synonyms"), "The synonyms were removed.")


@router.get("/try")
async def try_search(request: Request, desk: AnyWorkplace) -> Response:
    """Search as shoppers do, with the score of each hit; not counted in the reports."""
    words = request.query_params.get("q", "").replace("\0", "").strip()[:300]
    result = None
    async with desk.scope() as scope:
        state = await search.index_state(scope)
        if words:
            query = SearchQuery(text=words, limit=MOST_HITS, facets=False)
            result = await search.find(scope, query, count=False)
    return desk.page(
        "search_try.html",
        section="search",
        words=words,
        result=result,
        hits=_scored(result.hits) if result else [],
        state=state,
    )


def _scored(hits: Sequence[Hit]) -> list[ScoredHit]:
    best = max((hit.score for hit in hits), default=0.0)
    return [
        ScoredHit(hit, round(100 * max(0.0, hit.score) / best) if best > 0 else 0) for hit in hits
    ]


def _parts(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.replace("\0", "").split(",")]


async def _synonyms(
    desk: Workplace, words: str = "", meaning: str = "", one_way: bool = False, error: str = ""
) -> Response:
    async with desk.scope() as scope:
        kept: list[Synonym] = await search.synonyms(scope)
    return desk.page(
        "search_synonyms.html",
        section="search",
        status=422 if error else 200,
        synonyms=list(reversed(kept)),
        words=words,
        meaning=meaning,
        one_way=one_way,
        error=error,
    )
