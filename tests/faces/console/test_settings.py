"""The store's settings and API keys in the console."""

import re
from collections.abc import Awaitable, Callable

import httpx
import pytest

from storewise.domain.identity import service as identity
from storewise.domain.identity.schemas import Store
from storewise.infra.tenancy import SYSTEM, Tenancy

HOSTILE = "<script>alert(1)</script>"
FORM = {
    "name": "Kettles & Co", "tagline": "All boiling", "about": "First\r\nSecond",
    "contact_email": "hello@example.com", "locale": "de-AT", "domain": "",
    "accent": "#ff0080", "own_accent": "1",
}  # fmt: skip


async def test_settings_are_changed(
    merchant: httpx.AsyncClient, store: Store, tenancy: Tenancy
) -> None:
    domain = f"{store.slug}.example"
    form = FORM | {"domain": domain.upper()}
    page = await merchant.post(f"/console/{store.slug}/settings", data=form)
    assert "The settings were saved." in page.text
    assert 'value="Kettles &amp; Co"' in page.text
    async with tenancy.scope(store.id, SYSTEM) as scope:
        changed = await identity.store(scope)
    assert (changed.name, changed.locale, changed.domain) == ("Kettles & Co", "de-AT", domain)
    assert changed.settings.accent == "#ff0080"
    assert changed.settings.about == "First\nSecond"
    assert changed.currency == store.currency


async def test_without_a_colour_of_our_own_none_is_kept(
    merchant: httpx.AsyncClient, store: Store, tenancy: Tenancy
) -> None:
    await merchant.post(f"/console/{store.slug}/settings", data=FORM | {"own_accent": ""})
    async with tenancy.scope(store.id, SYSTEM) as scope:
        assert (await identity.store(scope)).settings.accent is None


async def test_a_domain_of_another_store_is_refused_beside_its_field(
    merchant: httpx.AsyncClient, open_store: Callable[..., Awaitable[Store]], store: Store
) -> None:
    domain = f"taken-{store.slug}.example"
    await open_store(domain=domain)
    page = await merchant.post(f"/console/{store.slug}/settings", data=FORM | {"domain": domain})
    assert page.status_code == 422
    assert 'id="f-domain-error"' in page.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""), ("tagline", "x" * 301), ("contact_email", "nobody"), ("locale", "klingon"),
        ("domain", f"{HOSTILE}.com"), ("domain", "no-dot"), ("name", "x" * 200),
    ],
)  # fmt: skip
async def test_what_cannot_be_is_refused_beside_its_field(
    merchant: httpx.AsyncClient, store: Store, tenancy: Tenancy, field: str, value: str
) -> None:
    page = await merchant.post(f"/console/{store.slug}/settings", data=FORM | {field: value})
    assert page.status_code == 422
    assert f'id="f-{field}-error"' in page.text
    assert 'value="All boiling"' in page.text or field == "tagline"
    assert HOSTILE not in page.text
    async with tenancy.scope(store.id, SYSTEM) as scope:
        assert (await identity.store(scope)).name == store.name


async def test_a_keys_secret_is_shown_once_and_opens_the_api(
    merchant: httpx.AsyncClient, client: httpx.AsyncClient, store: Store
) -> None:
    base = f"/console/{store.slug}/settings/keys"
    form = {"kind": "sk", "name": HOSTILE, "scopes": ["store:read", "catalog:read"]}
    page = await merchant.post(base, data=form)
    assert page.status_code == 201
    assert HOSTILE not in page.text
    found = re.search(r"sk_[\w-]{30,}", page.text)
    assert found
    headers = {"authorization": f"Bearer {found[0]}"}
    assert (await client.get("/api/v1/store", headers=headers)).json()["slug"] == store.slug
    listed = await merchant.get(base)
    assert found[0] not in listed.text
    revoke = re.search(r"keys/([\w-]+)/revoke", listed.text)
    assert revoke
    question = await merchant.get(f"{base}/{revoke[1]}/revoke")
    assert "data-question" in question.text
    assert HOSTILE not in question.text
    assert "was revoked" in (await merchant.post(f"{base}/{revoke[1]}/revoke")).text
    assert (await client.get("/api/v1/store", headers=headers)).status_code == 401


async def test_a_key_that_may_do_nothing_is_not_made(
    merchant: httpx.AsyncClient, store: Store, tenancy: Tenancy
) -> None:
    base = f"/console/{store.slug}/settings/keys"
    for form in (
        {"kind": "sk", "name": "Sync"}, {"kind": "pk", "name": ""}, {"kind": "root", "name": "x"},
        {"kind": "sk", "name": "Sync", "scopes": "everything"},
    ):  # fmt: skip
        assert (await merchant.post(base, data=form)).status_code == 422
    async with tenancy.scope(store.id, SYSTEM) as scope:
        assert await identity.keys(scope) == []


async def test_another_stores_key_is_not_revoked(
    merchant: httpx.AsyncClient,
    store: Store,
    other_store: Store,
    tenancy: Tenancy,
    api_key: Callable[..., Awaitable[dict[str, str]]],
) -> None:
    await api_key(other_store)
    async with tenancy.scope(other_store.id, SYSTEM) as scope:
        key = (await identity.keys(scope))[0]
    for method in ("GET", "POST"):
        path = f"/console/{store.slug}/settings/keys/{key.id}/revoke"
        assert (await merchant.request(method, path)).status_code == 404
    async with tenancy.scope(other_store.id, SYSTEM) as scope:
        assert (await identity.keys(scope))[0].revoked_at is None
