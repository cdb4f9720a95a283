"""The list of products: narrowed, ordered, page by page, and changed many at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.errors import CursorInvalid, ProductNotFound
from storewise.domain.catalog.schemas import (
    Category,
    ProductFilter,
    ProductPatch,
    ProductSort,
    Status,
)

from ..failures import ConsoleRoute
from ..frame import AnyWorkplace, Workplace
from ..notices import Notice

PAGE_SIZE = 50
SORTS = (
    (ProductSort.UPDATED, "Recently changed"),
    (ProductSort.NEWEST, "Newest"),
    (ProductSort.OLDEST, "Oldest"),
    (ProductSort.TITLE, "Title"),
    (ProductSort.PRICE, "Price, lowest first"),
    (ProductSort.PRICE_DESC, "Price, highest first"),
)
FIELDS = ("q", "status", "brand", "category", "stock", "sort")
DONE = {"publish": "published", "draft": "made a draft", "archive": "archived"}
STATUS_AFTER = {"publish": Status.PUBLISHED, "draft": Status.DRAFT, "archive": Status.ARCHIVED}

router = APIRouter(
    prefix="/console/{slug}/products", route_class=ConsoleRoute, include_in_schema=False
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the list is narrowed to, from the parameters of its address; nonsense is passed over."""

    given: Mapping[str, str]

    @property
    def wanted(self) -> ProductFilter:
        """The filter for the catalogue."""
        stock = {"in": True, "out": False}.get(self.given["stock"])
        return ProductFilter(
            query=self.given["q"] or None,
            status=next((s for s in Status if s.value == self.given["status"]), None),
            brand=self.given["brand"] or None,
            category=self.given["category"] or None,
            in_stock=stock,
        )

    @property
    def sort(self) -> ProductSort:
        """The order of the list."""
        return next((s for s in ProductSort if s.value == self.given["sort"]), ProductSort.UPDATED)

    @property
    def narrowed(self) -> bool:
        """Whether anything but the status and the order was chosen."""
        return any(self.given[name] for name in ("q", "brand", "category", "stock"))

    def with_(self, **changes: str) -> dict[str, str]:
        """The parameters of the address with some changed."""
        return {**self.given, **changes}


def _choice(request: Request) -> Choice:
    parameters = request.query_params
    return Choice({n: parameters.get(n, "").replace("\0", "").strip()[:300] for n in FIELDS})


@router.get("")
@router.get("/")
async def show_list(request: Request, desk: AnyWorkplace) -> Response:
    """A page of the list."""
    choice = _choice(request)
    cursor = request.query_params.get("cursor") or None
    async with desk.scope() as scope:
        try:
            page = await catalog.products(scope, choice.wanted, choice.sort, cursor, PAGE_SIZE)
        except CursorInvalid:
            return desk.go(desk.url("products", **choice.given))
        counts = await catalog.counts(scope)
        brands = await catalog.brands(scope)
        categories = await catalog.categories(scope)
    more = choice.with_(cursor=page.next_cursor) if page.next_cursor else None
    return desk.page(
        "products.html",
        section="products",
        page=page,
        choice=choice,
        counts=counts,
        brands=[("", "All brands"), *((b.slug, b.name) for b in brands)],
        categories=[("", "All categories"), *_tree(categories)],
        sorts=[(sort.value, label) for sort, label in SORTS],
        first_href=desk.url("products", **choice.given) if cursor else "",
        next_href=desk.url("products", **more) if more else "",
    )


def _tree(categories: list[Category]) -> list[tuple[str, str]]:
    return [(c.path, "\u2007\u2007" * c.path.count("/") + c.name) for c in categories]


@router.post("/bulk")
async def change_many(request: Request, desk: AnyWorkplace) -> Response:
    """Publish, make drafts of, or archive the products that were picked."""
    sent = await request.form(max_fields=2000)
    back = _choice_sent(sent)
    address = desk.url("products", **back)
    action = str(sent.get("action", ""))
    ids = [found for raw in sent.getlist("product") if (found := _uuid(str(raw)))]
    if action not in DONE or not ids:
        said = Notice("Pick some products first, and then what to do with them.", "warn")
        return desk.go(address, said)
    if action == "archive" and not sent.get("sure"):
        return desk.page(
            "products_archive.html", section="products", ids=ids, back=address, given=back
        )
    changed = await _change(desk, ids, action)
    noun = "product" if changed == 1 else "products"
    return desk.go(address, f"{desk.number(changed)} {noun} {DONE[action]}.")


async def _change(desk: Workplace, ids: list[UUID], action: str) -> int:
    async with desk.scope() as scope:
        if action == "archive":
            return len(await catalog.archive_products(scope, ids))
        changed = 0
        for product_id in ids:
            try:
                patch = ProductPatch(status=STATUS_AFTER[action])
                await catalog.update_product(scope, product_id, patch)
            except ProductNotFound:
                continue
            changed += 1
        return changed


def _choice_sent(sent: Any) -> dict[str, str]:
    return {name: str(sent.get(f"list-{name}", ""))[:300] for name in FIELDS}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
