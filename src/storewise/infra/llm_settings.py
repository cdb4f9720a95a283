"""Which language model is asked, and how long and how often."""

from typing import Literal

from pydantic import BaseModel, Field, SecretStr, ValidationInfo, field_validator


class LlmSettings(BaseModel):
    """Which language model words the assistant's answers; without one it works on rules."""

    provider: Literal["", "openai", "google", "anthropic"] = Field(
        "",
        description="Whose API: `openai` (OpenAI, Ollama, vLLM, TGI and all that speak it), "
        "`google`, `anthropic`; empty: no language model.",
    )
    base_url: str = Field(
        "", description="Address of the API (`http://localhost:11434/v1`); empty: the provider's."
    )
    api_key: SecretStr | None = Field(
        None, description="Key of the API; a service of your own may need none."
    )
    model: str = Field(
        "",
        validate_default=True,
        description="Name of the model at the provider; a store may name another.",
    )
    first_token_timeout_s: float = Field(
        20, gt=0, description="Seconds that an answer may take to begin, retries included."
    )
    token_timeout_s: float = Field(
        15, gt=0, description="Seconds of silence after which an answer is given up."
    )
    total_timeout_s: float = Field(
        90, gt=0, description="Seconds that an answer may take in all, its tools included."
    )
    retries: int = Field(
        2, ge=0, le=10, description="Further attempts when the provider is busy or broken."
    )
    max_output_tokens: int = Field(
        800, ge=50, description="Most tokens that a model may write in one go."
    )
    tool_rounds: int = Field(
        4, ge=1, le=20, description="How often a model may call tools before it must answer."
    )
    breaker_failures: int = Field(
        5, ge=1, description="Failures in a row after which the provider is left alone."
    )
    breaker_pause_s: float = Field(
        30, gt=0, description="Seconds until one question tries a provider that was left alone."
    )
    price_input: float = Field(
        0, ge=0, description="US dollars per million tokens read, where no price is known."
    )
    price_output: float = Field(
        0, ge=0, description="US dollars per million tokens written, where no price is known."
    )

    @field_validator("base_url")
    @classmethod
    def _reachable(cls, url: str) -> str:
        if url.strip() and not url.strip().startswith(("http://", "https://")):
            raise ValueError("begin the address with http:// or https://")
        return url.strip()

    @field_validator("model")
    @classmethod
    def _complete(cls, model: str, info: ValidationInfo) -> str:
        provider = info.data.get("provider", "")
        if not provider:
            return model
        if not model.strip():
            raise ValueError("name a model when `provider` is set")
        own = provider == "openai" and info.data.get("base_url")
        if not own and not info.data.get("api_key"):
            raise ValueError(f"set `api_key` as well: {provider} takes no calls without one")
        return model.strip()
