"""Files are found again under their keys, and keys stay inside the storage."""

from pathlib import Path

import pytest

from storewise.infra.settings import Settings
from storewise.infra.storage import FileNotStored, Storage


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    return Storage(Settings(data_dir=tmp_path))


async def test_a_file_is_read_back_from_memory_path_and_stream(
    storage: Storage, tmp_path: Path
) -> None:
    (tmp_path / "feed.csv").write_bytes(b"a,b\n")
    assert await storage.put("s/one", b"words") == 5
    assert await storage.put("s/two", tmp_path / "feed.csv") == 4
    assert await storage.get("s/one") == b"words"
    await storage.download("s/two", tmp_path / "copy.csv")
    assert (tmp_path / "copy.csv").read_bytes() == b"a,b\n"
    assert await storage.keys("s") == ["s/one", "s/two"]


async def test_what_is_not_there_is_named(storage: Storage, tmp_path: Path) -> None:
    with pytest.raises(FileNotStored):
        await storage.get("s/none")
    with pytest.raises(FileNotStored):
        await storage.download("s/none", tmp_path / "copy")
    await storage.delete(["s/none"])


async def test_a_removed_file_is_gone(storage: Storage) -> None:
    await storage.put("s/one", b"words")
    await storage.delete(["s/one"])
    with pytest.raises(FileNotStored):
        await storage.get("s/one")


@pytest.mark.parametrize(
    "key", ["../secret.key", "/etc/passwd", "s/../../secret.key", "s\\..", "a\0"]
)
async def test_a_key_cannot_leave_the_storage(storage: Storage, key: str) -> None:
    with pytest.raises(FileNotStored):
        await storage.get(key)
    with pytest.raises(FileNotStored):
        await storage.put(key, b"")
