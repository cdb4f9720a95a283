"""Reads a search from the query of an address, and says what such an address may hold."""

import re
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import QueryParams

from storewise.domain.search.schemas import SearchQuery, Sort

_FIELDS = {
    "q": "text",
    "category": "category",
    "price_min": "price_min",
    "price_max": "price_max",
    "in_stock": "in_stock",
    "sort": "sort",
    "limit": "limit",
    "offset": "offset",
    "facets": "facets",
}
_NAMES = {field: name for name, field in _FIELDS.items()} | {"brands": "brand"}
_NUMBER = r"(-?[0-9]{1,15}(?:\.[0-9]{1,15})?)?"
_RANGE = re.compile(rf"{_NUMBER}\.\.{_NUMBER}")


def read_search(sent: QueryParams) -> SearchQuery:
    """The search that an address asks for; raises RequestValidationError for what is not of one."""
    values: dict[str, Any] = {}
    brands: list[str] = []
    attributes: dict[str, list[str]] = {}
    ranges: dict[str, Any] = {}
    for name, value in sent.multi_items():
        if name in _FIELDS:
            values[_FIELDS[name]] = value
        elif name == "brand":
            brands.append(value)
        elif name.startswith("attr."):
            attributes.setdefault(name.removeprefix("attr."), []).append(value)
        elif name.startswith("range."):
            ranges[name.removeprefix("range.")] = _range(name, value)
        else:
            raise _refused(name, "unknown_parameter", "There is no such parameter.")
    try:
        return SearchQuery(brands=brands, attributes=attributes, ranges=ranges, **values)
    except ValidationError as error:
        raise RequestValidationError(
            [{**found, "loc": ("query", *_place(found["loc"]))} for found in error.errors()]
        ) from error


def _range(name: str, value: str) -> dict[str, str | None]:
    found = _RANGE.fullmatch(value)
    if found is None:
        raise _refused(name, "range", "A range is written min..max; either end may be left out.")
    return {"min": found[1], "max": found[2]}


def _place(loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    field, *rest = loc
    if field in ("attributes", "ranges") and rest:
        return (f"{'attr' if field == 'attributes' else 'range'}.{rest[0]}", *rest[1:])
    return (_NAMES.get(str(field), field), *rest)


def _refused(name: str, code: str, message: str) -> RequestValidationError:
    return RequestValidationError([{"loc": ("query", name), "type": code, "msg": message}])


def _parameter(name: str, description: str, **schema: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": schema}


_MONEY = {"type": "integer", "minimum": 0, "maximum": 10**12}
PARAMETERS: list[dict[str, Any]] = [
    _parameter("q", "Words to look for; empty to browse.", type="string", maxLength=1000),
    _parameter(
        "brand",
        "Name of a brand; several mean any of them.",
        type="array",
        items={"type": "string"},
        maxItems=100,
    ),
    _parameter("category", "Path of a category; those below it count.", type="string"),
    _parameter("price_min", "Least price, in minor units.", **_MONEY),
    _parameter("price_max", "Highest price, in minor units.", **_MONEY),
    _parameter("in_stock", "Only what can be bought now.", type="boolean"),
    _parameter(
        "sort",
        "How hits are ordered.",
        type="string",
        enum=[sort.value for sort in Sort],
        default=Sort.RELEVANCE.value,
    ),
    _parameter("limit", "How many hits.", type="integer", minimum=1, maximum=100, default=24),
    _parameter("offset", "Hits to skip.", type="integer", minimum=0, maximum=10_000, default=0),
    _parameter("facets", "Also count the ways to narrow.", type="boolean", default=True),
    {
        "name": "attributes",
        "in": "query",
        "description": "`attr.{code}=value` narrows to an attribute's value; several of one "
        "attribute mean any of them. `range.{code}=min..max` narrows to a range of numbers.",
        "style": "form",
        "explode": True,
        "schema": {
            "type": "object",
            "propertyNames": {"pattern": r"^attr\.[a-z0-9_]{1,120}$"},
            "additionalProperties": {"type": "string"},
            "maxProperties": 50,
        },
        "examples": {
            "colour": {"summary": "Blue or green", "value": {"attr.colour": "blue"}},
            "capacity": {"summary": "At least 1.5", "value": {"range.capacity": "1.5.."}},
        },
    },
]
