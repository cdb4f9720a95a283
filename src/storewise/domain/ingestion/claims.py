"""Names that only one product of a feed may have: its id, its handle, the SKUs of its variants."""

from hashlib import blake2b

WIDTH = 8


def claim(kind: str, value: str) -> bytes:
    """A name of a kind (`id`, `handle`, `SKU`) as 8 bytes."""
    return blake2b(f"{kind}\0{value}".encode(), digest_size=WIDTH).digest()


class Claims:
    """Who has which names: the first product that has one keeps it. About 150 bytes for each name.

    `place` says where a product stands, over all tables of a feed.
    """

    def __init__(self) -> None:
        self._taken: dict[bytes, int] = {}

    def holder(self, name: bytes) -> int | None:
        """Where the product stands that has this name, if one has it."""
        return self._taken.get(name)

    def take(self, names: bytes, place: int) -> bool:
        """Take all names of a product; False, and none taken, when another has one of them."""
        split = [names[i : i + WIDTH] for i in range(0, len(names), WIDTH)]
        if any(name in self._taken for name in split):
            return False
        self._taken.update(dict.fromkeys(split, place))
        return True
