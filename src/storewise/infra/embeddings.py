"""The gateway to text embeddings: the shipped encoder, or any service that speaks OpenAI's API."""

import asyncio
import random
import threading
from abc import ABC, abstractmethod
from asyncio import sleep
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Literal

import httpx
import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field, SecretStr, ValidationInfo, field_validator

from storewise.ml.encoders import ModelFileError, SentenceEncoder

from .errors import Unavailable

REMEMBERED_QUERIES = 4096
ATTEMPTS = 4
LONGEST_PAUSE_S = 30.0


class EmbeddingUnavailable(Unavailable):
    """Texts cannot be turned into vectors right now; the notes of the error say why."""

    code = "embedding_unavailable"
    message = "Search by meaning does not answer right now. Please try again."


class EmbeddingSettings(BaseModel):
    """What turns texts into vectors, so that search finds what is meant."""

    provider: Literal["local", "openai"] = Field(
        "local", description="`local`: the shipped encoder; `openai`: a service with that API."
    )
    base_url: str = Field(
        "https://api.openai.com/v1",
        pattern=r"^https?://\S+$",
        description="Address of the service, up to `/embeddings`.",
    )
    api_key: SecretStr | None = Field(None, description="Key of the service, if it wants one.")
    model: str = Field(
        "", validate_default=True, description="Name of the service's model; `openai` needs one."
    )
    dimensions: int = Field(
        SentenceEncoder.dimensions, ge=1, le=4000, description="Numbers in a vector of the model."
    )
    shorten: bool = Field(
        False, description="Ask the service to shorten its vectors to `dimensions`."
    )
    batch_size: int = Field(64, ge=1, le=2048, description="Texts sent to the service at once.")
    max_characters: int = Field(
        6000, ge=100, description="Characters of a text that are sent to the service."
    )
    timeout_s: float = Field(30, gt=0, description="Seconds that one request may take.")
    query_timeout_s: float = Field(
        3, gt=0, description="Seconds that a shopper's search waits for the service in all."
    )
    threads: int = Field(2, ge=1, le=64, description="Texts that `local` encodes at once.")

    # Fields are checked one by one: a complaint about all of them would quote the key.
    @field_validator("model")
    @classmethod
    def _is_named(cls, model: str, others: ValidationInfo) -> str:
        if others.data.get("provider") == "openai" and not model:
            raise ValueError("a service needs the name of its model")
        return model

    @field_validator("dimensions")
    @classmethod
    def _fit_the_encoder(cls, dimensions: int, others: ValidationInfo) -> int:
        if others.data.get("provider") == "local" and dimensions != SentenceEncoder.dimensions:
            raise ValueError(f"the local encoder gives {SentenceEncoder.dimensions} numbers")
        return dimensions


class Embedder(ABC):
    """Turn texts into vectors of unit length, whose dot product says how alike they are.

    `name` changes whenever vectors of before can no longer be compared with new ones.
    """

    def __init__(self, name: str, dimensions: int) -> None:
        self.name = name
        self.dimensions = dimensions
        self._remembered: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    @abstractmethod
    async def embed_texts(self, texts: list[str]) -> NDArray[np.float32]:
        """Embed many texts; returns (len(texts), dimensions). Raises EmbeddingUnavailable."""

    @abstractmethod
    async def close(self) -> None:
        """Let go of the model or the connections."""

    @abstractmethod
    async def _embed_now(self, text: str) -> NDArray[np.float32]:
        """Embed one text for somebody who waits."""

    async def embed_query(self, text: str) -> NDArray[np.float32]:
        """Embed what a shopper typed; returns (dimensions,), read-only, since it is remembered.

        Raises EmbeddingUnavailable.
        """
        vector = self._remembered.get(text)
        if vector is None:
            vector = await self._embed_now(text)
            vector.flags.writeable = False
            self._remembered[text] = vector
            if len(self._remembered) > REMEMBERED_QUERIES:
                self._remembered.popitem(last=False)
        else:
            self._remembered.move_to_end(text)
        return vector


class LocalEmbedder(Embedder):
    """The encoder that ships with Storewise, loaded when the first text comes."""

    # Threads cannot be interrupted: between slices a closing process gets its turn.
    SLICE = 256

    def __init__(self, threads: int) -> None:
        super().__init__(SentenceEncoder.version_of(), SentenceEncoder.dimensions)
        self._threads = threads
        self._loading = threading.Lock()
        self._encoder: SentenceEncoder | None = None

    async def embed_texts(self, texts: list[str]) -> NDArray[np.float32]:
        """Embed many texts off the event loop; returns (len(texts), dimensions)."""
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        for start in range(0, len(texts), self.SLICE):
            part = slice(start, start + self.SLICE)
            vectors[part] = await asyncio.to_thread(self._encode, texts[part])
        return vectors

    async def close(self) -> None:
        """Let go of the model."""
        self._encoder = None

    async def _embed_now(self, text: str) -> NDArray[np.float32]:
        return await asyncio.to_thread(self._encode_one, text)

    def _encode_one(self, text: str) -> NDArray[np.float32]:
        return self._loaded().encode_one(text)

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._loaded().encode(texts)

    def _loaded(self) -> SentenceEncoder:
        with self._loading:
            if self._encoder is None:
                try:
                    self._encoder = SentenceEncoder.load(threads=self._threads)
                except ModelFileError as error:
                    raise _unavailable(str(error)) from error
            return self._encoder


class ServiceEmbedder(Embedder):
    """A service with OpenAI's `/embeddings` (OpenAI, Ollama, vLLM, TEI, …)."""

    def __init__(self, settings: EmbeddingSettings, pause_s: float = 0.5) -> None:
        """Prepare a client; nothing is sent yet. `pause_s` comes before the first retry."""
        super().__init__(f"{settings.model}-{settings.dimensions}", settings.dimensions)
        self._settings = settings
        self._pause_s = pause_s
        self._key = settings.api_key.get_secret_value().strip() if settings.api_key else ""
        self._client = httpx.AsyncClient(
            headers={"Authorization": f"Bearer {self._key}"} if self._key else {},
            timeout=settings.timeout_s,
        )

    async def embed_texts(self, texts: list[str]) -> NDArray[np.float32]:
        """Embed many texts, a batch per request; returns (len(texts), dimensions)."""
        size = self._settings.batch_size
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        for start in range(0, len(texts), size):
            vectors[start : start + size] = await self._embed(texts[start : start + size])
        return vectors

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _embed_now(self, text: str) -> NDArray[np.float32]:
        try:
            async with asyncio.timeout(self._settings.query_timeout_s):
                return (await self._embed([text])).reshape(self.dimensions)
        except TimeoutError as error:
            raise self._failure("no answer within `query_timeout_s`") from error

    async def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed one batch, with retries; returns (len(texts), dimensions) of unit length."""
        body: dict[str, Any] = {
            "model": self._settings.model,
            "input": [self._sendable(text) for text in texts],
            "encoding_format": "float",
        }
        if self._settings.shorten:
            body["dimensions"] = self.dimensions
        response = await self._post(body)
        try:
            rows = sorted(response.json()["data"], key=lambda row: row["index"])
            vectors = np.array([row["embedding"] for row in rows], np.float32)
        except (ValueError, KeyError, TypeError) as error:
            raise self._failure("the answer is not a list of embeddings") from error
        if vectors.shape != (len(texts), self.dimensions):
            found = " x ".join(map(str, vectors.shape))
            raise self._failure(
                f"the answer is {found} and not {len(texts)} x {self.dimensions} numbers; "
                "see `dimensions` in the settings of embedding"
            )
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not (np.isfinite(lengths) & (lengths > 0)).all():
            raise self._failure("a vector in the answer has no direction")
        unit: NDArray[np.float32] = vectors / lengths
        return unit

    def _sendable(self, text: str) -> str:
        """Return a text that every service takes: not blank, not endless, valid Unicode."""
        clean = text[: self._settings.max_characters].encode("utf-8", "replace").decode()
        return clean if clean.strip() else "-"

    async def _post(self, body: dict[str, Any]) -> httpx.Response:
        """Send one request, and again after a pause when the service is busy or broken."""
        reason = ""
        for attempt in range(ATTEMPTS):
            pause = self._pause_s * 2**attempt * random.uniform(0.5, 1)  # noqa: S311
            try:
                response = await self._client.post(
                    f"{self._settings.base_url.rstrip('/')}/embeddings", json=body
                )
            except httpx.RequestError as error:
                reason = f"{type(error).__name__}: {error}"
            else:
                if response.is_success:
                    return response
                reason = f"status {response.status_code}: {response.text[:300]}"
                if response.status_code != 429 and response.status_code < 500:
                    raise self._failure(reason)
                pause = max(pause, _retry_after(response))
            if attempt + 1 < ATTEMPTS:
                await sleep(min(pause, LONGEST_PAUSE_S))
        raise self._failure(f"{reason} ({ATTEMPTS} attempts)")

    def _failure(self, reason: str) -> EmbeddingUnavailable:
        """Say what went wrong at which service, without the key, should the service echo it."""
        detail = f"{self._settings.model} at {self._settings.base_url}: {reason}"
        return _unavailable(detail.replace(self._key, "[key]") if self._key else detail)


def make_embedder(settings: EmbeddingSettings) -> Embedder:
    """Return the embedder that the settings ask for; it loads and connects on first use."""
    if settings.provider == "openai":
        return ServiceEmbedder(settings)
    return LocalEmbedder(settings.threads)


def _unavailable(reason: str) -> EmbeddingUnavailable:
    """Make an error that tells a shopper little and a log everything."""
    error = EmbeddingUnavailable()
    error.add_note(reason)
    return error


def _retry_after(response: httpx.Response) -> float:
    """Return the seconds that the service asks us to wait; 0 if it names none (or a date)."""
    value = response.headers.get("Retry-After", "")
    return float(value) if value.isdecimal() else 0.0
