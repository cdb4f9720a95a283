"""Signing in and out of the console."""

from collections.abc import Awaitable, Callable
from http.cookies import SimpleCookie

import httpx
import pytest

from storewise.domain.identity.schemas import Store
from storewise.faces.console.attempts import FREE_ATTEMPTS, Attempts, SignInHeld
from storewise.faces.console.failures import HOME, local
from storewise.faces.ui.scopes import SESSION_COOKIE

PASSWORD = "a long enough password"


async def test_who_is_not_signed_in_is_sent_to_the_sign_in_page_and_back(
    client: httpx.AsyncClient, store: Store, email: str
) -> None:
    wanted = f"/console/{store.slug}/products?q=kettle"
    answer = await client.get(wanted)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/console/sign-in?next=%2Fconsole%2F")
    page = await client.get(answer.headers["location"])
    assert page.status_code == 200
    assert f'value="{wanted}"' in page.text
    form = {"email": email, "password": PASSWORD, "next": wanted}
    answer = await client.post("/console/sign-in", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, wanted)


@pytest.mark.parametrize(
    "path",
    [
        "", "/", "/products", "/products/new", "/search", "/search/synonyms", "/search/try",
        "/settings", "/settings/keys", "/anything",
    ],
)  # fmt: skip
async def test_no_page_is_shown_to_nobody(
    client: httpx.AsyncClient, store: Store, path: str
) -> None:
    answer = await client.get(f"/console/{store.slug}{path}")
    assert answer.status_code == 303
    assert "/console/sign-in" in answer.headers["location"]


async def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(
    client: httpx.AsyncClient, email: str
) -> None:
    form = {"email": f"  {email.upper()} ", "password": PASSWORD}
    answer = await client.post("/console/sign-in", data=form)
    cookie = SimpleCookie(answer.headers["set-cookie"])[SESSION_COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "lax"
    assert cookie["path"] == "/"


async def test_a_wrong_password_and_an_unknown_e_mail_get_the_same_words(
    client: httpx.AsyncClient, email: str
) -> None:
    answers = [
        await client.post("/console/sign-in", data={"email": who, "password": "not this one"})
        for who in (email, "nobody@example.com")
    ]
    assert [a.status_code for a in answers] == [403, 403]
    assert answers[0].text.replace(email, "X") == answers[1].text.replace("nobody@example.com", "X")
    assert SESSION_COOKIE not in client.cookies


async def test_what_was_typed_stays_and_is_harmless(client: httpx.AsyncClient) -> None:
    hostile = '"><script>alert(1)</script>'
    form = {"email": hostile, "password": "x", "next": f'/console/"{hostile}'}
    answer = await client.post("/console/sign-in", data=form)
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;" in answer.text


async def test_guessing_is_held_back_even_for_the_right_password(
    client: httpx.AsyncClient, email: str
) -> None:
    for _ in range(FREE_ATTEMPTS):
        await client.post("/console/sign-in", data={"email": email, "password": "guess"})
    answer = await client.post("/console/sign-in", data={"email": email, "password": PASSWORD})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert "Too many attempts" in answer.text


def test_waits_grow_end_and_are_forgotten() -> None:
    now = 0.0
    attempts = Attempts(lambda: now)
    key = ("203.0.113.9", "a@example.com")
    waits = []
    for _ in range(FREE_ATTEMPTS + 2):
        attempts.failed(key)
        try:
            attempts.check(key)
        except SignInHeld as held:
            waits.append(held.retry_after)
            now += held.retry_after
    assert waits == [31, 61, 121]
    attempts.check(key)
    attempts.check(("203.0.113.9", "b@example.com"))
    attempts.failed(key)
    attempts.succeeded(key)
    attempts.check(key)


async def test_a_sign_in_form_from_another_site_is_refused(
    client: httpx.AsyncClient, email: str
) -> None:
    form = {"email": email, "password": PASSWORD}
    headers = {"sec-fetch-site": "cross-site"}
    answer = await client.post("/console/sign-in", data=form, headers=headers)
    assert answer.status_code == 403
    assert SESSION_COOKIE not in client.cookies


async def test_signing_out_ends_the_session_itself(
    merchant: httpx.AsyncClient, client: httpx.AsyncClient, store: Store
) -> None:
    token = merchant.cookies[SESSION_COOKIE]
    answer = await merchant.post("/console/sign-out")
    assert answer.url.path == "/console/sign-in"
    assert SESSION_COOKIE not in merchant.cookies
    headers = {"cookie": f"{SESSION_COOKIE}={token}"}
    assert (await client.get(f"/console/{store.slug}/", headers=headers)).status_code == 303


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/console/", "//evil.example/console/", "/\\evil.example", "",
        "javascript:x", "/shop/x", "/console/../shop", "/console/sign-in?next=/console/sign-in",
        "/console/\n/x",
    ],
)  # fmt: skip
def test_only_pages_of_the_console_are_gone_on_to(address: str) -> None:
    assert local(address) == HOME


def test_pages_of_the_console_are_gone_on_to_with_their_query() -> None:
    assert local("/console/s/products?q=a%26b#x") == "/console/s/products?q=a%26b"


async def test_one_store_is_gone_straight_to_and_several_are_listed(
    merchant: httpx.AsyncClient,
    client: httpx.AsyncClient,
    hire: Callable[..., Awaitable[str]],
    store: Store,
    other_store: Store,
) -> None:
    assert (await merchant.get("/console/")).url.path == f"/console/{store.slug}/"
    form = {"email": await hire(store, other_store), "password": PASSWORD}
    await client.post("/console/sign-in", data=form)
    page = await client.get("/console")
    assert f"/console/{store.slug}/" in page.text
    assert f"/console/{other_store.slug}/" in page.text


@pytest.mark.parametrize(
    "path", ["", "/", "/products", "/products/new", "/search", "/settings", "/settings/keys"]
)
async def test_another_stores_pages_are_not_there(
    merchant: httpx.AsyncClient, other_store: Store, path: str
) -> None:
    answer = await merchant.get(f"/console/{other_store.slug}{path}")
    assert answer.status_code == 404
    assert "There is no such store." in answer.text
    assert other_store.name not in answer.text


async def test_a_page_that_does_not_exist_says_so_inside_the_console(
    merchant: httpx.AsyncClient, store: Store
) -> None:
    for path in ("nothing", "products/not-an-id", f"products/{store.id}", "search/what"):
        answer = await merchant.get(f"/console/{store.slug}/{path}")
        assert answer.status_code == 404, path
        assert answer.headers["content-type"].startswith("text/html")
        assert 'aria-label="Console"' in answer.text


async def test_pages_are_kept_by_no_cache_and_allow_no_inline_script(
    merchant: httpx.AsyncClient, store: Store
) -> None:
    answer = await merchant.get(f"/console/{store.slug}/products")
    assert answer.headers["cache-control"] == "no-store"
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert " style=" not in answer.text
    assert " onclick" not in answer.text
