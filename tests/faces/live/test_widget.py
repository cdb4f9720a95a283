"""The widget's script and what it talks to: keys, origins, sessions."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest

from storewise.domain.assistant import service as assistant
from storewise.domain.assistant.schemas import AssistantSettings
from storewise.domain.identity import service as identity
from storewise.domain.identity.schemas import Store
from storewise.faces.live.widget_script import adapted, widget_script
from storewise.infra.tenancy import SYSTEM, Tenancy

ApiKey = Callable[..., Awaitable[dict[str, str]]]
GOOD = {"origin": "https://shop.example"}
BAD = {"origin": "https://evil.example"}
QUESTION = {"text": "Do you have a copper kettle?"}
STREAM = {"accept": "text/event-stream"}
JSON = {"accept": "application/json"}


@pytest.fixture(autouse=True)
async def _allowed(tenancy: Tenancy, talking_shop: Store) -> AsyncIterator[None]:
    """The shop's assistant may stand on one other site."""
    settings = AssistantSettings(allowed_origins=["https://shop.example"], name="Tea friend")
    async with tenancy.scope(talking_shop.id, SYSTEM) as scope:
        await assistant.change_settings(scope, settings)
    yield
    async with tenancy.scope(talking_shop.id, SYSTEM) as scope:
        await assistant.change_settings(scope, AssistantSettings())


def test_the_script_stays_under_thirty_kilobytes() -> None:
    made = widget_script()
    assert len(made.body) < 30_000
    assert len(made.compressed) < 11_000


def test_the_script_is_one_function_without_modules_or_inline_styles() -> None:
    text = widget_script().body.decode()
    lines = text.splitlines()
    assert (lines[0], lines[-1]) == ("(() => {", "})();")
    assert not [line for line in lines if line.startswith(("import ", "export "))]
    for unsafe in ("innerHTML", ".style.", "eval(", "document.cookie", "new Function"):
        assert unsafe not in text


def test_lengths_do_not_depend_on_the_other_site() -> None:
    made = adapted(":root{--a:1rem;--b:-.5rem} :root[data-theme=dark]{x:clamp(1rem,2.5rem,3vw)}")
    assert made == (":host{--a:16px;--b:-8px} :host([data-theme=dark]){x:clamp(16px,40px,3vw)}")
    style = next(line for line in widget_script().body.decode().splitlines() if "STYLE" in line)
    assert "rem" not in style


async def test_any_site_may_load_the_script_and_keep_it(client: httpx.AsyncClient) -> None:
    answer = await client.get("/widget.js", headers=BAD)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "max-age" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    again = await client.get("/widget.js", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_it_begins_with_name_greeting_and_colours(
    client: httpx.AsyncClient, publishable_key: str
) -> None:
    answer = await client.get(f"/widget/{publishable_key}?language=de", headers=GOOD)
    begun = answer.json()
    assert begun["enabled"] is True
    assert begun["chat"]["name"] == "Tea friend"
    assert begun["chat"]["greeting"].startswith("Guten Tag!")
    assert begun["chat"]["texts"]["send"] == "Senden"
    assert begun["style"].startswith("@layer tokens{:host{--accent:")
    assert answer.headers["access-control-allow-origin"] == "https://shop.example"
    assert "access-control-allow-credentials" not in answer.headers
    assert answer.headers["vary"] == "Origin"


async def test_answers_have_addresses_with_a_host_and_set_no_cookie(
    client: httpx.AsyncClient, publishable_key: str
) -> None:
    answer = await client.post(
        f"/widget/{publishable_key}/messages", json=QUESTION, headers=GOOD | STREAM
    )
    assert answer.headers["assistant-session"]
    assert "Assistant-Session" in answer.headers["access-control-expose-headers"]
    assert "set-cookie" not in answer.headers
    events = [json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data")]
    done = events[-1]["answer"]
    assert done["products"][0]["url"] == "http://testserver/shop/talkshop/p/kettle-0"
    assert done["citations"][0]["url"] == "http://testserver/shop/talkshop/p/kettle-0"


async def test_a_conversation_goes_on_by_its_token(
    client: httpx.AsyncClient, publishable_key: str
) -> None:
    base = f"/widget/{publishable_key}"
    first = await client.post(f"{base}/messages", json=QUESTION, headers=GOOD | JSON)
    session = {"assistant-session": first.headers["assistant-session"]}
    second = await client.post(
        f"{base}/messages", json={"text": "How much does it cost?"}, headers=GOOD | JSON | session
    )
    assert "€30.00" in second.json()["text"]
    history = (await client.get(f"{base}/history", headers=GOOD | session)).json()
    assert len(history) == 2
    address = f"{base}/messages/{second.json()['id']}/feedback"
    given = await client.post(address, json={"helpful": False}, headers=GOOD | session)
    assert given.status_code == 204
    assert given.headers["access-control-allow-origin"] == "https://shop.example"
    stranger = await client.post(address, json={"helpful": True}, headers=GOOD)
    assert stranger.status_code == 404


async def test_another_stores_token_opens_nothing(
    client: httpx.AsyncClient, publishable_key: str, api_key: ApiKey, other_store: Store
) -> None:
    first = await client.post(
        f"/widget/{publishable_key}/messages", json=QUESTION, headers=GOOD | JSON
    )
    session = {"assistant-session": first.headers["assistant-session"]}
    key = (await api_key(other_store, kind="pk"))["authorization"].removeprefix("Bearer ")
    history = await client.get(f"/widget/{key}/history", headers=session)
    assert history.json() == []
    second = await client.post(f"/widget/{key}/messages", json=QUESTION, headers=JSON | session)
    assert second.headers["assistant-session"] != session["assistant-session"]
    assert second.json()["products"] == []


def calls(client: httpx.AsyncClient, key: str, headers: dict[str, str]) -> list[Any]:
    base = f"/widget/{key}"
    return [
        client.get(base, headers=headers),
        client.get(f"{base}/history", headers=headers),
        client.post(f"{base}/messages", json=QUESTION, headers=headers),
        client.post(f"{base}/messages/{uuid4()}/feedback", json={"helpful": True}, headers=headers),
        client.options(f"{base}/messages", headers=headers),
    ]


async def test_a_page_that_is_not_allowed_gets_an_error_and_no_headers_that_let_it_read(
    client: httpx.AsyncClient, publishable_key: str
) -> None:
    for call in calls(client, publishable_key, BAD):
        answer = await call
        assert answer.status_code == 403
        assert answer.json()["code"] == "assistant.origin_not_allowed"
        assert not [name for name in answer.headers if name.startswith("access-control")]
        assert answer.headers["vary"] == "Origin"


async def test_unknown_secret_and_revoked_keys_are_refused(
    client: httpx.AsyncClient, tenancy: Tenancy, api_key: ApiKey, talking_shop: Store
) -> None:
    secret = (await api_key(talking_shop))["authorization"].removeprefix("Bearer ")
    revoked = (await api_key(talking_shop, kind="pk"))["authorization"].removeprefix("Bearer ")
    assert (await client.get(f"/widget/{revoked}", headers=GOOD)).status_code == 200
    async with tenancy.scope(talking_shop.id, SYSTEM) as scope:
        found = await identity.keys(scope)
        await identity.revoke_key(scope, next(k.id for k in found if k.hint[-4:] == revoked[-4:]))
    for key in ("pk_nobody", secret, revoked):
        for call in calls(client, key, GOOD):
            answer = await call
            assert answer.status_code == 403
            assert answer.json()["code"] == "identity.key_unknown"
            assert "access-control-allow-origin" not in answer.headers


async def test_a_preflight_of_an_allowed_page_is_answered(
    client: httpx.AsyncClient, publishable_key: str
) -> None:
    asked = GOOD | {
        "access-control-request-method": "POST",
        "access-control-request-headers": "assistant-session,content-type",
    }
    answer = await client.options(f"/widget/{publishable_key}/messages", headers=asked)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "https://shop.example"
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "Assistant-Session" in answer.headers["access-control-allow-headers"]


async def test_an_assistant_that_is_off_says_so(
    client: httpx.AsyncClient, tenancy: Tenancy, talking_shop: Store, publishable_key: str
) -> None:
    off = AssistantSettings(enabled=False, allowed_origins=["https://shop.example"])
    async with tenancy.scope(talking_shop.id, SYSTEM) as scope:
        await assistant.change_settings(scope, off)
    begun = await client.get(f"/widget/{publishable_key}", headers=GOOD)
    assert begun.json() == {"enabled": False}
    answer = await client.post(
        f"/widget/{publishable_key}/messages", json=QUESTION, headers=GOOD | STREAM
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "assistant.off")
    assert answer.headers["access-control-allow-origin"] == "https://shop.example"


def test_a_port_that_browsers_leave_out_is_left_out_of_an_allowed_origin() -> None:
    given = ["https://shop.example:443", "http://shop.example:80", "http://shop.example:8080"]
    kept = AssistantSettings(allowed_origins=given).allowed_origins
    assert kept == ["https://shop.example", "http://shop.example", "http://shop.example:8080"]
