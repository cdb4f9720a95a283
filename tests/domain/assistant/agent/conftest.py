"""A scripted language model that the stores of these tests are connected to."""

from collections.abc import AsyncIterator

import pytest
from tests.factories.provider import Provider, scripted_provider

from storewise.infra.llm import Gateway
from storewise.infra.llm_settings import LlmSettings
from storewise.infra.tenancy import Tenancy


@pytest.fixture
async def provider(tenancy: Tenancy) -> AsyncIterator[Provider]:
    """A scripted model that the stores of this test are connected to."""
    async with scripted_provider() as running:
        fields = {"provider": "openai", "base_url": running.url, "model": "scripted", "retries": 1}
        settings = {"price_input": 1, "price_output": 10, "tool_rounds": 3, "token_timeout_s": 2}
        gateway = Gateway(LlmSettings.model_validate(fields | settings), pause_s=0.01)
        tenancy.resources._kept[Gateway] = gateway
        yield running
        del tenancy.resources._kept[Gateway]
        await gateway.close()
