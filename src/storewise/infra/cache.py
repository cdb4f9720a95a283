"""Short-lived copies of what is costly to find out, in memory or in Redis/Valkey.

Keys of a store's data begin with the id of the store.
"""

from collections.abc import Awaitable, Callable
from typing import TypeVar, cast

from cashews import Cache as Backend

Value = TypeVar("Value")


class Cache:
    """Values by key, for a number of seconds."""

    def __init__(self, url: str) -> None:
        self._backend = Backend()
        self._backend.setup(url)

    async def remember(
        self, key: str, seconds: float, find: Callable[[], Awaitable[Value]]
    ) -> Value:
        """The value under `key`; found by `find` and kept where it is missing. None is not kept."""
        kept = await self._backend.get(key)
        if kept is not None:
            return cast("Value", kept)
        value = await find()
        if value is not None:
            await self._backend.set(key, value, expire=seconds)
        return value

    async def forget(self, *keys: str) -> None:
        """Drop values, because what they were copied from changed."""
        await self._backend.delete_many(*keys)

    async def close(self) -> None:
        """Give connections back."""
        await self._backend.close()
