"""The assistant in figures: answers, proof, time, cost and opinions over the last days."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from storewise.domain.assistant import service as assistant
from storewise.domain.assistant.schemas import DayReport

from ..failures import ConsoleRoute
from ..frame import AnyWorkplace, Workplace
from . import wording
from .plots import Chart, Layer, lined, stacked

router = APIRouter(
    prefix="/console/{slug}/assistant", route_class=ConsoleRoute, include_in_schema=False
)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of all answers: its name, tone, number, and share in percent with its place."""

    name: str
    tone: str
    count: int
    percent: float
    start: float


@router.get("/figures")
async def show_figures(request: Request, desk: AnyWorkplace) -> Response:
    """Charts of the last 30 or 90 days, and this month's budget."""
    span = 90 if request.query_params.get("days") == "90" else 30
    async with desk.scope() as scope:
        report = await assistant.report(scope, span)
        spending = await assistant.spending(scope)
        settings = await assistant.settings(scope)
    sums = _sums(report.days)
    return desk.page(
        "assistant_figures.html",
        section="assistant",
        span=span,
        sums=sums,
        spending=spending,
        budget=settings.budget,
        shares=_shares(sums),
        charts=_charts(desk, report.days) if sums.answers else {},
        words=wording,
    )


def _sums(days: Sequence[DayReport]) -> DayReport:
    """All days as one; latencies are left out, because percentiles do not add up."""
    counts = [name for name, field in DayReport.model_fields.items() if field.annotation is int]
    return DayReport(
        day=days[-1].day, **{name: sum(getattr(day, name) for day in days) for name in counts}
    )


def _shares(sums: DayReport) -> list[Share]:
    proven = sums.answers - sums.trimmed - sums.unanswered - sums.declined
    made: list[Share] = []
    start = 0.0
    for name, tone, count in (
        ("Proven", "accent", proven),
        ("Trimmed", "warn", sums.trimmed),
        ("Not answered", "bad", sums.unanswered),
        ("Declined", "plain", sums.declined),
    ):
        percent = round(100 * count / sums.answers, 1) if sums.answers else 0.0
        made.append(Share(name, tone, count, percent, round(start, 1)))
        start += percent
    return made


def _charts(desk: Workplace, days: Sequence[DayReport]) -> dict[str, Chart]:
    made = [
        _answers(desk, days),
        _latency(desk, days, "first", "Until the first words", "first_token"),
        _latency(desk, days, "total", "Until the answer is complete", "total"),
        _opinions(desk, days),
    ]
    if any(day.by_model for day in days):
        made += [_cost(desk, days), _tokens(desk, days)]
    return {chart.id: chart for chart in made}


def _labels(desk: Workplace, days: Sequence[DayReport]) -> list[str]:
    return [desk.day(day.day) for day in days]


def _answers(desk: Workplace, days: Sequence[DayReport]) -> Chart:
    catalogue = [d.answers - d.answered_by_model - d.unanswered - d.declined for d in days]
    layers = [
        Layer("With the language model", "accent", [d.answered_by_model for d in days]),
        Layer("From catalogue and documents", "info", catalogue),
        Layer("Declined", "plain", [d.declined for d in days]),
        Layer("Not answered", "bad", [d.unanswered for d in days]),
    ]
    return stacked("answers", "Answers per day", "", desk.number, _labels(desk, days), layers)


def _opinions(desk: Workplace, days: Sequence[DayReport]) -> Chart:
    layers = [
        Layer("Helpful", "accent", [d.helpful for d in days]),
        Layer("Not helpful", "bad", [d.unhelpful for d in days]),
    ]
    title, note = "What shoppers think", "Thumbs per day"
    return stacked("opinions", title, note, desk.number, _labels(desk, days), layers)


def _cost(desk: Workplace, days: Sequence[DayReport]) -> Chart:
    def say(micros: float) -> str:
        return wording.dollars(round(micros))

    layers = [Layer("Cost", "accent", [d.cost_micros for d in days])]
    note = "US dollars, at list prices"
    return stacked("cost", "Cost per day", note, say, _labels(desk, days), layers)


def _tokens(desk: Workplace, days: Sequence[DayReport]) -> Chart:
    layers = [
        Layer("Read", "info", [d.input_tokens for d in days]),
        Layer("Written", "accent", [d.output_tokens for d in days]),
    ]
    title, note = "Tokens per day", "What models read and wrote"
    return stacked("tokens", title, note, desk.number, _labels(desk, days), layers)


def _latency(desk: Workplace, days: Sequence[DayReport], id_: str, title: str, field: str) -> Chart:
    layers = [
        Layer(name, tone, [getattr(d, f"{field}_{part}_ms") if d.answers else None for d in days])
        for name, tone, part in (
            ("Half of the answers within", "accent", "p50"),
            ("95 of 100 within", "info", "p95"),
        )
    ]
    note = "With the latest day’s figures"
    return lined(id_, title, note, wording.span, _labels(desk, days), layers)
