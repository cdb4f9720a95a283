"""One product: shown in its form, created, changed, archived."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.errors import HandleTaken, ProductInvalid
from storewise.domain.catalog.schemas import (
    AttributeDefinition,
    AttributeType,
    Category,
    ImagePatch,
    MerchantProduct,
    ProductDraft,
    Status,
)
from storewise.infra.tenancy import Scope

from ..failures import ConsoleRoute
from ..frame import NEVER_KEPT, AnyWorkplace, Workplace
from ..notices import Notice
from . import form as forms
from . import reading
from .form import ProductForm

MOST_FIELDS = 20_000
MOST_SUGGESTED = 500
MOST_NAMES = 5000
MOST_HANDLES_TRIED = 20
STATUSES = [
    (Status.PUBLISHED.value, "Published: shoppers see it"),
    (Status.DRAFT.value, "Draft: only you see it"),
    (Status.ARCHIVED.value, "Archived: out of sale"),
]

router = APIRouter(
    prefix="/console/{slug}/products", route_class=ConsoleRoute, include_in_schema=False
)


@router.get("/new")
async def show_new(desk: AnyWorkplace) -> Response:
    """An empty form."""
    return await _show(desk, forms.blank(), None)


@router.post("/new")
async def create(request: Request, desk: AnyWorkplace) -> Response:
    """Make a product; on errors the form comes back with all that was typed."""
    sent = await _sent(request)
    async with desk.scope() as scope:
        definitions = await catalog.attributes(scope)
    form = forms.of_sent(sent, definitions, None)
    if _reshaped(sent, form):
        return await _show(desk, form, None)
    read = reading.read(form, desk.store.currency, definitions, None)
    if read.draft is None:
        return await _show(desk, form, None, status=422)
    try:
        tries = 1 if form.texts["handle"] else MOST_HANDLES_TRIED
        async with desk.scope() as scope:
            created = await _create(scope, read.draft, read.definitions, tries)
    except (HandleTaken, ProductInvalid) as error:
        _refuse(form, read, error)
        return await _show(desk, form, None, status=422)
    return desk.go(desk.url(f"products/{created}"), f"“{read.draft.title}” was created.")


@router.get("/attribute-names")
async def attribute_names(desk: AnyWorkplace) -> Response:
    """The names of the store's attributes, as suggestions while one is added."""
    async with desk.scope() as scope:
        labels = {definition.label for definition in await catalog.attributes(scope)}
    return JSONResponse(sorted(labels, key=str.casefold)[:MOST_NAMES], headers=NEVER_KEPT)


@router.get("/{product_id}")
async def show_product(desk: AnyWorkplace, product_id: UUID) -> Response:
    """A product in its form."""
    async with desk.scope() as scope:
        product = await catalog.product(scope, product_id)
    return await _show(desk, forms.of_product(product), product)


@router.post("/{product_id}")
async def change(request: Request, desk: AnyWorkplace, product_id: UUID) -> Response:
    """Write a product as its form says, all or nothing."""
    sent = await _sent(request)
    async with desk.scope() as scope:
        product = await catalog.product(scope, product_id)
        definitions = await catalog.attributes(scope)
    form = forms.of_sent(sent, definitions, product)
    if _reshaped(sent, form):
        return await _show(desk, form, product)
    read = reading.read(form, desk.store.currency, definitions, product)
    if read.draft is None:
        return await _show(desk, form, product, status=422)
    if form.texts["version"] != str(product.version):
        form.problem = (
            "This product was changed elsewhere while you had it open. Save again to put your "
            "version over that change, or open the product anew to see it."
        )
        form.texts["version"] = str(product.version)
        return await _show(desk, form, product, status=409)
    try:
        async with desk.scope() as scope:
            write = catalog.ProductWrite(read.draft, product_id)
            await catalog.write_products(scope, [write], read.definitions)
            # A draft with no words for a picture leaves those that it has.
            for picture, alt in form.pictures:
                if picture.alt and not alt:
                    await catalog.change_image(scope, product_id, picture.id, ImagePatch(alt=""))
    except (HandleTaken, ProductInvalid) as error:
        _refuse(form, read, error)
        return await _show(desk, form, product, status=422)
    return desk.go(desk.url(f"products/{product_id}"), f"“{read.draft.title}” was saved.")


@router.get("/{product_id}/archive")
async def ask_archive(desk: AnyWorkplace, product_id: UUID) -> Response:
    """Ask whether the product shall really leave the shop."""
    async with desk.scope() as scope:
        product = await catalog.product(scope, product_id)
    return desk.page(
        "confirm.html",
        section="products",
        title=f"Archive “{product.title}”?",
        text="It leaves the shop and its search at once. Nothing is lost: "
        "set its status to published and it is back.",
        action=desk.url(f"products/{product_id}/archive"),
        label="Archive product",
        back=desk.url(f"products/{product_id}"),
    )


@router.post("/{product_id}/archive")
async def archive(desk: AnyWorkplace, product_id: UUID) -> Response:
    """Take the product out of sale."""
    async with desk.scope() as scope:
        product = await catalog.product(scope, product_id)
        await catalog.archive_products(scope, [product_id])
    return desk.go(desk.url(f"products/{product_id}"), f"“{product.title}” was archived.")


async def _sent(request: Request) -> dict[str, str]:
    sent = await request.form(max_fields=MOST_FIELDS)
    return {name: value for name, value in sent.items() if isinstance(value, str)}


def _reshaped(sent: dict[str, str], form: ProductForm) -> bool:
    """Whether a button asked for more rows instead of saving; without scripts this adds them."""
    action = sent.get("do", "save")
    if action == "add-variant":
        forms.add_variant(form)
    elif action == "add-attribute":
        forms.add_attribute(form)
    return action in ("add-variant", "add-attribute", "set-options")


async def _create(
    scope: Scope, draft: ProductDraft, definitions: list[AttributeDefinition], tries: int
) -> UUID:
    """Make the product; with several tries, under the first free of `x`, `x-2`, `x-3` …"""
    bare = draft.model_copy(update={"attributes": {}})
    for number in range(1, tries + 1):
        handle = draft.handle if number == 1 else f"{draft.handle}-{number}"
        named = {"handle": handle}
        try:
            created = await catalog.create_product(scope, bare.model_copy(update=named))
        except HandleTaken:
            continue
        whole = draft.model_copy(update=named)
        await catalog.write_products(scope, [catalog.ProductWrite(whole, created.id)], definitions)
        return created.id
    raise HandleTaken


def _refuse(form: ProductForm, read: reading.Reading, error: HandleTaken | ProductInvalid) -> None:
    if isinstance(error, HandleTaken):
        form.errors["handle"] = error.message
    else:
        reading.refuse(form, read, error.errors)
        form.problem = error.message


async def _show(
    desk: Workplace, form: ProductForm, product: MerchantProduct | None, *, status: int = 200
) -> Response:
    async with desk.scope() as scope:
        brands = await catalog.brands(scope)
        categories = await catalog.categories(scope)
    notice = None
    if form.errors or form.problem:
        notice = Notice(form.problem or _summary(form), "bad")
    return desk.page(
        "product.html",
        section="products",
        status=status,
        notice=notice,
        form=form,
        product=product,
        statuses=STATUSES,
        types=[(kind.value, label) for kind, label in _TYPES],
        brands=[brand.name for brand in brands[:MOST_SUGGESTED]],
        paths=_paths(categories)[:MOST_SUGGESTED],
        shop_href=_shop_href(desk, product),
    )


def _paths(categories: Sequence[Category]) -> list[str]:
    """Categories as one writes them into the form: `Kitchen > Kettles`."""
    written: dict[UUID, str] = {}
    for category in categories:
        above = written.get(category.parent_id, "") if category.parent_id else ""
        written[category.id] = above + (forms.PATH_SIGN if above else "") + category.name
    return list(written.values())


_TYPES: list[tuple[AttributeType, str]] = [
    (AttributeType.TEXT, "Text"),
    (AttributeType.NUMBER, "Number"),
    (AttributeType.BOOLEAN, "Yes or no"),
]


def _summary(form: ProductForm) -> str:
    count = len(form.errors)
    where = "One field needs" if count == 1 else f"{count} fields need"
    return f"Nothing was saved yet. {where} another look."


def _shop_href(desk: Workplace, product: MerchantProduct | None) -> str:
    if product is None or product.status is not Status.PUBLISHED:
        return ""
    return f"/shop/{desk.store.slug}/p/{product.handle}"
