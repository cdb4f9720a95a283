"""Which pictures a row names: in its cells, or by a pattern of the mapping."""

import re
from collections.abc import Iterator

from .mapping import Mapping, Target
from .reading import Cells
from .setters import pictures_in
from .values import as_text

_COLUMN = re.compile(r"\{([^{}]+)\}")


def filled(pattern: str, cells: Cells) -> str:
    """A picture's path by a pattern of column names, such as `Pics/{Id}.webp`."""
    return _COLUMN.sub(lambda found: as_text(cells.get(found[1])).strip(), pattern)


def named(mapping: Mapping, cells: Cells) -> Iterator[str]:
    """The addresses and paths of all pictures that a row names."""
    if mapping.pictures:
        yield filled(mapping.pictures, cells)
    for rule in mapping.columns:
        if rule.target in {Target.IMAGES, Target.VARIANT_IMAGE} and cells.get(rule.column):
            for source, _ in pictures_in(cells[rule.column], rule.separator):
                yield source
