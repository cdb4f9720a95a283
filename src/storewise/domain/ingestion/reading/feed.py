"""A feed: the tables and pictures of a file, an archive or a folder."""

import io
import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import BinaryIO, Self

from ..errors import ArchiveUnsafe, FeedBroken, FeedEmpty, FeedNotText, FeedRefused, FeedTooLarge
from . import text
from .delimited import DelimitedPart
from .objects import JsonLinesPart, JsonPart, YamlPart, looks_like_json_lines
from .rows import Limits, Part
from .streams import ZIP, GuardedStream, unpacked

TABLES = {".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".ndjson", ".yaml", ".yml"}
PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".bmp", ".tif", ".tiff"}
_PACKED = {".gz", ".zst", ".zstd"}
_DOCUMENTS = {"readme.txt", "license.txt", "licence.txt", "notice.txt", "robots.txt"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a feed: its path with `/`, its packed size, how to open it.

    `mark` changes when its content does.
    """

    path: str
    size: int
    open: Callable[[], BinaryIO]
    mark: str


@dataclass
class Feed:
    """Tables to read and pictures to attach, these by the lower-case names of their files.

    `notices` are sentences for the merchant.
    """

    name: str
    parts: list[Part]
    notices: list[str] = field(default_factory=list)
    limits: Limits = field(default_factory=Limits)
    pictures: dict[str, list[Entry]] = field(default_factory=dict)
    archive: zipfile.ZipFile | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the archive, if there is one."""
        if self.archive is not None:
            self.archive.close()

    def picture(self, reference: str) -> Entry | None:
        """The picture that a cell names: by its path, or by the end of it that is unambiguous.

        `/m/b/mb01.jpg` finds `images/product/m/b/mb01.jpg`; the case of letters does not matter.
        """
        wanted = PurePosixPath(reference.replace("\\", "/").lower().lstrip("/"))
        found = self.pictures.get(wanted.name, [])
        tail = f"/{wanted}"
        closest = [entry for entry in found if f"/{entry.path.lower()}".endswith(tail)]
        return closest[0] if closest else found[0] if len(found) == 1 else None

    def picture_bytes(self, entry: Entry) -> bytes:
        """The content of a picture; raises FeedTooLarge."""
        with entry.open() as stream:
            content = stream.read(self.limits.asset_bytes + 1)
        if len(content) > self.limits.asset_bytes:
            raise FeedTooLarge(
                f"The picture {entry.path} is larger than {self.limits.asset_bytes // 2**20} MiB."
            )
        return content


def open_feed(path: Path, name: str = "", limits: Limits | None = None) -> Feed:
    """Open a file, a zip archive or a folder as a feed; raises a FeedRefused that says why not.

    The content decides what a file is; `name` (by default the file's own) breaks ties only.
    """
    limits = limits or Limits()
    name = name or path.name
    if path.is_dir():
        return _collect(name, _folder_entries(path, limits), limits)
    if not path.is_file():
        raise FeedRefused(f"There is no file {name}.")
    opener = unpacked(lambda: path.open("rb"), path.stat().st_size, limits)
    with opener() as stream:
        head = stream.read(text.HEAD)
    if head.startswith(ZIP):
        return _open_archive(path, name, limits)
    return Feed(name, [part_of(name, opener, head, limits)], limits=limits)


def part_of(name: str, opener: Callable[[], BinaryIO], head: bytes, limits: Limits) -> Part:
    """The table that a file holds; raises FeedEmpty, FeedNotText or HeaderInvalid."""
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise FeedEmpty
    suffix = next((s for s in reversed(PurePosixPath(name.lower()).suffixes) if s in TABLES), "")
    encoding = text.encoding_of(head)
    beginning = text.decoded_head(head, encoding).lstrip("\ufeff \t\r\n")
    if beginning.startswith("[{") or (beginning.startswith("[") and suffix != ".csv"):
        return JsonPart(name, opener, limits, head)
    if beginning.startswith("{"):
        lines = suffix in {".jsonl", ".ndjson"} or looks_like_json_lines(beginning)
        return (JsonLinesPart if lines else JsonPart)(name, opener, limits, head)
    if suffix in {".yaml", ".yml"} or _looks_like_yaml(beginning):
        return YamlPart(name, opener, limits, head)
    if suffix in {".json", ".jsonl", ".ndjson"}:
        raise FeedBroken("This file is named like JSON, but does not begin like it.")
    return DelimitedPart(name, opener, limits, head)


def _looks_like_yaml(beginning: str) -> bool:
    first = next((line for line in beginning.splitlines() if line.strip(" -")), "")
    return first.startswith("- ") and ": " in first and "," not in first.partition(": ")[0]


def _collect(name: str, entries: Iterator[Entry], limits: Limits) -> Feed:
    """A feed of all tables and pictures among `entries`."""
    feed = Feed(name, [], limits=limits)
    for entry in entries:
        suffixes = PurePosixPath(entry.path.lower()).suffixes[-2:]
        last = suffixes[-1] if suffixes else ""
        if last in PICTURES:
            feed.pictures.setdefault(PurePosixPath(entry.path).name.lower(), []).append(entry)
        elif PurePosixPath(entry.path).name.lower() in _DOCUMENTS:
            continue
        elif last in TABLES or (last in _PACKED and suffixes[0] in TABLES):
            _add_part(feed, entry)
    if not feed.parts:
        raise FeedEmpty("There is no table of products in it. " + " ".join(feed.notices[:3]))
    return feed


def _add_part(feed: Feed, entry: Entry) -> None:
    try:
        opener = unpacked(entry.open, entry.size, feed.limits)
        with opener() as stream:
            head = stream.read(text.HEAD)
        feed.parts.append(part_of(entry.path, opener, head, feed.limits))
    except FeedTooLarge:
        raise
    except FeedRefused as error:
        feed.notices.append(f"{entry.path} was left out: {error.message}")


def _folder_entries(folder: Path, limits: Limits) -> Iterator[Entry]:
    """The files of a folder in the order of their names; links out of it are passed over."""
    root = folder.resolve()
    count = 0
    for path in sorted(folder.rglob("*")):
        if any(part.startswith((".", "__MACOSX")) for part in path.relative_to(folder).parts):
            continue
        if not path.is_file() or not path.resolve().is_relative_to(root):
            continue
        count += 1
        if count > limits.files:
            raise FeedTooLarge(f"This folder holds more than {limits.files:,} files.")
        about = path.stat()
        name = path.relative_to(folder).as_posix()
        yield Entry(name, about.st_size, _file_opener(path), f"{about.st_size}:{about.st_mtime_ns}")


def _file_opener(path: Path) -> Callable[[], BinaryIO]:
    return lambda: path.open("rb")


def _open_archive(path: Path, name: str, limits: Limits) -> Feed:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FeedBroken("The zip archive is damaged or cut off.") from error
    try:
        if "[Content_Types].xml" in archive.namelist():
            raise FeedNotText(
                "This is an Excel workbook or another office document. Save it as CSV."
            )
        feed = _collect(name, _archive_entries(archive, path.stat().st_size, limits), limits)
    except BaseException:
        archive.close()
        raise
    feed.archive = archive
    return feed


def _archive_entries(archive: zipfile.ZipFile, size: int, limits: Limits) -> Iterator[Entry]:
    """The files of an archive in the order of their names; raises ArchiveUnsafe, FeedTooLarge."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > limits.files:
        raise FeedTooLarge(f"This archive holds more than {limits.files:,} files.")
    unpacked_bytes = sum(info.file_size for info in infos)
    if unpacked_bytes > min(limits.total_bytes, max(limits.ratio_from, size * limits.ratio)):
        raise FeedTooLarge
    for info in sorted(infos, key=lambda info: info.filename):
        parts = PurePosixPath(info.filename.replace("\\", "/")).parts
        linked = stat.S_ISLNK(info.external_attr >> 16)
        if linked or ".." in parts or info.filename.startswith("/") or ":" in parts[0]:
            raise ArchiveUnsafe(
                f"This archive holds the name {info.filename[:80]!r}, which points outside of it. "
                "It was not unpacked."
            )
        if info.flag_bits & 0x1:
            raise FeedRefused("This archive is protected by a password. Send it without one.")
        if any(part.startswith((".", "__MACOSX")) for part in parts):
            continue
        opener = _member_opener(archive, info, limits)
        mark = f"{info.file_size}:{info.CRC:08x}"
        yield Entry("/".join(parts), info.compress_size, opener, mark)


def _member_opener(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits
) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        try:
            stream = archive.open(info)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise FeedBroken(f"{info.filename} in the archive is damaged.") from error
        guarded = GuardedStream(stream, info.compress_size, limits)  # type: ignore[arg-type]
        return io.BufferedReader(guarded)

    return opened
