"""What screen readers and keyboards need stands in every page."""

from collections.abc import Awaitable, Callable
from itertools import pairwise
from typing import Any

import pytest

from storewise.domain.identity.schemas import Store

Visit = Callable[..., Awaitable[Any]]
PATHS = [
    "/shop/lookshop/",
    "/shop/lookshop/search?q=kettle&brand=Alto&a.whistles=true",
    "/shop/lookshop/search?q=nothinglikethis",
    "/shop/lookshop/c/kitchen?page=2",
    "/shop/lookshop/brands",
    "/shop/lookshop/brands/alto",
    "/shop/lookshop/p/mug",
    "/shop/lookshop/p/kettle-3",
    "/shop/lookshop/p/not-there",
    "/shop/nobodys/",
]

pytestmark = pytest.mark.parametrize("path", PATHS)


@pytest.fixture(autouse=True)
def _open(shop: Store) -> None:
    """Every test here looks at the shop."""


def says(element: Any) -> str:
    """What a link or button is called by a screen reader."""
    label = element.get("aria-label") or ""
    texts = [t for t in element.itertext() if t.strip()]
    alternatives = [image.get("alt", "") for image in element.iter("img")]
    return (label or " ".join(texts) or " ".join(alternatives)).strip()


async def test_there_is_one_first_heading_and_no_level_is_skipped(visit: Visit, path: str) -> None:
    page = await visit(path)
    levels = [int(e.tag[1]) for e in page.root.iter() if e.tag in ("h1", "h2", "h3", "h4")]
    main = page.one("main")
    inside = [int(e.tag[1]) for e in main.iter() if e.tag in ("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert inside[0] == 1
    for before, after in pairwise(inside):
        assert after <= before + 1, inside


async def test_every_control_has_a_name(visit: Visit, path: str) -> None:
    page = await visit(path)
    labelled = {label.get("for") for label in page.all("label")}
    wrapped = {id(e) for label in page.all("label") for e in label.iter() if says(label)}
    for tag in ("input", "select", "textarea"):
        for control in page.all(tag):
            if control.get("type") == "hidden":
                continue
            named = control.get("id") in labelled or id(control) in wrapped
            assert named or control.get("aria-label"), control.attrib
    for tag in ("a", "button", "summary"):
        for element in page.all(tag):
            assert says(element), element.attrib


async def test_every_picture_has_an_alternative_and_its_size(visit: Visit, path: str) -> None:
    page = await visit(path)
    for image in page.all("img"):
        assert "alt" in image.attrib
        assert image.get("width")
        assert image.get("height")
    for drawing in page.all("svg"):
        assert drawing.get("aria-hidden") == "true"


async def test_ids_are_unique_and_references_lead_somewhere(visit: Visit, path: str) -> None:
    page = await visit(path)
    ids = [e.get("id") for e in page.root.iter() if e.get("id")]
    assert len(ids) == len(set(ids)), sorted(ids)
    for element in page.root.iter():
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for", "form"):
            for target in element.get(name, "").split():
                assert target in ids, (element.tag, name, target)
        href = element.get("href", "")
        assert not href.startswith("#") or href[1:] in ids, href


async def test_landmarks_are_there_and_told_apart(visit: Visit, path: str) -> None:
    page = await visit(path)
    assert len(page.all("main")) == 1
    assert page.one("html").get("lang")
    assert page.words("title")[0]
    assert page.one("a", "skip").get("href") == "#main"
    names = [nav.get("aria-label") or nav.get("aria-labelledby") for nav in page.all("nav")]
    assert all(names)
    assert len(names) == len(set(names)), names
