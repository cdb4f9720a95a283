"""Reading: turns a file, an archive or a folder of any common format into numbered rows."""

from .feed import Feed, open_feed
from .rows import BadRow, Cells, Limits, Part, Raw, flat

__all__ = ["BadRow", "Cells", "Feed", "Limits", "Part", "Raw", "flat", "open_feed"]
