"""The assistant's settings in the console."""

from typing import Any

import httpx
import pytest

from storewise.domain.assistant import service as assistant
from storewise.domain.assistant.schemas import AssistantSettings, Budget
from storewise.domain.identity.schemas import Store
from storewise.infra.llm import Gateway
from storewise.infra.tenancy import SYSTEM, Tenancy

FULL = {
    "enabled": "1",
    "name": " Nora ",
    "tone": "formal",
    "greeting": "Hello!",
    "languages": "en, DE fr",
    "refused_topics": "politics\r\n\r\n medical advice \r\npolitics",
    "profanity": "refuse",
    "model": "small-model",
    "tokens": "2,000,000",
    "cost": "$25.50",
    "warn_at": "75 %",
    "allowed_origins": "https://www.Example.com/\nhttp://localhost:8080",
}


@pytest.fixture
def address(store: Store) -> str:
    """Where the settings are."""
    return f"/console/{store.slug}/assistant/settings"


async def current(tenancy: Tenancy, store: Store) -> AssistantSettings:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        return await assistant.settings(scope)


async def test_all_settings_are_saved_and_shown_again(
    merchant: httpx.AsyncClient,
    store: Store,
    other_store: Store,
    tenancy: Tenancy,
    address: str,
    fields_of: Any,
) -> None:
    page = await merchant.post(address, data=FULL)
    assert "The settings were saved." in page.text
    saved = await current(tenancy, store)
    assert saved == AssistantSettings(
        enabled=True,
        name="Nora",
        tone="formal",
        greeting="Hello!",
        languages=["en", "de", "fr"],
        refused_topics=["politics", "medical advice"],
        profanity="refuse",
        use_model=False,
        model="small-model",
        budget=Budget(tokens=2_000_000, cost_micros=25_500_000, warn_at=0.75),
        allowed_origins=["https://www.example.com", "http://localhost:8080"],
    )
    assert await current(tenancy, other_store) == AssistantSettings()
    shown = fields_of(page.text, "assistant-settings")
    await merchant.post(address, data=shown)
    assert await current(tenancy, store) == saved


async def test_no_limits_are_no_limits(
    merchant: httpx.AsyncClient, store: Store, tenancy: Tenancy, address: str
) -> None:
    await merchant.post(address, data=FULL | {"tokens": "", "cost": " "})
    assert (await current(tenancy, store)).budget == Budget(warn_at=0.75)
    await merchant.post(address, data=FULL | {"tokens": "0", "cost": "0"})
    assert (await current(tenancy, store)).budget.tokens == 0


@pytest.mark.parametrize(
    ("name", "typed", "error"),
    [
        ("name", "N" * 61, "At most 60 characters."),
        ("greeting", "G" * 301, "At most 300 characters."),
        ("tone", "rude", "Pick one of these."),
        ("profanity", "always", "Pick one of these."),
        ("languages", "english", "codes of two letters"),
        ("languages", "", "At least one is needed."),
        ("refused_topics", "\n".join(f"topic {i}" for i in range(51)), "At most 50 of these."),
        ("refused_topics", "fine\n" + "x" * 101, "At most 100 characters."),
        ("allowed_origins", "https://fine.example\nwww.x.com/page", "“www.x.com/page”: Write an"),
        ("model", "m" * 201, "At most 200 characters."),
        ("tokens", "many", "Write a whole number"),
        ("tokens", "12.5", "Write a whole number"),
        ("tokens", "1000000000001", "more than a budget may be"),
        ("cost", "1,50", "Write dollars and cents"),
        ("cost", "1.005", "Write dollars and cents"),
        ("cost", "-3", "Write dollars and cents"),
        ("cost", "9999999", "more than a budget may be"),
        ("warn_at", "", "Write a percentage"),
        ("warn_at", "0", "Write a percentage"),
        ("warn_at", "101", "Write a percentage"),
    ],
)
async def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(
    merchant: httpx.AsyncClient,
    store: Store,
    tenancy: Tenancy,
    address: str,
    name: str,
    typed: str,
    error: str,
) -> None:
    page = await merchant.post(address, data=FULL | {name: typed})
    assert page.status_code == 422
    assert error in page.text
    assert "Nothing was saved yet." in page.text
    if name not in ("tone", "profanity"):
        assert typed in page.text
        assert f'aria-describedby="f-{name}-' in page.text
    assert "small-model" in page.text or name == "model"
    assert await current(tenancy, store) == AssistantSettings()


async def test_several_mistakes_are_said_at_once(merchant: httpx.AsyncClient, address: str) -> None:
    page = await merchant.post(address, data=FULL | {"tokens": "x", "languages": "klingon"})
    assert "Write a whole number" in page.text
    assert "codes of two letters" in page.text


async def test_the_page_says_whether_there_is_a_language_model(
    merchant: httpx.AsyncClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "No language model is connected to this platform." in (await merchant.get(address)).text
    monkeypatch.setattr(Gateway, "configured", property(lambda _: True))
    monkeypatch.setattr(Gateway, "open", property(lambda _: True))
    assert "Connected" in (await merchant.get(address)).text
    monkeypatch.setattr(Gateway, "open", property(lambda _: False))
    assert "does not answer at the moment" in (await merchant.get(address)).text
