"""Versions of products in HTTP: `ETag` tells one, `If-Match` insists on it."""

import re
from typing import Annotated, Any

from fastapi import Depends, Header, Response

from storewise.domain.catalog.schemas import MerchantProduct
from storewise.infra.errors import FieldError, Invalid

_TAG = re.compile(r'\s*"([0-9]{1,9})"\s*')

_HEADERS: dict[str, Any] = {
    "ETag": {"description": "The product's version, for `If-Match`.", "schema": {"type": "string"}}
}
_ADDRESS: dict[str, Any] = {
    "Location": {"description": "The product's address.", "schema": {"type": "string"}}
}
VERSIONED: dict[int | str, dict[str, Any]] = {200: {"headers": _HEADERS}}
CREATED: dict[int | str, dict[str, Any]] = {201: {"headers": _HEADERS | _ADDRESS}}


class IfMatchUnreadable(Invalid):
    """The header holds something else than a version that the API gave out."""

    code = "if_match_unreadable"
    message = "If-Match must hold the ETag of one answer about this product."


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
            alias="If-Match", description="The `ETag` of the product that the change is meant for."
        ),
    ] = None,
) -> int | None:
    if if_match is None or if_match.strip() == "*":
        return None
    found = _TAG.fullmatch(if_match)
    if found is None:
        raise IfMatchUnreadable(
            errors=[FieldError("/if-match", "unreadable", IfMatchUnreadable.message)]
        )
    return int(found[1])


IfMatch = Annotated[int | None, Depends(_version)]
