"""Documents: files of five kinds become plain text with headings, and that becomes passages."""

from .chunking import Chunk
from .kinds import MEDIA_TYPES
from .layout import one_line
from .parsing import MOST_BYTES, Parsed, parse

__all__ = ["MEDIA_TYPES", "MOST_BYTES", "Chunk", "Parsed", "one_line", "parse"]
