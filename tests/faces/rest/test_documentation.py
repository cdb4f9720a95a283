"""The reference of the API knows every operation, permission and error."""

import re
from pathlib import Path

import pytest

from storewise.domain.assistant import errors as assistant
from storewise.domain.catalog import errors as catalog
from storewise.domain.identity.schemas import Permission
from storewise.domain.ingestion import errors as ingestion
from storewise.domain.search import errors as search
from storewise.faces.rest import documents, feeds, images, requests
from storewise.faces.rest.application import build
from storewise.infra import idempotency
from storewise.infra.errors import StorewiseError

REFERENCE = (Path(__file__).parents[3] / "docs" / "reference" / "rest-api.md").read_text()
# Named errors of work in the background, which no call is answered with.
BEHIND_THE_SCENES = {"ingestion.import_rejected", "ingestion.too_many_gone"}


def test_the_reference_lists_every_operation_and_no_other() -> None:
    paths = build(None).openapi()["paths"]  # type: ignore[arg-type]
    there = {f"{method.upper()} {path}" for path, all_ in paths.items() for method in all_}
    told = set(re.findall(r"`((?:GET|POST|PUT|PATCH|DELETE) /[^`]*)`", REFERENCE))
    assert told == there


def test_the_reference_lists_every_permission() -> None:
    for permission in Permission:
        assert f"`{permission}`" in REFERENCE


@pytest.mark.parametrize(
    "module",
    [assistant, catalog, ingestion, search, documents, feeds, images, requests, idempotency],
)
def test_the_reference_lists_every_error(module: object) -> None:
    named = [
        each.code
        for each in vars(module).values()
        if isinstance(each, type)
        and issubclass(each, StorewiseError)
        and each.__module__ == module.__name__  # type: ignore[attr-defined]
    ]
    missing = {code for code in named if f"`{code}`" not in REFERENCE} - BEHIND_THE_SCENES
    assert not missing


def test_every_operation_says_what_it_does_and_how_it_fails() -> None:
    for path, operations in build(None).openapi()["paths"].items():  # type: ignore[arg-type]
        for method, operation in operations.items():
            where = f"{method} {path}"
            assert operation["description"].endswith("."), where
            assert re.fullmatch(r"[a-z]+(_[a-z]+)*", operation["operationId"]), where
            assert {"401", "403", "422", "503"} <= operation["responses"].keys(), where
            assert operation["security"] == [{"ApiKey": []}], where
            for status, answer in operation["responses"].items():
                if status >= "400":
                    assert list(answer["content"]) == ["application/problem+json"], where
