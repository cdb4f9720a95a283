"""The first page of a store's console: what is there, what goes on, and what needs doing."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Response

from storewise.domain.assistant import service as assistant
from storewise.domain.assistant.schemas import AssistantReport
from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import CatalogCounts, Category, Money
from storewise.domain.ingestion import service as ingestion
from storewise.domain.ingestion.schemas import Import, ImportState
from storewise.domain.search import service as search
from storewise.domain.search.schemas import IndexState, QueryReport, SearchQuery
from storewise.infra.tenancy import Scope

from . import charts
from .failures import ConsoleRoute
from .frame import AnyWorkplace, Workplace
from .imports import states

MOST_DEPARTMENTS = 8
MOST_QUERIES = 6
MOST_IMPORTS = 4
A_WEEK = 7

router = APIRouter(route_class=ConsoleRoute, include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits for the merchant, and where to do it."""

    icon: str
    text: str
    note: str
    href: str


@dataclass(frozen=True, slots=True)
class Department:
    """A category at the root with its share of the largest one, in percent."""

    name: str
    count: int
    share: int
    href: str


@dataclass(frozen=True, slots=True)
class Week:
    """What the assistant did in the last seven days."""

    answers: int
    unanswered: int
    helpful: int
    unhelpful: int


@router.get("/console/{slug}")
@router.get("/console/{slug}/")
async def show_overview(desk: AnyWorkplace) -> Response:
    """The dashboard."""
    async with desk.scope() as scope:
        counts = await catalog.counts(scope)
        categories = await catalog.categories(scope)
        state = await search.index_state(scope)
        top = await search.top_queries(scope, MOST_QUERIES)
        latest = (await ingestion.imports(scope, limit=MOST_IMPORTS)).items
        fruitless = await search.queries_without_result(scope, MOST_QUERIES)
        prices = await _prices(desk, scope)
        week = _week(await assistant.report(scope, A_WEEK))
    return desk.page(
        "overview.html",
        section="overview",
        counts=counts,
        state=state,
        top=top,
        fruitless=fruitless,
        latest=latest,
        states=states.SHOWN,
        tasks=[
            *_import_tasks(desk, latest),
            *_gaps(desk, week),
            *_tasks(desk, counts, state, fruitless),
        ],
        week=week,
        departments=_departments(desk, categories),
        columns=prices,
    )


def _week(report: AssistantReport) -> Week:
    return Week(
        answers=sum(day.answers for day in report.days),
        unanswered=sum(day.unanswered for day in report.days),
        helpful=sum(day.helpful for day in report.days),
        unhelpful=sum(day.unhelpful for day in report.days),
    )


def _gaps(desk: Workplace, week: Week) -> list[Task]:
    """Questions of the week that wait for someone to write the answer down."""
    if not week.unanswered:
        return []
    text = _count(desk, week.unanswered, "question had", "questions had") + " no answer this week"
    note = "Write the answer once, and the assistant tells it to everyone."
    return [Task("chat", text, note, desk.url("assistant/unanswered"))]


def _import_tasks(desk: Workplace, latest: Sequence[Import]) -> list[Task]:
    """What the newest import asks for: to be started, to be gone on with, rows to be mended."""
    if not latest:
        return []
    newest = latest[0]
    href = desk.url(f"imports/{newest.id}")
    if newest.state is ImportState.READY:
        return [Task("upload", f"{newest.file_name} is not imported yet", "Look at it.", href)]
    if newest.state is ImportState.FAILED:
        return [
            Task("alert", f"The import of {newest.file_name} failed", newest.failure or "", href)
        ]
    if newest.state is ImportState.DONE and newest.progress.counts.rejected:
        rejected = _count(desk, newest.progress.counts.rejected, "product", "products")
        text = f"{rejected} of {newest.file_name} could not be imported"
        return [Task("alert", text, "See what is wrong with them.", href)]
    return []


def _tasks(
    desk: Workplace,
    counts: CatalogCounts,
    state: IndexState,
    fruitless: Sequence[QueryReport],
) -> list[Task]:
    found = []
    if counts.out_of_stock:
        found.append(
            Task(
                "box",
                _count(desk, counts.out_of_stock, "published product is", "published products are")
                + " out of stock",
                "Shoppers find them, and cannot buy them.",
                desk.url("products", status="published", stock="out"),
            )
        )
    if counts.drafts:
        found.append(
            Task(
                "edit",
                _count(desk, counts.drafts, "draft waits", "drafts wait") + " to be published",
                "Shoppers do not see drafts.",
                desk.url("products", status="draft"),
            )
        )
    if fruitless:
        words = ", ".join(f"“{query.text[:40]}”" for query in fruitless[:3])
        found.append(
            Task(
                "search",
                _count(desk, len(fruitless), "search finds", "searches find") + " nothing",
                f"Shoppers looked for {words}. A synonym may help.",
                desk.url("search"),
            )
        )
    if counts.products and not state.indexed and state.products:
        found.append(
            Task(
                "clock",
                "No product can be found yet",
                "The index is being built in the background.",
                desk.url("search/try"),
            )
        )
    return found


def _count(desk: Workplace, number: int, one: str, many: str) -> str:
    return f"{desk.number(number)} {one if number == 1 else many}"


def _departments(desk: Workplace, categories: Sequence[Category]) -> list[Department]:
    roots = sorted(
        (c for c in categories if c.parent_id is None and c.product_count),
        key=lambda c: -c.product_count,
    )
    most = roots[0].product_count if roots else 0
    return [
        Department(
            root.name,
            root.product_count,
            charts.share(root.product_count, most),
            desk.url("products", status="published", category=root.path),
        )
        for root in roots[:MOST_DEPARTMENTS]
    ]


async def _prices(desk: Workplace, scope: Scope) -> list[charts.Column]:
    """How many published products there are in each span of prices."""
    found = await search.find(scope, SearchQuery(limit=1), count=False)
    if found.price is None or found.price.min == found.price.max:
        return []
    counts, labels = [], []
    for low, high in charts.bands(found.price.min, found.price.max):
        wanted = SearchQuery(price_min=low, price_max=high, limit=1, facets=False)
        counts.append((await search.find(scope, wanted, count=False)).total)
        first, last = (
            desk.money(Money(amount=end, currency=found.price.currency)) for end in (low, high)
        )
        labels.append(f"{first} – {last}")
    return charts.columns(counts, labels)
