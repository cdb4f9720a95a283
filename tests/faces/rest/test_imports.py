"""Imports over REST: uploaded, mapped, previewed, applied, undone, each store for itself."""

import gzip
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

RunJobs = Callable[[], Awaitable[None]]
CSV = {"content-type": "text/csv"}
FEED = b"""sku,name,price,stock,brand
K1,Copper kettle,49.00,3,Alto
K2,Steel kettle,39.00,0,Alto
M1,Stoneware mug,free,5,Borea
"""


@pytest.fixture
async def made(api: httpx.AsyncClient) -> dict[str, Any]:
    """An import that was uploaded and not started."""
    answer = await api.post("/imports", content=FEED, headers=CSV)
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def test_a_feed_is_sent_as_the_body(api: httpx.AsyncClient) -> None:
    answer = await api.post(
        "/imports", content=FEED, headers=CSV, params={"file_name": "erp.csv", "feed": "erp"}
    )
    assert answer.status_code == 201
    made = answer.json()
    assert answer.headers["location"] == f"/api/v1/imports/{made['id']}"
    assert (made["state"], made["file_name"], made["file_size"]) == ("ready", "erp.csv", len(FEED))
    assert made["options"]["feed"] == "erp"
    targets = {c["rule"]["column"]: c["rule"]["target"] for c in made["plan"]["columns"]}
    assert (targets["name"], targets["price"]) == ("title", "price")
    assert (await api.get(f"/imports/{made['id']}")).json() == made


async def test_a_feed_is_sent_in_a_form_with_a_mapping_file(api: httpx.AsyncClient) -> None:
    files = {
        "file": ("feed.csv.gz", gzip.compress(b"Nr,Wort,VK\n1,Kessel,49\n"), "application/gzip"),
        "mapping": ("mapping.yaml", b"columns:\n  Wort: title\n  VK: price\n", "text/yaml"),
    }
    answer = await api.post("/imports", files=files)
    assert answer.status_code == 201, answer.text
    targets = {c["rule"]["column"]: c["rule"]["target"] for c in answer.json()["plan"]["columns"]}
    assert (targets["Wort"], targets["VK"]) == ("title", "price")


async def test_a_feed_is_previewed_applied_and_undone(
    api: httpx.AsyncClient, made: dict[str, Any], run_jobs: RunJobs
) -> None:
    address = f"/imports/{made['id']}"
    asked = await api.post(f"{address}/preview")
    assert (asked.status_code, asked.json()["state"]) == (202, "previewing")
    await run_jobs()
    preview = (await api.get(address)).json()["preview"]
    assert (preview["rows"], preview["counts"]["new"], preview["error_count"]) == (3, 2, 1)
    assert (await api.get("/counts")).json()["products"] == 0

    begun = await api.post(f"{address}/apply")
    assert (begun.status_code, begun.json()["state"]) == (202, "queued")
    await run_jobs()
    done = (await api.get(address)).json()
    assert (done["state"], done["can_undo"]) == ("done", True)
    assert done["progress"]["counts"]["new"] == 2
    assert (await api.get("/counts")).json()["published"] == 2

    assert (await api.post(f"{address}/undo")).status_code == 202
    await run_jobs()
    assert (await api.get(address)).json()["state"] == "undone"
    assert (await api.get("/counts")).json()["published"] == 0


async def test_errors_are_read_page_by_page_and_as_a_table(
    api: httpx.AsyncClient, run_jobs: RunJobs
) -> None:
    rows = b"".join(b"P%d,Thing %d,%s\n" % (i, i, b"9.50" if i % 3 else b"=1+1") for i in range(15))
    made = await api.post("/imports", content=b"sku,name,price\n" + rows, headers=CSV)
    address = f"/imports/{made.json()['id']}"
    await api.post(f"{address}/apply")
    await run_jobs()
    seen, cursor = [], None
    while True:
        params = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = (await api.get(f"{address}/errors", params=params)).json()
        seen += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    wrong = [each for each in seen if each["severity"] == "error"]
    assert [(each["row"], each["column"], each["value"]) for each in wrong] == [
        (row, "price", "=1+1") for row in range(2, 17, 3)
    ]
    table = await api.get(f"{address}/errors.csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert "attachment" in table.headers["content-disposition"]
    assert table.text.count(",'=1+1,") == 5
    foreign = await api.get(f"{address}/errors", params={"cursor": "bm9uc2Vuc2U="})
    assert (foreign.status_code, foreign.json()["code"]) == (422, "ingestion.cursor_invalid")


async def test_mapping_and_options_are_changed_before_the_start(
    api: httpx.AsyncClient, made: dict[str, Any], run_jobs: RunJobs
) -> None:
    address = f"/imports/{made['id']}"
    patch = {"changes": {"columns": {"brand": "ignore"}}, "options": {"policy": "reject_all"}}
    changed = (await api.patch(address, json=patch)).json()
    targets = {c["rule"]["column"]: c["rule"]["target"] for c in changed["plan"]["columns"]}
    assert (targets["brand"], changed["options"]["policy"]) == ("ignore", "reject_all")
    whole = await api.patch(address, json={"mapping": changed["plan"]["mapping"]})
    assert whole.json()["plan"]["mapping"] == changed["plan"]["mapping"]
    await api.post(f"{address}/apply")
    await run_jobs()
    assert (await api.get(address)).json()["state"] == "failed"
    late = await api.patch(address, json={})
    assert (late.status_code, late.json()["code"]) == (409, "ingestion.import_busy")


@pytest.mark.parametrize(
    "changes",
    [
        {"columns": {"name": "nonsense"}},
        {"columns": {"name": ["title"]}},
        {"columns": {"name": {"target": ["title"]}}},
        {"columns": {"name": {"target": {"a": 1}}}},
        {"columns": {"name": {"colour": 1}}},
        {"columns": ["name"]},
        {"columns": {"": "title"}},
        {"default_stock": -1},
        {"unknown": 1},
    ],
)
async def test_a_mapping_that_says_nothing_is_refused(
    api: httpx.AsyncClient, made: dict[str, Any], changes: dict[str, Any]
) -> None:
    answer = await api.patch(f"/imports/{made['id']}", json={"changes": changes})
    assert (answer.status_code, answer.json()["code"]) == (422, "ingestion.mapping_invalid")


@pytest.mark.parametrize(
    "mapping",
    [
        b"\xff\xfe",
        b"[" * 5000,
        b"a: &a [x]\nb: &b [*a,*a]\ncolumns: {name: {target: [*b,*b]}}\n",
        b"columns: {name: {1: 2}}",
        b"1: 2",
        b"date: 2020-99-99",
        b'columns: {"\\ud800": title}',
        b"- list",
        b"",
    ],
    ids=lambda body: repr(body[:20]),
)
async def test_a_mapping_file_that_is_none_is_refused(
    api: httpx.AsyncClient, mapping: bytes
) -> None:
    files = {"file": ("feed.csv", FEED, "text/csv"), "mapping": ("m.yaml", mapping, "text/yaml")}
    answer = await api.post("/imports", files=files)
    assert (answer.status_code, answer.json()["code"]) == (422, "ingestion.mapping_invalid")


async def test_nul_characters_in_a_form_are_refused(api: httpx.AsyncClient) -> None:
    mapping = ("m.yaml", b'columns: {"a\\0b": title}', "text/yaml")
    answer = await api.post("/imports", files={"file": ("a.csv", FEED), "mapping": mapping})
    assert (answer.status_code, answer.json()["code"]) == (422, "nul_character")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "ingestion.feed_empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "ingestion.feed_not_text"),
        (b"PK\x03\x04 cut off", "ingestion.feed_broken"),
    ],
)
async def test_what_is_no_feed_is_refused_with_its_reason(
    api: httpx.AsyncClient, content: bytes, code: str
) -> None:
    answer = await api.post("/imports", content=content, headers=CSV)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert (await api.get("/imports")).json()["items"] == []


async def test_a_form_without_a_file_is_refused(api: httpx.AsyncClient) -> None:
    answer = await api.post("/imports", files={"other": ("a.csv", FEED)})
    assert (answer.status_code, answer.json()["code"]) == (422, "feed_missing")


async def test_a_feed_cannot_be_sent_with_other_options(api: httpx.AsyncClient) -> None:
    for params in ({"feed": "No such name"}, {"policy": "none"}, {"colour": "red"}):
        answer = await api.post("/imports", content=FEED, headers=CSV, params=params)
        assert answer.status_code == 422
        assert [each["pointer"] for each in answer.json()["errors"]] == [f"/{next(iter(params))}"]


async def test_a_feed_sent_twice_makes_one_import(api: httpx.AsyncClient) -> None:
    key = {"idempotency-key": "nightly-1"}
    first = await api.post("/imports", content=FEED, headers=CSV | key)
    again = await api.post("/imports", content=FEED, headers=CSV | key)
    assert (again.json(), again.headers["idempotent-replayed"]) == (first.json(), "true")
    other = await api.post("/imports", content=FEED + b"\n", headers=CSV | key)
    assert other.json()["code"] == "idempotency_conflict"
    files = {"file": ("a.csv", FEED, "text/csv")}
    key = {"idempotency-key": "nightly-2"}
    first = await api.post("/imports", files=files, headers=key)
    again = await api.post("/imports", files=files, headers=key)
    assert (again.json(), again.headers["idempotent-replayed"]) == (first.json(), "true")
    assert len((await api.get("/imports")).json()["items"]) == 2


async def test_an_import_that_waits_is_cancelled_and_resumed(
    api: httpx.AsyncClient, made: dict[str, Any], run_jobs: RunJobs
) -> None:
    address = f"/imports/{made['id']}"
    for step in ("resume", "undo"):
        answer = await api.post(f"{address}/{step}")
        assert (answer.status_code, answer.json()["code"]) == (409, "ingestion.import_busy")
    await api.post(f"{address}/apply")
    cancelled = await api.post(f"{address}/cancel")
    assert (cancelled.status_code, cancelled.json()["state"]) == (202, "cancelled")
    await run_jobs()
    assert (await api.get("/counts")).json()["products"] == 0
    assert (await api.post(f"{address}/resume")).json()["state"] == "queued"
    await run_jobs()
    assert (await api.get(address)).json()["state"] == "done"


async def test_imports_are_listed_newest_first(api: httpx.AsyncClient) -> None:
    ids = []
    for _ in range(3):
        answer = await api.post("/imports", content=FEED, headers=CSV)
        ids.append(answer.json()["id"])
    first = (await api.get("/imports", params={"limit": 2})).json()
    rest = (await api.get("/imports", params={"cursor": first["next_cursor"]})).json()
    assert [each["id"] for each in first["items"] + rest["items"]] == ids[::-1]
    assert rest["next_cursor"] is None


async def test_another_stores_import_is_not_there(
    their_api: httpx.AsyncClient, made: dict[str, Any]
) -> None:
    for import_id in (made["id"], str(uuid4())):
        address = f"/imports/{import_id}"
        steps = ("preview", "apply", "cancel", "resume", "undo")
        answers = [
            await their_api.get(address),
            await their_api.patch(address, json={}),
            await their_api.get(f"{address}/errors"),
            await their_api.get(f"{address}/errors.csv"),
            *[await their_api.post(f"{address}/{step}") for step in steps],
        ]
        for answer in answers:
            assert (answer.status_code, answer.json()["code"]) == (
                404,
                "ingestion.import_not_found",
            )
    assert (await their_api.get("/imports")).json()["items"] == []


@given(
    content=st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass"))
    | st.text(alphabet='ab1,;\t"\n{}[]:\0é=', max_size=300).map(str.encode)
)
@hypothesis_settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
async def test_whatever_is_uploaded_the_answer_is_no_defect(
    api: httpx.AsyncClient, content: bytes
) -> None:
    answer = await api.post("/imports", content=content, headers=CSV)
    assert answer.status_code in (201, 422), answer.text
