"""Static files: addresses by content, caching, size; and the macros that pages share."""

from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from markupsafe import Markup

from storewise.faces.storefront.frame import PAGES
from storewise.faces.ui.assets import Assets
from storewise.faces.ui.pages import Pages, attributes, content_security_policy


@pytest.fixture
async def client() -> httpx.AsyncClient:
    app = FastAPI()
    app.include_router(PAGES.router())
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver")


async def test_files_are_cached_for_a_year_under_an_address_of_their_content(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get(PAGES.assets.url("storefront.css"))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in answer.headers["cache-control"]
    again = await client.get(
        PAGES.assets.url("storefront.css"), headers={"if-none-match": answer.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


async def test_an_old_address_gives_the_present_file_and_is_not_kept(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/static/storefront/000000000000/storefront/shop.js")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache")


@pytest.mark.parametrize(
    "name", ["%2e%2e/pages.py", "..%2fpages.py", "ui/%2e%2e/%2e%2e/pages.py", "nothing.css", ""]
)
async def test_nothing_but_static_files_is_given_out(client: httpx.AsyncClient, name: str) -> None:
    assert (await client.get(f"/static/storefront/x/{name}")).status_code == 404


async def test_files_travel_compressed_where_the_browser_can(client: httpx.AsyncClient) -> None:
    address = PAGES.assets.url("storefront.css")
    plain = await client.get(address, headers={"accept-encoding": "identity"})
    small = await client.get(address, headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert small.headers["content-encoding"] == "gzip"
    assert small.text == plain.text
    assert int(small.headers["content-length"]) < len(plain.content) / 3


def test_a_change_of_any_file_changes_every_address(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a { color: red }")
    (tmp_path / "b.js").write_text("export {};")
    before = Assets("x", {"x": tmp_path}, ["x/a.css"]).url("x/b.js")
    (tmp_path / "a.css").write_text("a { color: blue }")
    assert Assets("x", {"x": tmp_path}, ["x/a.css"]).url("x/b.js") != before
    with pytest.raises(KeyError):
        Assets("x", {"x": tmp_path}, ["x/a.css"]).url("x/missing.js")


def test_the_shop_keeps_within_its_budget() -> None:
    files = PAGES.assets.files
    assert len(files["storefront.css"].body) <= 40_000
    scripts = {name: file for name, file in files.items() if name.endswith(".js")}
    # The chat is fetched when it is first opened; what pages load of it is its launcher.
    chat = [scripts.pop(name) for name in list(scripts) if name.startswith("ui/chat/")]
    assert sum(len(file.body) for file in scripts.values()) <= 17_500
    assert len(scripts["storefront/chat.js"].compressed or b"") <= 1_500
    assert sum(len(file.body) for file in chat) <= 20_000


def test_attributes_are_escaped_and_told_by_their_value() -> None:
    made = attributes({"data_x": 'a"b<', "hidden": True, "open": False, "id": None, "for_": "y"})
    assert made == Markup(' data-x="a&#34;b&lt;" hidden for="y"')


def test_the_policy_admits_one_inline_style_by_its_hash() -> None:
    policy = content_security_policy("p{}")
    assert "'unsafe-inline'" not in policy
    assert "style-src 'self' 'sha256-" in policy
    assert "sha256" not in content_security_policy()


MACROS = """
{% from "ui/forms.html" import button, checkbox, choices, field, link_button, select, textarea %}
{% from "ui/display.html" import alert, badge, dialog, empty_state, facts, progress, stat, table %}
{% from "ui/navigation.html" import breadcrumb, menu, pagination, steps, tabs, theme_toggle %}
{{ field("name", text, value=text, hint=text, error=text, required=true, maxlength=9) }}
{{ textarea("t", text, value=text) }}{{ select("s", text, [(text, text)], value=text) }}
{{ checkbox("c", text, true, text) }}{{ choices("r", text, [(text, text)], value=text) }}
{{ button(text, "primary", data_x=text) }}{{ link_button(text, text) }}
{{ alert(text, text, "bad", live=true) }}{{ badge(text, "good") }}{{ stat(text, text, text) }}
{% call table(text, [text, (text, "end")]) %}<tr><td>1</td></tr>{% endcall %}
{{ facts([(text, text)]) }}{{ progress(text, 3, 10, text) }}{{ progress(text) }}
{% call empty_state(text, text) %}<p>x</p>{% endcall %}
{% call dialog("d", text) %}<p>x</p>{% endcall %}
{{ breadcrumb([(text, text), (text, "")]) }}{{ pagination(5, 9, address) }}
{{ steps("/a", "/b") }}{{ tabs([("a", text, "/a")], "a", text) }}
{% call menu(text) %}<a class="menu-item" href="/">x</a>{% endcall %}{{ theme_toggle() }}
"""


def test_every_macro_escapes_what_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "templates" / "t").mkdir(parents=True)
    (tmp_path / "static").mkdir()
    (tmp_path / "templates" / "t" / "page.html").write_text(MACROS)
    made = Pages("t", tmp_path, ()).render(
        "t/page.html", text='"><script>x</script>', address=lambda number: f"?page={number}&a=<"
    )
    assert "<script>x" not in made
    assert '=""><' not in made
    assert made.count("&lt;script&gt;x") >= 30
    assert 'href="?page=4&amp;a=&lt;"' in made
    assert made.index("Page 1") < made.index("…") < made.index("Page 9")
