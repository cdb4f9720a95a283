"""Versions of products in HTTP: `ETag` tells one, `If-Match` insists on it."""

from typing import Annotated, Any

from fastapi import Depends, Header, Response

from storewise.domain.catalog.schemas import MerchantProduct

_HEADERS: dict[str, Any] = {
    "ETag": {"description": "The product's version, for `If-Match`.", "schema": {"type": "string"}}
}
_ADDRESS: dict[str, Any] = {
    "Location": {"description": "The product's address.", "schema": {"type": "string"}}
}
VERSIONED: dict[int | str, dict[str, Any]] = {200: {"headers": _HEADERS}}
CREATED: dict[int | str, dict[str, Any]] = {201: {"headers": _HEADERS | _ADDRESS}}


def shown(product: MerchantProduct, status: int = 200) -> Response:
    """A product as an answer, with its version, and its address when it is new."""
    headers = {"etag": f'"{product.version}"'}
    if status == 201:
        headers["location"] = f"/api/v1/products/{product.id}"
    return Response(product.model_dump_json(), status, headers, media_type="application/json")


async def _version(
    if_match: Annotated[
        str | None,
        Header(
            alias="If-Match",
            pattern=r'^(\*|"[0-9]{1,9}")$',
            description="The `ETag` of the product that the change is meant for.",
        ),
    ] = None,
) -> int | None:
    return int(if_match.strip('"')) if if_match and if_match != "*" else None


IfMatch = Annotated[int | None, Depends(_version)]
