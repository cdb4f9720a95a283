"""Settings in nested groups, from environment variables named `STOREWISE_GROUP__NAME`.

Built once at start, never at import. Every group works as it stands for development.
"""

import secrets
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from .embeddings import EmbeddingSettings
from .llm_settings import LlmSettings


class DatabaseSettings(BaseModel):
    """Which PostgreSQL to use: the embedded one in the data folder, or one by address."""

    url: SecretStr | None = Field(
        None, description="Address of an external PostgreSQL 15+ with pgvector; empty: embedded."
    )
    admin_url: SecretStr | None = Field(
        None, description="Address for migrations, where another user owns the tables."
    )
    role: str = Field(
        "storewise_app",
        pattern=r"^[a-z_][a-z0-9_]{0,62}$",
        description="Role that the application works under; it cannot pass row-level security.",
    )
    pool_size: int = Field(10, ge=1, description="Connections kept open by one process.")
    pool_overflow: int = Field(10, ge=0, description="Connections above the pool in a rush.")
    statement_timeout_s: int = Field(
        60, ge=0, description="Seconds after which PostgreSQL ends a statement; 0: never."
    )


class ServerSettings(BaseModel):
    """How the web server listens and calls itself."""

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0: any free one.")
    processes: int = Field(
        1, ge=1, le=64, description="Processes that serve, on one socket: up to one for each core."
    )
    public_url: str = Field(
        "", description="Address that others reach it by, for links; empty: as asked for."
    )
    secure_cookies: bool = Field(
        False, description="Send cookies by HTTPS alone; switch on in production."
    )
    access_log: bool = Field(True, description="Write one log line for each request.")


class WorkerSettings(BaseModel):
    """How background work is done."""

    in_server: bool = Field(True, description="`serve` starts a worker process of its own.")
    concurrency: int = Field(4, ge=1, le=64, description="Jobs that one worker does at a time.")
    niceness: int = Field(5, ge=0, le=19, description="How far workers give way to the server.")
    stalled_after_s: int = Field(
        20, ge=5, description="Seconds without a sign of life until a worker's jobs are redone."
    )
    keep_jobs_h: int = Field(72, ge=1, description="Hours that finished jobs are kept.")


class StorageSettings(BaseModel):
    """Where files lie: product pictures, uploaded feeds, error lists."""

    url: str = Field(
        "", description="Object store (`s3://…`, `gs://…`, `az://…`); empty: the data folder."
    )


class CacheSettings(BaseModel):
    """Where short-lived copies lie."""

    url: str = Field("mem://", description="`mem://`, or Redis/Valkey by `redis://…`.")


class MailSettings(BaseModel):
    """How mail leaves. Without a server, messages are kept in the outbox of the data folder."""

    host: str = Field("", description="SMTP server; empty: outbox folder.")
    port: int = Field(587, description="Port of the SMTP server.")
    username: str = Field("", description="User at the SMTP server.")
    password: SecretStr | None = Field(None, description="Password at the SMTP server.")
    start_tls: bool = Field(True, description="Encrypt by STARTTLS.")
    sender: str = Field("Storewise <no-reply@localhost>", description="Sender of messages.")


class LogSettings(BaseModel):
    """What is written to the log."""

    level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least important level that is written."
    )
    format: Literal["auto", "json", "console"] = Field(
        "auto", description="`auto`: colours on a terminal, JSON elsewhere."
    )


class SearchSettings(BaseModel):
    """How nodes keep search indexes."""

    memory_mb: int = Field(
        400, ge=32, description="Memory for the indexes of a process; least used stores leave."
    )
    threads: int = Field(2, ge=1, le=64, description="Searches that run at a time in a process.")
    refresh_s: float = Field(
        1.0, gt=0, description="How often an index in use looks for changes, at the least."
    )


class Settings(BaseSettings):
    """All settings of one process."""

    model_config = SettingsConfigDict(
        env_prefix="STOREWISE_", env_nested_delimiter="__", extra="ignore"
    )

    data_dir: Path = Field(
        Path("data"), description="Folder for the embedded database, files and caches."
    )
    secret_key: SecretStr | None = Field(
        None, description="Key that signs cookies; empty: made once and kept in the data folder."
    )
    database: DatabaseSettings = DatabaseSettings()
    server: ServerSettings = ServerSettings()
    worker: WorkerSettings = WorkerSettings()
    storage: StorageSettings = StorageSettings()
    cache: CacheSettings = CacheSettings()
    mail: MailSettings = MailSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    llm: LlmSettings = LlmSettings()
    search: SearchSettings = SearchSettings()
    log: LogSettings = LogSettings()

    def signing_key(self) -> bytes:
        """The key that signs cookies; made, and kept for its owner only, when none is set."""
        if self.secret_key:
            return self.secret_key.get_secret_value().encode()
        path = self.data_dir / "secret.key"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600, exist_ok=True)
            path.write_text(secrets.token_urlsafe(48))
        return path.read_text().encode()
