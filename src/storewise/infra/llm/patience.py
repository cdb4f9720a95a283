"""Asks a busy provider again, as long as nothing of its answer has come."""

import asyncio
import random
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, TypeVar

from pydantic_ai import RunContext
from pydantic_ai.exceptions import (
    ModelAPIError,
    ModelConnectionError,
    ModelHTTPError,
    ModelQuotaExceededError,
    ModelRequestTimeout,
)
from pydantic_ai.messages import ModelMessage, ModelResponse
from pydantic_ai.models import Model, ModelRequestParameters, StreamedResponse
from pydantic_ai.models.wrapper import WrapperModel
from pydantic_ai.settings import ModelSettings

from storewise.infra import telemetry

FIRST_PAUSE_S = 0.4
Got = TypeVar("Got")


class PatientModel(WrapperModel):
    """A model that is asked again after a 429, a 5xx or a lost connection.

    Pauses double and are spread at random ("full jitter"), and are never shorter than the provider
    asks for by Retry-After. All attempts together have `patience_s` seconds until the first event;
    a pause that does not fit into them is not begun. Raises ModelRequestTimeout.
    """

    def __init__(
        self, wrapped: Model, retries: int, patience_s: float, pause_s: float = FIRST_PAUSE_S
    ) -> None:
        super().__init__(wrapped)
        self._retries = retries
        self._patience_s = patience_s
        self._pause_s = pause_s

    async def request(
        self,
        messages: list[ModelMessage],
        model_settings: ModelSettings | None,
        model_request_parameters: ModelRequestParameters,
    ) -> ModelResponse:
        """Ask for an answer in one piece."""
        return await self._patiently(
            lambda: self.wrapped.request(messages, model_settings, model_request_parameters)
        )

    @asynccontextmanager
    async def request_stream(
        self,
        messages: list[ModelMessage],
        model_settings: ModelSettings | None,
        model_request_parameters: ModelRequestParameters,
        run_context: RunContext[Any] | None = None,
    ) -> AsyncGenerator[StreamedResponse]:
        """Ask for an answer as a stream, which begins with the first event that came."""
        async with AsyncExitStack() as stack:

            async def begin() -> StreamedResponse:
                return await stack.enter_async_context(
                    self.wrapped.request_stream(
                        messages, model_settings, model_request_parameters, run_context
                    )
                )

            yield await self._patiently(begin)

    async def _patiently(self, ask: Callable[[], Awaitable[Got]]) -> Got:
        started = time.monotonic()
        try:
            async with asyncio.timeout(self._patience_s):
                for attempt in range(self._retries + 1):
                    try:
                        got = await ask()
                    except ModelAPIError as error:
                        left = self._patience_s - (time.monotonic() - started)
                        pause = self._pause(error, attempt)
                        if pause is None or pause >= left:
                            raise
                        telemetry.LLM_REQUESTS.labels("again").inc()
                        await asyncio.sleep(pause)
                    else:
                        telemetry.LLM_FIRST_TOKEN.observe(time.monotonic() - started)
                        return got
        except TimeoutError:
            pass
        raise ModelRequestTimeout(
            self.model_name, self._patience_s, setting="first_event_timeout"
        ) from None

    def _pause(self, error: ModelAPIError, attempt: int) -> float | None:
        """Seconds to wait before asking again; None where that does not help or is used up."""
        if attempt >= self._retries or isinstance(error, ModelQuotaExceededError):
            return None
        if isinstance(error, ModelHTTPError):
            if error.status_code != 429 and error.status_code < 500:
                return None
        elif not isinstance(error, ModelConnectionError):
            return None
        spread: float = self._pause_s * 2**attempt * random.uniform(0.5, 1)  # noqa: S311
        return max(spread, error.retry_after or 0)
