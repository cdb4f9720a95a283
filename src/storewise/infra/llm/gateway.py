"""Calls of language models: which one, within which limits, and what they cost."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import structlog

from storewise.infra import telemetry
from storewise.infra.llm_settings import LlmSettings
from storewise.infra.resources import Resources

from .breaker import Breaker
from .errors import ModelUnavailable, OutOfReach, told_plainly, unavailable
from .providers import make_client, make_model
from .stream import Rhythm

if TYPE_CHECKING:
    from pydantic_ai.models import Model
    from pydantic_ai.settings import ModelSettings

MOST_MODELS = 50

log = structlog.get_logger(__name__)


class Gateway:
    """The language models of one process: one HTTP client, one circuit breaker.

    The libraries of providers are loaded when the first model is asked for.
    """

    def __init__(self, settings: LlmSettings, pause_s: float = 0.4) -> None:
        """Prepare; nothing is sent yet. `pause_s` comes before a first further attempt."""
        self.settings = settings
        self.breaker = Breaker(settings.breaker_failures, settings.breaker_pause_s)
        self.rhythm = Rhythm()
        self._pause_s = pause_s
        self._client: Any = None
        self._models: dict[str, Model] = {}
        self._making = threading.Lock()  # The first model is made beside the event loop.

    @classmethod
    def of(cls, resources: Resources) -> "Gateway":
        """The gateway of this process."""
        return resources.keep(cls, lambda: cls(resources.settings.llm))

    @property
    def configured(self) -> bool:
        """Whether the settings name a provider."""
        return bool(self.settings.provider)

    @property
    def open(self) -> bool:
        """Whether a call would be let through: false while a failing provider is left alone."""
        return self.configured and self.breaker.passes

    @property
    def warm(self) -> bool:
        """Whether the provider's library is loaded, or never will be."""
        return bool(self._models) or not self.configured

    def model(self, name: str = "") -> "Model":
        """A model by name, by default that of the settings; raises ModelUnavailable without any.

        Use it within `call`.
        """
        if not self.configured:
            raise unavailable("no provider is configured")
        name = name or self.settings.model
        with self._making:
            return self._models.get(name) or self._make(name)

    def _make(self, name: str) -> "Model":
        from .patience import PatientModel

        if self._client is None:
            self._client = make_client(self.settings, self.rhythm)
        if len(self._models) >= MOST_MODELS:
            self._models.pop(next(iter(self._models)))
        self._models[name] = PatientModel(
            make_model(self.settings, name, self._client),
            self.settings.retries,
            self.settings.first_token_timeout_s,
            self._pause_s,
        )
        return self._models[name]

    @property
    def model_settings(self) -> "ModelSettings":
        """Limits of each request: seconds of silence, and tokens."""
        longest = max(self.settings.first_token_timeout_s, self.settings.token_timeout_s)
        return {"max_tokens": self.settings.max_output_tokens, "timeout": longest}

    @contextmanager
    def call(self) -> Iterator[None]:
        """Call a model within: failures raise ModelUnavailable, and are told to the breaker.

        Raises it at once while the provider is left alone.
        """
        if not self.breaker.enter():
            telemetry.LLM_REQUESTS.labels("left_alone").inc()
            raise unavailable("the provider failed repeatedly and is left alone for a while")
        try:
            with told_plainly():
                yield
        except OutOfReach as error:
            self.breaker.failed()
            self._lost("failed", error)
            raise
        except ModelUnavailable as error:
            self.breaker.left()
            self._lost("refused", error)
            raise
        except BaseException:
            self.breaker.left()
            telemetry.LLM_REQUESTS.labels("left").inc()
            raise
        self.breaker.succeeded()
        telemetry.LLM_REQUESTS.labels("answered").inc()

    def cost_micros(self, model: str, input_tokens: int, output_tokens: int) -> int:
        """The price of tokens in millionths of a US dollar.

        By the list in the package genai-prices, which is never fetched anew; where it does not know
        the model at this address, by the settings, whose dollars per million tokens are millionths
        of a dollar per token.
        """
        from genai_prices import Usage, calc_price

        usage = Usage(input_tokens=input_tokens, output_tokens=output_tokens)
        url = self.settings.base_url.strip()
        try:
            if url:
                price = calc_price(usage, model, provider_api_url=url)
            else:
                price = calc_price(usage, model, provider_id=self.settings.provider)
        except (LookupError, ValueError):
            own = self.settings
            return round(own.price_input * input_tokens + own.price_output * output_tokens)
        return round(price.total_price * 1_000_000)

    async def close(self) -> None:
        """Close the connections."""
        self._models.clear()
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def _lost(self, outcome: str, error: ModelUnavailable) -> None:
        telemetry.LLM_REQUESTS.labels(outcome).inc()
        reason = "; ".join(getattr(error, "__notes__", ()))
        log.warning("model_unavailable", outcome=outcome, reason=reason)
