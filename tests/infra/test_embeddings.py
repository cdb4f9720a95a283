"""Both providers of embeddings: the shipped encoder, and a service on a real loopback socket."""

import asyncio
import json
import threading
import time
import traceback
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest
from pydantic import SecretStr, ValidationError

from storewise.infra import embeddings
from storewise.infra.embeddings import (
    Embedder,
    EmbeddingSettings,
    EmbeddingUnavailable,
    LocalEmbedder,
    ServiceEmbedder,
    make_embedder,
)
from storewise.infra.errors import Unavailable
from storewise.ml.encoders import ModelFileError, SentenceEncoder

KEY = "sk-very-secret-4711"

Answer = tuple[int, Any]


def vector_of(text: str) -> list[float]:
    """A vector that depends on the text and is not of unit length."""
    return [float(len(text)), 2.0, float(sum(map(ord, text)) % 97)]


def embeddings_of(request: dict[str, Any]) -> Answer:
    rows = [{"index": i, "embedding": vector_of(t)} for i, t in enumerate(request["input"])]
    return 200, {"data": rows[::-1]}


@dataclass
class Service:
    """A small embedding service; `answers` are given first, then `respond` is asked."""

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    respond: Callable[[dict[str, Any]], Answer] = embeddings_of
    response_headers: dict[str, str] = field(default_factory=dict)
    delay_s: float = 0


@pytest.fixture
def service() -> Iterator[Service]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.requests.append(body | {"path": self.path})
            state.headers.append({name.lower(): value for name, value in self.headers.items()})
            time.sleep(state.delay_s)
            status, answer = state.answers.pop(0) if state.answers else state.respond(body)
            raw = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
            self.send_response(status)
            for name, value in state.response_headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that left early is part of these tests."""

    server = Server(("127.0.0.1", 0), Handler)
    state = Service(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield state
    server.shutdown()
    thread.join()
    server.server_close()


def settings_for(service: Service, **changes: Any) -> EmbeddingSettings:
    fields = {"provider": "openai", "base_url": service.url, "model": "tiny", "dimensions": 3}
    return EmbeddingSettings.model_validate(fields | {"api_key": KEY} | changes)


@pytest.fixture
async def connect(service: Service) -> AsyncIterator[Callable[..., ServiceEmbedder]]:
    opened: list[ServiceEmbedder] = []

    def make(**changes: Any) -> ServiceEmbedder:
        opened.append(ServiceEmbedder(settings_for(service, **changes), pause_s=0.01))
        return opened[-1]

    yield make
    for embedder in opened:
        await embedder.close()


Connect = Callable[..., ServiceEmbedder]


@pytest.fixture
async def local() -> AsyncIterator[Embedder]:
    embedder = make_embedder(EmbeddingSettings())
    yield embedder
    await embedder.close()


def full_text(error: BaseException) -> str:
    """Everything that a log could print of an error, its causes and notes."""
    return "".join(traceback.format_exception(error)) + repr(error)


async def test_local_is_the_default_and_agrees_with_the_encoder(local: Embedder) -> None:
    assert isinstance(local, LocalEmbedder)
    texts = ["red shoes", "", "blue kettle"] * 100
    vectors = await local.embed_texts(texts)
    assert np.array_equal(vectors, SentenceEncoder.load().encode(texts))
    assert np.array_equal(await local.embed_query("red shoes"), vectors[0])
    assert local.dimensions == vectors.shape[1] == 384
    assert local.name == SentenceEncoder.version_of()


async def test_local_answers_several_at_once_with_one_model(
    local: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads = []
    load = SentenceEncoder.load
    monkeypatch.setattr(
        SentenceEncoder, "load", lambda **options: loads.append(1) or load(**options)
    )
    answers = await asyncio.gather(*(local.embed_query(f"query {n}") for n in range(8)))
    assert len({answer.tobytes() for answer in answers}) == 8
    assert len(loads) == 1


async def test_a_damaged_local_model_makes_embedding_unavailable(
    local: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise ModelFileError("model.onnx is damaged")

    monkeypatch.setattr(SentenceEncoder, "load", refuse)
    with pytest.raises(EmbeddingUnavailable) as caught:
        await local.embed_query("red shoes")
    assert "model.onnx is damaged" in full_text(caught.value)


async def test_no_texts_give_no_rows(local: Embedder, connect: Connect) -> None:
    assert (await local.embed_texts([])).shape == (0, 384)
    assert (await connect().embed_texts([])).shape == (0, 3)


async def test_a_service_is_asked_in_batches_and_answers_in_order(
    service: Service, connect: Connect
) -> None:
    texts = [f"text {'x' * n}" for n in range(7)]
    vectors = await connect(batch_size=3).embed_texts(texts)
    expected = np.array([vector_of(text) for text in texts], np.float32)
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    assert np.allclose(vectors, expected, atol=1e-6)
    assert vectors.dtype == np.float32
    assert [len(request["input"]) for request in service.requests] == [3, 3, 1]
    assert {request["path"] for request in service.requests} == {"/v1/embeddings"}
    assert {request["model"] for request in service.requests} == {"tiny"}
    assert {headers["authorization"] for headers in service.headers} == {f"Bearer {KEY}"}


async def test_dimensions_are_sent_only_when_vectors_are_to_be_shortened(
    service: Service, connect: Connect
) -> None:
    await connect().embed_query("one")
    await connect(shorten=True).embed_query("two")
    assert [request.get("dimensions") for request in service.requests] == [None, 3]


async def test_without_a_key_no_authorization_is_sent(service: Service, connect: Connect) -> None:
    await connect(api_key=None).embed_query("shoes")
    assert "authorization" not in service.headers[0]


async def test_blank_endless_and_broken_texts_are_made_sendable(
    service: Service, connect: Connect
) -> None:
    await connect(max_characters=100).embed_texts(["", " \n", "x" * 500, "\ud83d!"])
    assert service.requests[0]["input"] == ["-", "-", "x" * 100, "?!"]


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_busy_or_broken_service_is_asked_again(
    service: Service, connect: Connect, status: int
) -> None:
    service.answers = [(status, "busy"), (status, "busy")]
    assert (await connect().embed_texts(["shoes"])).shape == (1, 3)
    assert len(service.requests) == 3


async def test_a_service_may_say_how_long_to_wait(
    service: Service, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses = []

    async def note(seconds: float) -> None:
        pauses.append(seconds)

    # The module's own name for it: servers of other tests sleep on the same event loop.
    monkeypatch.setattr(embeddings, "sleep", note)
    service.answers = [(429, "busy"), (429, "busy"), (429, "busy")]
    service.response_headers = {"Retry-After": "7"}
    await connect().embed_texts(["shoes"])
    assert pauses == [7, 7, 7]


async def test_a_service_that_stays_broken_makes_embedding_unavailable(
    service: Service, connect: Connect
) -> None:
    service.respond = lambda _: (500, f"stack trace with {KEY} in it")
    with pytest.raises(EmbeddingUnavailable) as caught:
        await connect().embed_texts(["shoes"])
    assert len(service.requests) == 4
    assert isinstance(caught.value, Unavailable)
    text = full_text(caught.value)
    assert "status 500" in text
    assert service.url in text
    assert "127.0.0.1" not in caught.value.message
    assert KEY not in text


@pytest.mark.parametrize("status", [301, 400, 401, 404])
async def test_a_refusal_is_not_repeated(service: Service, connect: Connect, status: int) -> None:
    service.respond = lambda _: (status, {"error": {"message": f"Incorrect key: {KEY}"}})
    with pytest.raises(EmbeddingUnavailable) as caught:
        await connect().embed_texts(["shoes"])
    assert len(service.requests) == 1
    assert f"status {status}" in full_text(caught.value)
    assert KEY not in full_text(caught.value)


async def test_nobody_there_makes_embedding_unavailable(connect: Connect) -> None:
    embedder = connect(base_url="http://127.0.0.1:9")
    with pytest.raises(EmbeddingUnavailable) as caught:
        await embedder.embed_texts(["shoes"])
    assert "ConnectError" in full_text(caught.value)
    assert KEY not in full_text(caught.value)


async def test_a_shopper_does_not_wait_for_a_slow_service(
    service: Service, connect: Connect
) -> None:
    service.delay_s = 1
    started = time.monotonic()
    with pytest.raises(EmbeddingUnavailable) as caught:
        await connect(query_timeout_s=0.1).embed_query("shoes")
    assert time.monotonic() - started < 0.8
    assert "query_timeout_s" in full_text(caught.value)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"data": [{"index": 0, "embedding": [1.0, 2.0]}]}, "1 x 2 and not 1 x 3"),
        ({"data": []}, "and not 1 x 3"),
        ({"data": [{"index": 0, "embedding": [0.0, 0.0, 0.0]}]}, "no direction"),
        ('{"data": [{"index": 0, "embedding": [NaN, 1, 1]}]}', "no direction"),
        ({"data": [{"embedding": [1.0, 2.0, 3.0]}]}, "not a list of embeddings"),
        ({"data": [{"index": 0, "embedding": "AACAPw=="}]}, "not a list of embeddings"),
        ({"data": [{"index": 0, "embedding": [1, [2], 3]}]}, "not a list of embeddings"),
        (["data"], "not a list of embeddings"),
        ("<html>proxy</html>", "not a list of embeddings"),
    ],
)
async def test_an_answer_of_another_shape_is_named(
    service: Service, connect: Connect, answer: Any, reason: str
) -> None:
    service.answers = [(200, answer)]
    with pytest.raises(EmbeddingUnavailable) as caught:
        await connect().embed_texts(["shoes"])
    assert reason in full_text(caught.value)


async def test_a_query_is_remembered(service: Service, connect: Connect) -> None:
    embedder = connect()
    first = await embedder.embed_query("shoes")
    assert await embedder.embed_query("shoes") is first
    assert len(service.requests) == 1
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 0


async def test_the_least_used_queries_are_forgotten(
    service: Service, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embeddings, "REMEMBERED_QUERIES", 2)
    embedder = connect()
    for query in ("shoes", "boots", "shoes", "sandals", "shoes", "boots"):
        await embedder.embed_query(query)
    asked = [request["input"][0] for request in service.requests]
    assert asked == ["shoes", "boots", "sandals", "boots"]


async def test_a_failed_query_is_not_remembered(service: Service, connect: Connect) -> None:
    embedder = connect()
    service.answers = [(400, "no")]
    with pytest.raises(EmbeddingUnavailable):
        await embedder.embed_query("shoes")
    assert (await embedder.embed_query("shoes")).shape == (3,)


async def test_the_name_changes_with_model_and_dimensions(connect: Connect) -> None:
    names = {connect().name, connect(model="other").name, connect(dimensions=4).name}
    assert len(names) == 3


async def test_the_key_is_in_no_representation(service: Service, connect: Connect) -> None:
    settings = settings_for(service)
    embedder = connect()
    await embedder.embed_query("shoes")
    shown = f"{settings!r} {settings} {embedder!r} {vars(embedder)['_client'].headers!r}"
    assert KEY not in shown + settings.model_dump_json()


@pytest.mark.parametrize("key", [f"{KEY}\n", f"  {KEY}"])
async def test_white_space_around_a_key_does_not_matter(
    service: Service, connect: Connect, key: str
) -> None:
    await connect(api_key=SecretStr(key)).embed_query("shoes")
    assert service.headers[0]["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    "fields",
    [
        {"provider": "openai"},
        {"provider": "local", "dimensions": 1536},
        {"provider": "openai", "model": "tiny", "base_url": "api.openai.com"},
        {"provider": "elsewhere"},
        {"batch_size": 0},
    ],
)
def test_settings_that_cannot_work_are_refused_without_showing_the_key(
    fields: dict[str, Any],
) -> None:
    with pytest.raises(ValidationError) as caught:
        EmbeddingSettings.model_validate(fields | {"api_key": KEY})
    assert KEY not in str(caught.value)


async def test_settings_choose_the_provider(service: Service) -> None:
    embedder = make_embedder(settings_for(service))
    assert isinstance(embedder, ServiceEmbedder)
    assert (await embedder.embed_query("shoes")).shape == (3,)
    await embedder.close()
