"""Packed bytes: opens gzip and Zstandard, and stops what unpacks to far more than it should."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO, cast

import zstandard

from ..errors import FeedBroken, FeedTooLarge
from .rows import Limits

GZIP, ZSTD, ZIP = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PK\x03\x04"
_DAMAGE = (
    EOFError, gzip.BadGzipFile, zlib.error, zstandard.ZstdError, zipfile.BadZipFile
)  # fmt: skip


class GuardedStream(io.RawIOBase):
    """A stream of unpacked bytes that counts them and refuses a decompression bomb."""

    def __init__(
        self, inner: BinaryIO, packed_bytes: int, limits: Limits, most: int | None = None
    ) -> None:
        super().__init__()
        self._inner, self._seen = inner, 0
        self._most = limits.total_bytes if most is None else most
        self._generous = max(limits.ratio_from, packed_bytes * limits.ratio)

    def readable(self) -> bool:
        """It can be read, and nothing else."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read on; raises FeedTooLarge or FeedBroken."""
        try:
            found = self._inner.read(len(buffer))
        except _DAMAGE as error:
            raise FeedBroken("The packed file is damaged or cut off.") from error
        self._seen += len(found)
        if self._seen > min(self._most, self._generous):
            raise FeedTooLarge(
                f"This file unpacks to more than {self._seen // 2**20:,} MiB, more than a file of "
                "its kind and size may. It was not read."
            )
        buffer[: len(found)] = found
        return len(found)

    def close(self) -> None:
        """Close what is underneath, too."""
        self._inner.close()
        super().close()


def unpacked(
    opener: Callable[[], BinaryIO], packed_bytes: int, limits: Limits
) -> Callable[[], BinaryIO]:
    """A way to open the same file with all its wrappings of gzip and Zstandard taken off."""
    unwrap: list[Callable[[BinaryIO], BinaryIO]] = []

    def opened() -> BinaryIO:
        stream = opener()
        for open_one in unwrap:
            stream = open_one(stream)
        guarded = GuardedStream(stream, packed_bytes, limits)
        return io.BufferedReader(guarded, buffer_size=262_144)

    for _ in range(3):
        with opened() as stream:
            magic = stream.read(4)
        if magic[:2] == GZIP:
            unwrap.append(_gzip)
        elif magic == ZSTD:
            unwrap.append(_zstd)
        else:
            break
    return opened


class _Gzip(gzip.GzipFile):
    """A gzip stream that closes the stream that it reads from."""

    def __init__(self, packed: BinaryIO) -> None:
        super().__init__(fileobj=packed, mode="rb")
        self._packed = packed

    def close(self) -> None:
        super().close()
        self._packed.close()


def _gzip(stream: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, _Gzip(stream))


def _zstd(stream: BinaryIO) -> BinaryIO:
    unpacker = zstandard.ZstdDecompressor(max_window_size=2**27)
    return cast(BinaryIO, unpacker.stream_reader(stream, read_across_frames=True, closefd=True))
