"""The assistant's tools: services of the store, called in the shopper's own scope.

The store and the shopper come from the conversation and never from arguments, so that nothing that
a model writes can reach another store. Each call opens a transaction of its own; none is open while
a model thinks. What a tool returns becomes evidence, under references.
"""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar
from uuid import UUID

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import Category, Product
from storewise.domain.ingestion import service as ingestion
from storewise.domain.search import service as search
from storewise.domain.search.schemas import SearchQuery
from storewise.infra.errors import StorewiseError
from storewise.infra.resources import Resources
from storewise.infra.tenancy import Actor, Scope, Tenancy, new_id
from storewise.ml.retrieval import Glimpses, Lexicon

from .facts import (
    BrandFacts,
    Evidence,
    FoundProducts,
    Memory,
    PassageFacts,
    ProductFacts,
    ProductSearch,
    SearchMade,
    Spec,
    VariantFacts,
)
from .proof.markup import visible
from .schemas import Event, ToolCalled, ToolReturned, ToolTrace

REMEMBER_S = 15.0
MOST_KEPT = 40  # references of products that a conversation keeps
MOST_COMPARED = 4

_KEPT = {
    "ref", "title", "price", "in_stock", "document", "title_path", "page", "start", "end", "score",
    "name", "product_count",
}  # fmt: skip

Result = TypeVar("Result")


class Toolbox:
    """The tools of one turn, and the evidence that they gather."""

    def __init__(
        self,
        tenancy: Tenancy,
        store_id: UUID,
        actor: Actor,
        memory: Memory,
        tell: Callable[[Event], None],
        request_id: str = "",
    ) -> None:
        self._tenancy = tenancy
        self._store_id = store_id
        self._actor = actor
        self._tell = tell
        self._request_id = request_id
        self._products = dict(memory.products)
        self._passages = dict(memory.passages)
        self.evidence = Evidence()
        self.traces: list[ToolTrace] = []
        self.returned: set[str] = set()  # references of products that tools returned in this turn
        self.last_shown: list[str] = list(memory.shown)
        self.last_search: ProductSearch | None = memory.search

    @property
    def resources(self) -> Resources:
        """What this process holds open."""
        return self._tenancy.resources

    # -------------------------------------------------------------- the tools

    async def search_products(
        self, wanted: ProductSearch, *, chosen: Sequence[str] | None = None, total: int = 0
    ) -> FoundProducts:
        """Find published products by words and filters.

        A planner that has looked through what the search finds passes the ids that it has `chosen`
        among it, and of how many in `total`.
        """

        wanted = ProductSearch.model_validate(_legible(wanted.model_dump()))

        async def work(scope: Scope) -> FoundProducts:
            if chosen is not None:
                facts = await self._read(scope, [UUID(each) for each in chosen])
                return FoundProducts(total=total, products=facts)
            found = await search.find(scope, await self._query(scope, wanted), count=False)
            ids = [hit.product.id for hit in found.hits]
            facts = await self._read(scope, ids)
            return FoundProducts(
                total=found.total,
                products=facts,
                relaxed=found.relaxed,
                corrected=found.corrected_text,
            )

        arguments = wanted.model_dump(mode="json", exclude_defaults=True)
        found = await self._use(
            "search_products", arguments, work, lambda r: (f"{r.total} products", r.total)
        )
        self.evidence.searches.append(SearchMade(wanted, found.total, found.relaxed))
        self.last_search = wanted
        self.last_shown = [each.ref for each in found.products]
        self.returned.update(self.last_shown)
        return found

    async def product_details(self, refs: Sequence[str]) -> list[ProductFacts]:
        """All that the store states of products, by reference; unknown references are left out."""
        return await self._details("product_details", refs)

    async def compare_products(self, refs: Sequence[str]) -> list[ProductFacts]:
        """What the store states of two to four products, to be set side by side."""
        return await self._details("compare_products", list(refs)[:MOST_COMPARED])

    async def find_brands(self, name: str = "", words: str = "") -> list[BrandFacts]:
        """Brands of the store: one by name, or those that make what the words say, or all.

        The largest come first, 30 at most.
        """
        name, words = visible(name), visible(words)

        async def work(scope: Scope) -> list[BrandFacts]:
            if words:
                return await self._brands_making(scope, words)
            known = [each for each in await self.brands() if each.product_count]
            if name:
                known = [each for each in known if each.name.casefold() == name.casefold()]
            else:
                known.sort(key=lambda each: -each.product_count)
            if len(known) == 1:
                found = await search.find(
                    scope, SearchQuery(brands=[known[0].name], limit=1), count=False
                )
                kinds = [f for f in found.facets if f.kind == "category"]
                labels = [value.label for facet in kinds for value in facet.values][:8]
                known = [known[0].model_copy(update={"categories": labels})]
            return known[:30]

        arguments = {"name": name} if name else {"words": words} if words else {}
        found = await self._use(
            "find_brands", arguments, work, lambda r: (f"{len(r)} brands", len(r))
        )
        self.evidence.brands |= {each.name: each for each in found}
        return found

    async def search_documents(self, words: str, limit: int = 4) -> list[PassageFacts]:
        """Find passages of the store's documents, the best first."""
        words = visible(words)

        async def work(scope: Scope) -> list[PassageFacts]:
            hits = await ingestion.search_documents(scope, words, limit)
            return [
                PassageFacts(
                    ref=self._ref(self._passages, "D", hit.passage.id),
                    id=hit.passage.id,
                    document_id=hit.passage.document_id,
                    document=hit.passage.document_title,
                    title_path=_below(hit.passage.document_title, hit.passage.title_path),
                    page=hit.passage.page,
                    start=hit.passage.start,
                    end=hit.passage.end,
                    text=hit.passage.text,
                    score=hit.score,
                )
                for hit in hits
            ]

        found = await self._use(
            "search_documents",
            {"words": words},
            work,
            lambda r: (f"{len(r)} passages", len(r)),
        )
        self.evidence.passages |= {each.ref: each for each in found}
        return found

    async def list_categories(self) -> list[Category]:
        """The categories that hold products, in tree order."""

        async def work(scope: Scope) -> list[Category]:
            return [each for each in await self.categories() if each.product_count]

        found = await self._use(
            "list_categories", {}, work, lambda r: (f"{len(r)} categories", len(r))
        )
        self.evidence.searches += [
            SearchMade(ProductSearch(category=each.name), each.product_count) for each in found
        ]
        return found

    # -------------------------------------------------------------- for planners, without a trace

    async def glimpse(self, wanted: ProductSearch, depth: int, *, meaning: bool = True) -> Glimpses:
        """Look through the best of what a search finds, before it is made; it proves nothing.

        Without `meaning` words and codes alone decide.
        """
        async with self._scope() as scope:
            query = await self._query(scope, wanted)
            return await search.glimpse(scope, query, depth, meaning=meaning)

    async def lexicon(self) -> Lexicon:
        """The words by which the store's products can be narrowed."""
        async with self._scope() as scope:
            return await search.lexicon(scope)

    async def recall(self, handle: str | None = None) -> str | None:
        """Read anew what earlier turns named, and the product of the page; returns its reference.

        Products that are no longer published are forgotten.
        """
        async with self._scope() as scope:
            ids = list(self._products.values())
            page = await catalog.ids_of_handles(scope, [handle]) if handle else {}
            facts = await self._read(scope, [*ids, *page.values()])
        return next((each.ref for each in facts if each.handle == handle), None)

    async def brands(self) -> list[BrandFacts]:
        """All brands of the store, by name, a few seconds old at the most."""

        async def find() -> list[BrandFacts] | None:
            async with self._scope() as scope:
                found = await catalog.brands(scope)
            return [BrandFacts(name=b.name, product_count=b.product_count) for b in found] or None

        return await self._remember("brands", find) or []

    async def categories(self) -> list[Category]:
        """All categories of the store in tree order, a few seconds old at the most."""

        async def find() -> list[Category] | None:
            async with self._scope() as scope:
                return await catalog.categories(scope) or None

        return await self._remember("categories", find) or []

    def memory(self, focus: str | None, topic: str | None) -> Memory:
        """What the next turn needs to know of this one."""
        kept = list(self._products.items())
        last = {ref: each for ref, each in kept if ref in self.last_shown or ref == focus}
        return Memory(
            products=dict(kept[-MOST_KEPT:]) | last,
            passages=dict(list(self._passages.items())[-MOST_KEPT:]),
            shown=self.last_shown,
            focus=focus,
            search=self.last_search,
            topic=topic,
        )

    # -------------------------------------------------------------- within

    @asynccontextmanager
    async def _scope(self) -> AsyncIterator[Scope]:
        async with self._tenancy.scope(self._store_id, self._actor, self._request_id) as scope:
            yield scope

    async def _use(
        self,
        tool: str,
        arguments: dict[str, Any],
        work: Callable[[Scope], Awaitable[Result]],
        tell: Callable[[Result], tuple[str, int]],
    ) -> Result:
        call = str(new_id())
        self._tell(ToolCalled(id=call, tool=tool, arguments=arguments))
        started = time.perf_counter()
        try:
            async with self._scope() as scope:
                result = await work(scope)
        except StorewiseError as error:
            ms = _since(started)
            self.traces.append(
                ToolTrace(tool=tool, arguments=arguments, result=error.message, ms=ms, failed=True)
            )
            self._tell(
                ToolReturned(id=call, tool=tool, summary=error.message, count=0, ms=ms, failed=True)
            )
            raise
        ms = _since(started)
        summary, count = tell(result)
        self.traces.append(ToolTrace(tool=tool, arguments=arguments, result=_kept(result), ms=ms))
        self._tell(ToolReturned(id=call, tool=tool, summary=summary, count=count, ms=ms))
        return result

    async def _details(self, tool: str, refs: Sequence[str]) -> list[ProductFacts]:
        async def work(scope: Scope) -> list[ProductFacts]:
            ids = [self._products[ref] for ref in refs if ref in self._products]
            return await self._read(scope, ids)

        asked = {"products": _legible(list(refs))}
        found = await self._use(tool, asked, work, lambda r: (f"{len(r)} products", len(r)))
        self.returned.update(each.ref for each in found)
        return found

    async def _brands_making(self, scope: Scope, words: str) -> list[BrandFacts]:
        found = await search.find(scope, SearchQuery(text=words, limit=1), count=False)
        if found.relaxed:
            return []
        values = [v for f in found.facets if f.kind == "brand" for v in f.values]
        return [BrandFacts(name=v.label, product_count=v.count) for v in values][:30]

    async def _query(self, scope: Scope, wanted: ProductSearch) -> SearchQuery:
        return SearchQuery(
            text=wanted.words,
            brands=wanted.brands,
            not_brands=wanted.not_brands,
            category=await self._category_path(wanted.category),
            price_min=wanted.price_min,
            price_max=wanted.price_max,
            in_stock=wanted.in_stock,
            attributes=wanted.attributes,
            ranges=wanted.ranges,
            sort=wanted.sort,
            limit=wanted.limit,
            facets=False,
        )

    async def _category_path(self, asked: str | None) -> str | None:
        """The path of a category; an unknown one stays, and finds none.

        It may be given by path, by name, or by the names from the root joined with " > ".
        """
        if not asked:
            return None
        names: dict[UUID | None, str] = {}
        folded = asked.casefold()
        for each in await self.categories():
            above = names.get(each.parent_id)
            names[each.id] = f"{above} > {each.name}" if above else each.name
            if folded in (each.path.casefold(), each.name.casefold(), names[each.id].casefold()):
                return each.path
        return asked

    async def _read(self, scope: Scope, ids: Sequence[UUID]) -> list[ProductFacts]:
        if not ids:
            return []
        products = await catalog.published_products(scope, ids)
        facts = [_facts(self._ref(self._products, "P", each.id), each) for each in products]
        self.evidence.products |= {each.ref: each for each in facts}
        return facts

    def _ref(self, known: dict[str, UUID], letter: str, wanted: UUID) -> str:
        for ref, each in known.items():
            if each == wanted:
                return ref
        number = max((int(ref[1:]) for ref in known), default=0) + 1
        known[f"{letter}{number}"] = wanted
        return f"{letter}{number}"

    async def _remember(self, name: str, find: Callable[[], Awaitable[Any]]) -> Any:
        key = f"{self._store_id}:assistant.{name}"
        return await self._tenancy.resources.cache.remember(key, REMEMBER_S, find)


def _legible(value: Any) -> Any:
    """Arguments without characters that nobody sees, some of which no database takes."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {visible(key): _legible(each) for key, each in value.items()}
    return [_legible(each) for each in value] if isinstance(value, list) else value


def _below(document: str, title_path: tuple[str, ...]) -> tuple[str, ...]:
    """The headings of a passage below the document's title, which is often the first of them."""
    return title_path[1:] if title_path[:1] == (document,) else title_path


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 2)


def _kept(result: Any) -> Any:
    """What a trace keeps of a result; the facts themselves are kept once, beside the answer."""
    if isinstance(result, FoundProducts):
        return {"total": result.total, "products": _kept(result.products)}
    return [each.model_dump(mode="json", include=_KEPT, exclude_defaults=True) for each in result]


def _facts(ref: str, product: Product) -> ProductFacts:
    picture = next((m for m in product.media if m.state == "ready"), None)
    codes = [code for v in product.variants for code in (v.sku, v.gtin, v.mpn) if code]
    return ProductFacts(
        ref=ref,
        id=product.id,
        handle=product.handle,
        title=product.title,
        brand=product.brand.name if product.brand else None,
        category=tuple(crumb.name for crumb in product.breadcrumb),
        description=product.description,
        price=product.price_from,
        price_to=product.price_to,
        compare_at_price=product.variants[0].compare_at_price if product.variants else None,
        in_stock=product.in_stock,
        option_names=product.option_names,
        variants=[
            VariantFacts(options=v.option_values, sku=v.sku, price=v.price, in_stock=v.in_stock)
            for v in product.variants
        ],
        specs=_specs(product),
        codes=list(dict.fromkeys(codes)),
        image=picture.url if picture else None,
        srcset=picture.srcset if picture else "",
        alt=picture.alt if picture else "",
    )


def _specs(product: Product) -> list[Spec]:
    """What a product states, and its weight where only its versions state one, the same for all."""
    found = [
        Spec(code=a.code, label=a.label, value=a.value, unit=a.unit) for a in product.attributes
    ]
    weights = {variant.weight_g for variant in product.variants}
    stated = any("weight" in spec.label.casefold() for spec in found)
    if not stated and len(weights) == 1 and (grams := weights.pop()):
        found.append(Spec(code="weight", label="Weight", value=float(grams), unit="g"))
    return found
