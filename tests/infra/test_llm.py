"""The gateway to language models, against a scripted provider on a real socket."""

import asyncio
import io
import logging
import time
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from typing import Any

import pytest
from prometheus_client import generate_latest
from pydantic import ValidationError
from pydantic_ai import Agent
from tests.factories.provider import Provider, Reply, scripted_provider

from storewise.infra import telemetry
from storewise.infra.errors import Unavailable
from storewise.infra.llm import Gateway, ModelUnavailable
from storewise.infra.llm.breaker import Breaker
from storewise.infra.llm_settings import LlmSettings
from storewise.infra.settings import LogSettings, Settings

KEY = "sk-very-secret-4711"
SECRET_QUESTION = "where does my grandmother live"

Connect = Callable[..., Gateway]


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with scripted_provider() as running:
        yield running


@pytest.fixture
async def connect(provider: Provider) -> AsyncIterator[Connect]:
    opened: list[Gateway] = []

    def make(**changes: Any) -> Gateway:
        fields = {"provider": "openai", "base_url": provider.url, "api_key": KEY, "model": "m"}
        settings = LlmSettings.model_validate(fields | changes)
        opened.append(Gateway(settings, pause_s=0.01))
        return opened[-1]

    yield make
    for gateway in opened:
        await gateway.close()


async def words(gateway: Gateway, question: str = SECRET_QUESTION) -> AsyncIterator[str]:
    """The words of an answer as they come."""
    with gateway.call():
        agent = Agent(gateway.model(), model_settings=gateway.model_settings)
        async with agent.iter(question) as run:
            async for node in run:
                if Agent.is_model_request_node(node):
                    async with node.stream(run.ctx) as stream:
                        async for delta in stream.stream_text(delta=True, debounce_by=None):
                            yield delta


async def said(gateway: Gateway) -> str:
    return "".join([each async for each in words(gateway)])


async def failure(gateway: Gateway) -> ModelUnavailable:
    with pytest.raises(ModelUnavailable) as caught:
        await said(gateway)
    return caught.value


@pytest.mark.parametrize("name", ["openai", "google", "anthropic"])
async def test_each_provider_answers_in_its_own_format(
    provider: Provider, connect: Connect, name: str
) -> None:
    provider.replies = [Reply("It is in stock. Truly.")]
    url = provider.url if name == "openai" else provider.url.removesuffix("/v1")
    assert await said(connect(provider=name, base_url=url)) == "It is in stock. Truly."
    (asked,) = provider.asked
    assert SECRET_QUESTION in asked.everything
    assert KEY in asked.everything
    paths = {"openai": "chat/completions", "google": "streamGenerateContent", "anthropic": "mess"}
    assert paths[name] in asked.path


async def test_an_answer_without_a_provider_is_refused() -> None:
    gateway = Gateway(LlmSettings())
    assert not gateway.configured
    assert not gateway.open
    with pytest.raises(ModelUnavailable):
        gateway.model()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"provider": "openai", "api_key": KEY}, "name a model"),
        ({"provider": "openai", "model": "m"}, "set `api_key`"),
        ({"provider": "anthropic", "model": "m", "base_url": "http://h"}, "set `api_key`"),
        ({"provider": "openai", "model": "m", "base_url": "ftp://h"}, "begin the address"),
        ({"provider": "aleph", "model": "m", "api_key": KEY}, "provider"),
    ],
)
def test_settings_that_cannot_work_are_refused_without_the_key(
    fields: dict[str, str], told: str
) -> None:
    with pytest.raises(ValidationError, match=told) as caught:
        Settings.model_validate({"llm": fields})
    assert KEY not in str(caught.value)


async def test_a_service_of_ones_own_needs_no_key(provider: Provider, connect: Connect) -> None:
    assert await said(connect(api_key=None)) == "Hello there."
    assert provider.asked[0].headers["authorization"] != f"Bearer {KEY}"


# ------------------------------------------------------------------ trying again


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_busy_provider_is_asked_again(
    provider: Provider, connect: Connect, status: int
) -> None:
    provider.replies = [Reply(status=status), Reply("Second time.")]
    assert await said(connect()) == "Second time."
    assert len(provider.asked) == 2


async def test_a_pause_is_as_long_as_the_provider_asks_for(
    provider: Provider, connect: Connect
) -> None:
    provider.replies = [Reply(status=429, headers=(("Retry-After", "1"),)), Reply("Now.")]
    started = time.monotonic()
    assert await said(connect()) == "Now."
    assert 0.99 <= time.monotonic() - started < 2


async def test_a_pause_that_is_longer_than_the_shoppers_patience_is_not_waited_for(
    provider: Provider, connect: Connect
) -> None:
    provider.replies = [Reply(status=429, headers=(("Retry-After", "30"),))]
    started = time.monotonic()
    error = await failure(connect(first_token_timeout_s=5))
    assert time.monotonic() - started < 1
    assert "429" in error.__notes__[0]


async def test_attempts_end(provider: Provider, connect: Connect) -> None:
    provider.respond = lambda _: Reply(status=503)
    assert isinstance(await failure(connect(retries=2)), Unavailable)
    assert len(provider.asked) == 3


@pytest.mark.parametrize("status", [400, 401, 404])
async def test_a_request_that_is_refused_is_not_sent_again(
    provider: Provider, connect: Connect, status: int
) -> None:
    provider.respond = lambda _: Reply(status=status)
    assert str(status) in (await failure(connect())).__notes__[0]
    assert len(provider.asked) == 1


async def test_nothing_is_asked_again_once_words_have_come(
    provider: Provider, connect: Connect
) -> None:
    provider.replies = [Reply("One two three four five.", cut_after=2)]
    heard = words(connect())
    assert (await anext(heard)).startswith("One")
    with pytest.raises(ModelUnavailable):
        [each async for each in heard]
    assert len(provider.asked) == 1


async def test_no_connection_is_an_unavailable_model(connect: Connect) -> None:
    gateway = connect(base_url="http://127.0.0.1:9/v1", retries=1)
    assert "Connect" in (await failure(gateway)).__notes__[0]


@pytest.mark.parametrize("garbage", [b"data: {not json}\n\n", b"data: {}\n\n", b"data: [DONE]\n\n"])
async def test_an_answer_that_makes_no_sense_is_an_unavailable_model(
    provider: Provider, connect: Connect, garbage: bytes
) -> None:
    provider.respond = lambda _: Reply(garbage=garbage)
    await failure(connect(retries=0))


# ------------------------------------------------------------------ timeouts


async def test_a_provider_that_does_not_begin_in_time_is_given_up(
    provider: Provider, connect: Connect
) -> None:
    provider.replies = [Reply("Too late.", wait_s=3)]
    started = time.monotonic()
    error = await failure(connect(first_token_timeout_s=0.2))
    assert time.monotonic() - started < 1
    assert "Timeout" in error.__notes__[0]


async def test_a_provider_that_falls_silent_is_given_up(
    provider: Provider, connect: Connect
) -> None:
    provider.replies = [Reply("One two three.", stall_s=3)]
    started = time.monotonic()
    await failure(connect(token_timeout_s=0.2))
    assert time.monotonic() - started < 1
    await provider.gone()


# ------------------------------------------------------------------ the breaker


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_breaker_opens_lets_one_through_and_closes() -> None:
    clock = Clock()
    breaker = Breaker(2, 10, clock)
    breaker.failed()
    assert breaker.enter()
    breaker.failed()
    assert not breaker.passes
    clock.now += 10
    assert breaker.enter()
    assert not breaker.enter(), "only one trial at a time"
    breaker.failed()
    clock.now += 9.9
    assert not breaker.enter(), "a trial that failed begins another pause"
    clock.now += 0.1
    assert breaker.enter()
    breaker.succeeded()
    assert breaker.enter()
    breaker.failed()
    assert breaker.passes, "failures are counted in a row"


def test_a_trial_that_was_left_lets_another_take_its_place() -> None:
    clock = Clock()
    breaker = Breaker(1, 10, clock)
    breaker.failed()
    clock.now += 10
    assert breaker.enter()
    breaker.left()
    assert breaker.enter()


async def test_a_failing_provider_is_left_alone_and_tried_again(
    provider: Provider, connect: Connect
) -> None:
    gateway = connect(retries=0, breaker_failures=2, breaker_pause_s=0.3)
    provider.replies = [Reply(status=500), Reply(status=500)]
    for _ in range(2):
        await failure(gateway)
    assert not gateway.open
    await failure(gateway)
    assert len(provider.asked) == 2, "nothing was sent while the provider was left alone"
    await asyncio.sleep(0.3)
    assert gateway.open
    assert await said(gateway) == "Hello there."
    assert gateway.open


async def test_a_refused_request_does_not_open_the_breaker(
    provider: Provider, connect: Connect
) -> None:
    provider.respond = lambda _: Reply(status=400)
    gateway = connect(breaker_failures=1)
    await failure(gateway)
    assert gateway.open


async def test_a_wrong_key_opens_the_breaker(provider: Provider, connect: Connect) -> None:
    provider.respond = lambda _: Reply(status=401)
    gateway = connect(breaker_failures=1)
    await failure(gateway)
    assert not gateway.open


# ------------------------------------------------------------------ going away


async def test_a_reader_that_goes_away_closes_the_providers_stream(
    provider: Provider, connect: Connect
) -> None:
    provider.replies = [Reply("word " * 500, rate=50)]
    gateway = connect(breaker_failures=1)
    async with aclosing(words(gateway)) as heard:
        await anext(heard)
        assert provider.open_streams == 1
    await provider.gone()
    assert provider.cut_short == 1
    assert gateway.open
    assert gateway.rhythm.streams == 0


async def test_a_task_that_is_cancelled_closes_the_providers_stream(
    provider: Provider, connect: Connect
) -> None:
    provider.replies = [Reply("word " * 500, rate=50)]
    gateway = connect()
    work = asyncio.create_task(said(gateway))
    async with asyncio.timeout(2):
        while not provider.open_streams:
            await asyncio.sleep(0.01)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    await provider.gone()


async def test_four_hundred_streams_are_held_at_a_time(
    provider: Provider, connect: Connect
) -> None:
    provider.respond = lambda _: Reply("Three words here. And more.", stall_s=5)
    gateway = connect(first_token_timeout_s=30)
    assert set(await asyncio.gather(*(said(gateway) for _ in range(400)))) == {
        "Three words here. And more."
    }
    assert provider.most_streams == 400


# ------------------------------------------------------------------ what stays in the house


async def test_neither_key_nor_question_appears_in_errors_logs_or_metrics(
    provider: Provider, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = io.StringIO()
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    monkeypatch.setattr("sys.stderr", log)
    telemetry.set_up_logging(LogSettings(level="debug", format="json"))
    try:
        echo = f'{{"error": {{"message": "no {KEY} for {SECRET_QUESTION}", "code": "odd"}}}}'
        provider.respond = lambda _: Reply(echo, status=400)
        error = await failure(connect())
        logging.getLogger("test").error("seen", exc_info=error)
    finally:
        root.handlers[:], root.level = handlers, level
    everything = "".join(traceback.format_exception(error)) + log.getvalue() + str(error)
    everything += generate_latest(telemetry.REGISTRY).decode()
    assert "model_unavailable" in everything
    assert "odd" in everything
    assert KEY not in everything
    assert SECRET_QUESTION not in everything


async def test_calls_and_first_tokens_are_counted(provider: Provider, connect: Connect) -> None:
    def value(name: str, **labels: str) -> float:
        return telemetry.REGISTRY.get_sample_value(name, labels) or 0

    before = value("storewise_llm_requests_total", outcome="answered")
    first = value("storewise_llm_first_token_seconds_count")
    await said(connect())
    assert value("storewise_llm_requests_total", outcome="answered") == before + 1
    assert value("storewise_llm_first_token_seconds_count") == first + 1


# ------------------------------------------------------------------ prices


def test_prices_of_known_models_come_from_the_bundled_list_and_never_from_the_network(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr("socket.socket.connect", forbidden)
    monkeypatch.setattr("socket.getaddrinfo", forbidden)
    settings = LlmSettings(provider="openai", model="gpt-4o", api_key=KEY)
    assert Gateway(settings).cost_micros("gpt-4o", 1_000_000, 100_000) == 3_500_000


def test_prices_of_unknown_models_come_from_the_settings() -> None:
    fields = {"provider": "openai", "base_url": "http://localhost:11434/v1", "model": "llama3"}
    assert Gateway(LlmSettings.model_validate(fields)).cost_micros("llama3", 10, 10) == 0
    priced = LlmSettings.model_validate(fields | {"price_input": 0.5, "price_output": 2})
    assert Gateway(priced).cost_micros("llama3", 1000, 100) == 700
    assert Gateway(priced).cost_micros("gpt-4o", 1000, 100) == 700, "it is not OpenAI's"
