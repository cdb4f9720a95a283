"""Settings come from the environment, in groups, and keep their secrets."""

import stat
from pathlib import Path

import pytest
from pydantic import ValidationError

from storewise.infra.settings import Settings


def test_a_group_is_set_by_its_name_and_two_underscores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STOREWISE_SERVER__PORT", "9000")
    monkeypatch.setenv("STOREWISE_DATABASE__URL", "postgresql://u:hush@h/d")
    settings = Settings()
    assert settings.server.port == 9000
    assert settings.database.url is not None
    assert "hush" not in repr(settings)


def test_a_value_that_cannot_be_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STOREWISE_SERVER__PORT", "many")
    with pytest.raises(ValidationError, match="port"):
        Settings()


def test_the_signing_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    key = settings.signing_key()
    assert len(key) > 40
    assert Settings(data_dir=tmp_path).signing_key() == key
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600
