"""Values are remembered until they are forgotten or too old."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from storewise.infra.cache import Cache


@pytest.fixture
async def cache() -> AsyncIterator[Cache]:
    opened = Cache("mem://?check_interval=0.01")
    yield opened
    await opened.close()


class Source:
    def __init__(self, *answers: str | None) -> None:
        self.answers = list(answers)

    async def find(self) -> str | None:
        return self.answers.pop(0)


async def test_a_value_is_found_once_and_remembered(cache: Cache) -> None:
    source = Source("first", "second")
    assert await cache.remember("k", 60, source.find) == "first"
    assert await cache.remember("k", 60, source.find) == "first"
    assert await cache.remember("other", 60, source.find) == "second"


async def test_a_forgotten_value_is_found_anew(cache: Cache) -> None:
    source = Source("first", "second")
    await cache.remember("k", 60, source.find)
    await cache.forget("k", "never-there")
    assert await cache.remember("k", 60, source.find) == "second"


async def test_an_old_value_is_found_anew(cache: Cache) -> None:
    source = Source("first", "second")
    await cache.remember("k", 0.05, source.find)
    await asyncio.sleep(0.15)
    assert await cache.remember("k", 60, source.find) == "second"


async def test_nothing_found_is_not_remembered(cache: Cache) -> None:
    source = Source(None, "later")
    assert await cache.remember("k", 60, source.find) is None
    assert await cache.remember("k", 60, source.find) == "later"
