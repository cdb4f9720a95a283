"""The tools as a model sees them, and the agent that has those that are granted.

Neither store nor shopper is an argument of any tool: both come from the turn.
"""

from collections.abc import Awaitable, Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_ai import Agent, ModelRetry, RunContext, Tool

from storewise.domain.assistant.facts import ProductSearch
from storewise.domain.assistant.toolbox import MOST_COMPARED
from storewise.domain.assistant.turn import Turn
from storewise.domain.search.schemas import NumberRange, Sort
from storewise.infra.currency import exponent
from storewise.infra.errors import StorewiseError, TooMany, Unavailable

from . import rendering

RETRIES = 2
MOST_DETAILED = 6
Result = TypeVar("Result")
Words = Annotated[str, Field(max_length=300)]
Amount = Annotated[float, Field(ge=0, le=1e9)]
Names = Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=20)]
References = Annotated[list[str], Field(min_length=1, max_length=MOST_DETAILED)]


class Wanted(BaseModel):
    """An attribute that must have one of these values."""

    model_config = ConfigDict(extra="forbid")

    code: Annotated[str, Field(max_length=100)]
    values: Names


class WantedRange(BaseModel):
    """A number attribute that must lie in a range; an absent end is open."""

    model_config = ConfigDict(extra="forbid")

    code: Annotated[str, Field(max_length=100)]
    min: float | None = None
    max: float | None = None


async def search_products(
    ctx: RunContext[Turn],
    words: Words = "",
    price_min: Amount | None = None,
    price_max: Amount | None = None,
    brands: Names | None = None,
    not_brands: Names | None = None,
    category: Words | None = None,
    attributes: list[Wanted] | None = None,
    ranges: list[WantedRange] | None = None,
    in_stock: bool | None = None,
    sort: Literal["relevance", "price", "-price", "newest", "title"] = "relevance",
    limit: Annotated[int, Field(ge=1, le=10)] = 5,
) -> str:
    """Find products of the store. Filters hold without exception.

    Args:
        words: What is looked for, such as "wireless headphones", without prices and brands.
        price_min: Lowest price, as a decimal number in the store's currency.
        price_max: Highest price, as a decimal number in the store's currency.
        brands: Only these brands.
        not_brands: None of these brands.
        category: Name of a category, as results give it.
        attributes: Attributes by their code in results, with the values that are wanted.
        ranges: Number attributes by their code in results, with the range that is wanted.
        in_stock: True for products that can be bought now.
        sort: Order of the results; "-price" has the dearest first.
        limit: How many to see.
    """
    currency = ctx.deps.store.currency
    try:
        wanted = ProductSearch(
            words=words,
            brands=brands or [],
            not_brands=not_brands or [],
            category=category or None,
            price_min=_minor(price_min, currency, ROUND_CEILING),
            price_max=_minor(price_max, currency, ROUND_FLOOR),
            in_stock=in_stock,
            attributes={each.code: each.values for each in attributes or []},
            ranges={each.code: NumberRange(min=each.min, max=each.max) for each in ranges or []},
            sort=Sort(sort),
            limit=limit,
        )
    except ValidationError as error:
        raise ModelRetry("; ".join(each["msg"] for each in error.errors())) from None
    found = await _told(ctx.deps.toolbox.search_products(wanted))
    return found if isinstance(found, str) else rendering.found(found, ctx.deps.store.locale)


async def product_details(ctx: RunContext[Turn], references: References) -> str:
    """All that the store states of products: specifications, versions, description.

    Args:
        references: References that a tool gave out, such as ["P1"].
    """
    _check(references)
    read = await _told(ctx.deps.toolbox.product_details(references))
    return read if isinstance(read, str) else rendering.sheets(read, ctx.deps.store.locale)


async def compare_products(ctx: RunContext[Turn], references: References) -> str:
    """Read two to four products to set them side by side.

    Args:
        references: References that a tool gave out, such as ["P1", "P2"].
    """
    _check(references)
    if not 2 <= len(set(references)) <= MOST_COMPARED:
        raise ModelRetry(f"Compare two to {MOST_COMPARED} different products.")
    read = await _told(ctx.deps.toolbox.compare_products(references))
    return read if isinstance(read, str) else rendering.sheets(read, ctx.deps.store.locale)


async def find_brands(ctx: RunContext[Turn], name: Words = "", words: Words = "") -> str:
    """Find brands: one by its name, those that make something, or all of them.

    Args:
        name: Name of a brand, to see whether the store has it and what of it.
        words: A kind of product, such as "printer", to see which brands make it.
    """
    found = await _told(ctx.deps.toolbox.find_brands(name=name, words=words))
    return found if isinstance(found, str) else rendering.brands(found)


async def search_documents(ctx: RunContext[Turn], words: Words) -> str:
    """Find passages of the store's documents: shipping, returns, warranty, manuals, questions.

    Args:
        words: What is looked for, such as "return period".
    """
    found = await _told(ctx.deps.toolbox.search_documents(words))
    return found if isinstance(found, str) else rendering.passages(found)


TOOLS: dict[str, Callable[..., Awaitable[str]]] = {
    each.__name__: each
    for each in (
        search_products,
        product_details,
        compare_products,
        find_brands,
        search_documents,
    )
}


@cache
def agent_with(granted: frozenset[str]) -> Agent[Turn, str]:
    """The agent that has these tools; a model does not learn of others."""
    tools: list[Tool[Turn]] = [
        Tool(TOOLS[name], takes_ctx=True, docstring_format="google")
        for name in TOOLS
        if name in granted
    ]
    return Agent(deps_type=Turn, tools=tools, retries=RETRIES, name="assistant")


def _minor(amount: float | None, currency: str, rounding: str) -> int | None:
    """A decimal amount in minor units: a limit is never widened by rounding."""
    if amount is None:
        return None
    exact = Decimal(str(amount)).scaleb(exponent(currency))
    return int(exact.to_integral_value(rounding))


def _check(references: list[str]) -> None:
    wrong = [each for each in references if each[:1] != "P" or not each[1:].isdecimal()]
    if wrong:
        raise ModelRetry("References of products look like P1; search first to get them.")


async def _told(call: Awaitable[Result]) -> Result | str:
    """What a tool returned; why it did not, in words, where asking otherwise does not help."""
    try:
        return await call
    except (Unavailable, TooMany):
        return "This tool does not answer right now. Do without it."
    except StorewiseError as error:
        raise ModelRetry(error.message) from None
