"""The assistant in figures: charts of its days, and this month's budget."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
from hypothesis import given
from hypothesis import strategies as st

from storewise.domain.assistant import service as assistant
from storewise.domain.assistant.models import SpendingRow
from storewise.domain.assistant.schemas import AssistantSettings, Budget
from storewise.domain.identity.schemas import Store
from storewise.faces.console import charts
from storewise.infra.tenancy import SYSTEM, Tenancy

Keep = Callable[..., Awaitable[UUID]]
Said = Callable[..., dict[str, Any]]


async def spend(tenancy: Tenancy, store: Store, budget: Budget, cost: int, tokens: int) -> None:
    month = datetime.now(UTC).date().replace(day=1)
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await assistant.change_settings(scope, AssistantSettings(budget=budget))
        scope.session.add(
            SpendingRow(store_id=store.id, month=month, cost_micros=cost, tokens=tokens)
        )


async def test_no_figures_are_said_to_be_none(merchant: httpx.AsyncClient, store: Store) -> None:
    page = await merchant.get(f"/console/{store.slug}/assistant/figures")
    assert "No figures yet" in page.text


async def test_figures_count_what_was_answered_how(
    merchant: httpx.AsyncClient, store: Store, keep: Keep, said: Said, rich: dict[str, Any]
) -> None:
    await keep(
        rich,
        said(),
        said(verdict="replaced"),
        said(verdict="declined", helpful=False),
    )
    await keep(said(), at=datetime.now(UTC) - timedelta(days=40))
    page = (await merchant.get(f"/console/{store.slug}/assistant/figures")).text
    for text in (
        "With the language model <strong class=\"tabular\">1</strong>",
        "From catalogue and documents <strong class=\"tabular\">1</strong>",
        "Declined <strong class=\"tabular\">1</strong>",
        "Not answered <strong class=\"tabular\">1</strong>",
        "1 claim was removed",
        "Proven 25.0 %, Trimmed 25.0 %, Not answered 25.0 %, Declined 25.0 %",
        "Cost <strong class=\"tabular\">$0.0025</strong>",
        "Read <strong class=\"tabular\">1,200</strong>",
        "Helpful <strong class=\"tabular\">1</strong>",
        "Not helpful <strong class=\"tabular\">1</strong>",
        "95 of 100 within <strong class=\"tabular\">12 ms</strong>",
    ):  # fmt: skip
        assert text in page
    assert page.count("<desc") == page.count('class="chart day-chart"') == 6
    longer = (await merchant.get(f"/console/{store.slug}/assistant/figures?days=90")).text
    assert 'From catalogue and documents <strong class="tabular">2</strong>' in longer


async def test_the_budget_is_a_meter_and_a_spent_one_is_said(
    merchant: httpx.AsyncClient, store: Store, tenancy: Tenancy, keep: Keep
) -> None:
    await keep()
    await spend(tenancy, store, Budget(tokens=1000, cost_micros=2_000_000), 1_700_000, 250)
    page = (await merchant.get(f"/console/{store.slug}/assistant/figures")).text
    assert 'aria-valuenow="85" aria-valuetext="$1.70 of $2.00"' in page
    assert 'aria-valuenow="25"' in page
    assert "85 % of this month’s budget is spent." in page


async def test_a_budget_that_is_spent_is_said_in_the_settings_too(
    merchant: httpx.AsyncClient, store: Store, tenancy: Tenancy
) -> None:
    await spend(tenancy, store, Budget(tokens=1000), 0, 1000)
    page = (await merchant.get(f"/console/{store.slug}/assistant/settings")).text
    assert "This month’s budget is spent" in page
    assert 'aria-valuenow="100"' in page


@given(st.floats(min_value=0, max_value=1e12))
def test_an_axis_holds_its_highest_value_and_is_not_much_longer(highest: float) -> None:
    end = charts.top(highest)
    assert end >= highest
    assert end <= max(1.0, 10 * highest)


@given(
    st.integers(1, 60).flatmap(
        lambda days: st.lists(
            st.lists(st.integers(0, 1000), min_size=days, max_size=days), min_size=1, max_size=4
        )
    )
)
def test_stacks_stay_in_their_drawing_and_stand_on_each_other(layers: list[list[int]]) -> None:
    end = charts.top(max(sum(day) for day in zip(*layers, strict=True)))
    made = charts.stacks(layers, [""] * len(layers[0]), end)
    for columns in zip(*made, strict=True):
        floor = float(charts.HEIGHT)
        for column in columns:
            assert abs(column.y + column.height - floor) < 0.5
            floor = column.y
        assert floor > -0.5
        assert columns[0].x + columns[0].width <= charts.WIDTH


def test_a_line_passes_over_days_without_a_figure() -> None:
    assert charts.line([None, 5, None, 10], 10) == "M225.0 70.0h0L225.0 70.0 525.0 0.0"
    assert charts.line([None, None], 1) == ""
