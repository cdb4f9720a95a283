"""Models of each provider, on one HTTP client that all of their calls share."""

from typing import TYPE_CHECKING, Any

from storewise.infra.llm_settings import LlmSettings

from .stream import Rhythm, in_rhythm

if TYPE_CHECKING:
    from pydantic_ai.models import Model

OPENAI = "https://api.openai.com"
NO_KEY = "none"  # A service without keys: the libraries would look for one in the environment.


def make_client(settings: LlmSettings, rhythm: Rhythm) -> Any:
    """An HTTP client for a thousand streams at a time; the proxies of the environment hold."""
    from pydantic_ai.models import create_async_httpx2_client

    longest = max(settings.first_token_timeout_s, settings.token_timeout_s)
    client = create_async_httpx2_client(timeout=longest)
    merge = settings.provider == "openai"
    hook = in_rhythm(rhythm, settings.token_timeout_s, merge=merge)
    client.event_hooks["response"].append(hook)
    return client


def make_model(settings: LlmSettings, name: str, client: Any) -> "Model":
    """The model of this name at the provider that the settings choose."""
    key = settings.api_key.get_secret_value().strip() if settings.api_key else NO_KEY
    url = settings.base_url.strip() or None
    if settings.provider == "google":
        from pydantic_ai.models.google import GoogleModel
        from pydantic_ai.providers.google import GoogleProvider

        return GoogleModel(
            name, provider=GoogleProvider(api_key=key, base_url=url, http_client=client)
        )
    if settings.provider == "anthropic":
        from pydantic_ai.models.anthropic import AnthropicModel
        from pydantic_ai.providers.anthropic import AnthropicProvider

        anthropic = AnthropicProvider(api_key=key, base_url=url, http_client=client)
        anthropic.client.max_retries = 0
        return AnthropicModel(name, provider=anthropic)
    return _openai(name, key, url, client)


def _openai(name: str, key: str, url: str | None, client: Any) -> "Model":
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider
    from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

    provider: OpenAIProvider | OpenAICompatibleProvider
    if url is None or url.startswith(OPENAI):
        provider = OpenAIProvider(base_url=url or f"{OPENAI}/v1", api_key=key, http_client=client)
    else:  # Others get no more than what every service of this API understands.
        provider = OpenAICompatibleProvider(
            "openai-compatible", base_url=url, api_key=key, http_client=client
        )
    provider.client.max_retries = 0  # The gateway asks again itself, and counts it.
    return OpenAIChatModel(name, provider=provider)
