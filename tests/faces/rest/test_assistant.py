"""The assistant over REST: asking with a publishable key, reading with a secret one."""

from collections.abc import Awaitable, Callable

import httpx
import pytest

from storewise.domain.identity.schemas import Store

ApiKey = Callable[..., Awaitable[dict[str, str]]]
ASK = "/api/v1/assistant/messages"
JSON = {"accept": "application/json"}


async def test_nobody_asks_without_a_key(client: httpx.AsyncClient) -> None:
    answer = await client.post(ASK, json={"text": "hello"})
    assert (answer.status_code, answer.json()["code"]) == (401, "identity.key_unknown")


async def test_a_question_gets_an_answer_and_its_conversation_goes_on(
    client: httpx.AsyncClient, store: Store, api_key: ApiKey
) -> None:
    headers = await api_key(store, kind="pk") | JSON
    first = (await client.post(ASK, json={"text": "hello"}, headers=headers)).json()
    again = {"text": "thanks", "session": first["session"]}
    second = (await client.post(ASK, json=again, headers=headers)).json()
    assert second["session"] == first["session"]
    history = await client.get(
        "/api/v1/assistant/history",
        headers=headers | {"assistant-session": first["session"]},
    )
    assert [m["question"] for m in history.json()] == ["hello", "thanks"]


async def test_events_come_as_a_stream_where_they_are_asked_for(
    client: httpx.AsyncClient, store: Store, api_key: ApiKey
) -> None:
    headers = await api_key(store, kind="pk") | {"accept": "text/event-stream"}
    answer = await client.post(ASK, json={"text": "hello"}, headers=headers)
    assert answer.headers["content-type"].startswith("text/event-stream")
    kinds = [line[7:] for line in answer.text.splitlines() if line.startswith("event: ")]
    assert (kinds[0], kinds[-1]) == ("status", "done")
    assert "text_delta" in kinds


async def test_a_token_of_another_store_reads_nothing(
    client: httpx.AsyncClient, store: Store, other_store: Store, api_key: ApiKey
) -> None:
    headers = await api_key(store, kind="pk") | JSON
    session = (await client.post(ASK, json={"text": "hello"}, headers=headers)).json()["session"]
    foreign = await api_key(other_store, kind="pk") | {"assistant-session": session}
    answer = await client.get("/api/v1/assistant/history", headers=foreign)
    assert (answer.status_code, answer.json()["code"]) == (
        404,
        "assistant.conversation_not_found",
    )


async def test_feedback_is_kept_and_read_by_the_merchant(
    client: httpx.AsyncClient, store: Store, api_key: ApiKey
) -> None:
    shopper, merchant = await api_key(store, kind="pk") | JSON, await api_key(store)
    asked = (await client.post(ASK, json={"text": "hello"}, headers=shopper)).json()
    opinion = {"session": asked["session"], "helpful": False, "words": "Too short"}
    told = await client.post(f"{ASK}/{asked['id']}/feedback", json=opinion, headers=shopper)
    assert told.status_code == 204
    listed = await client.get("/api/v1/assistant/conversations?only=unhelpful", headers=merchant)
    found = listed.json()["items"][0]
    one = await client.get(f"/api/v1/assistant/conversations/{found['id']}", headers=merchant)
    assert one.json()["messages"][0]["feedback"] == {"helpful": False, "words": "Too short"}


@pytest.mark.parametrize("path", ["conversations", "unanswered", "report", "spending", "settings"])
async def test_a_publishable_key_reads_no_reports(
    client: httpx.AsyncClient, store: Store, api_key: ApiKey, path: str
) -> None:
    headers = await api_key(store, kind="pk") | JSON
    answer = await client.get(f"/api/v1/assistant/{path}", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "identity.permission_missing")
    merchant = await api_key(store, "assistant:read")
    assert (await client.get(f"/api/v1/assistant/{path}", headers=merchant)).status_code == 200


async def test_settings_are_changed_as_a_whole_and_checked(
    client: httpx.AsyncClient, store: Store, api_key: ApiKey
) -> None:
    headers = await api_key(store)
    wanted = {"name": "Ada", "tone": "formal", "allowed_origins": ["https://shop.example"]}
    changed = await client.put("/api/v1/assistant/settings", json=wanted, headers=headers)
    assert changed.json()["name"] == "Ada"
    read = await client.get("/api/v1/assistant/settings", headers=headers)
    assert read.json() == changed.json()
    wrong = {"allowed_origins": ["https://shop.example/path"]}
    refused = await client.put("/api/v1/assistant/settings", json=wrong, headers=headers)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/allowed_origins/0"


async def test_a_conversation_is_deleted_for_good(
    client: httpx.AsyncClient, store: Store, api_key: ApiKey
) -> None:
    headers = await api_key(store)
    await client.post(ASK, json={"text": "hello"}, headers=headers)
    listed = await client.get("/api/v1/assistant/conversations", headers=headers)
    path = f"/api/v1/assistant/conversations/{listed.json()['items'][0]['id']}"
    assert (await client.delete(path, headers=headers)).status_code == 204
    assert (await client.get(path, headers=headers)).status_code == 404


async def test_an_assistant_that_is_off_says_so(
    client: httpx.AsyncClient, store: Store, api_key: ApiKey
) -> None:
    headers = await api_key(store)
    await client.put("/api/v1/assistant/settings", json={"enabled": False}, headers=headers)
    for accept in ("application/json", "text/event-stream"):
        answer = await client.post(
            ASK, json={"text": "hello"}, headers=headers | {"accept": accept}
        )
        assert (answer.status_code, answer.json()["code"]) == (403, "assistant.off")
