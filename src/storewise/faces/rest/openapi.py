"""The description of the API in OpenAPI: what FastAPI finds out, with its errors set right."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from . import once
from .problems import FieldProblem, Problem, answers

DESCRIPTION = """
Everything that a store holds, over HTTP.

* **Money** is in minor units of the store's currency: `1299` is 12.99 €. **Times** are UTC.
* **Lists** come in pages: ask for the next one with the `next_cursor` of the last.
* **Errors** are problem documents (RFC 9457): a stable `code`, and `errors` that point at fields.
* **Creating** calls take an `Idempotency-Key`: sent twice, they are done once.
* Unknown fields are refused, so that a misspelt one is noticed.
"""
TAGS = [
    {"name": "Store", "description": "The store that a key belongs to, and its keys."},
    {"name": "Products", "description": "Products, as their merchant and as shoppers see them."},
    {"name": "Variants", "description": "The buyable versions of a product."},
    {"name": "Images", "description": "The pictures of a product."},
    {"name": "Catalogue", "description": "Brands, categories and attributes."},
    {"name": "Search", "description": "Finding products, and tuning how they are found."},
    {"name": "Assistant", "description": "Asking the assistant, and what shoppers asked."},
    {"name": "Imports", "description": "Bringing catalogues in from files."},
    {"name": "Documents", "description": "Policies, FAQ and manuals to answer from."},
]
_PARAMETER_CHECKS = ("HTTPValidationError", "ValidationError")


def describe(application: FastAPI) -> None:
    """Give an application its OpenAPI document, made once when it is first asked for."""

    def document() -> dict[str, Any]:
        if application.openapi_schema is None:
            application.openapi_schema = _document(application)
        return application.openapi_schema

    application.openapi = document  # type: ignore[method-assign]


def _document(application: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title=application.title,
        version=application.version,
        description=application.description,
        routes=application.routes,
        tags=application.openapi_tags,
        servers=application.servers,
    )
    schemas = document["components"]["schemas"]
    for name in _PARAMETER_CHECKS:
        schemas.pop(name, None)
    for shape in (FieldProblem, Problem):
        schema = shape.model_json_schema(ref_template="#/components/schemas/{model}")
        schema.pop("$defs", None)
        schemas[shape.__name__] = schema
    for operations in document["paths"].values():
        for operation in operations.values():
            _complete(operation)
    return document


def _complete(operation: dict[str, Any]) -> None:
    """Write down the errors that stem from how a request is read, and from outages."""
    parameters = operation.get("parameters", [])
    refusals = answers(422, 503)
    if "requestBody" in operation:
        refusals |= answers(413)
    if any(each["name"] == once.NAME for each in parameters):
        refusals |= answers(409)
    operation["responses"] |= {str(status): answer for status, answer in refusals.items()}
    for each in parameters:
        each["schema"] = _without_null(each["schema"])


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a parameter that may be left out: an address cannot hold a null."""
    choices = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
    if len(choices) != 1:
        return schema
    rest = {name: value for name, value in schema.items() if name != "anyOf"}
    return {**rest, **choices[0]}
