"""Descriptions are made safe whatever they hold."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storewise.faces.storefront.description import plain_text, rich_text

PIECES = st.sampled_from(
    ["<script>", "</script>", "<p>", "</p>", "<img src=x onerror=y>", "<b", ">", "&lt;script&gt;",
     "<svg/onload=z>", "javascript:", "<a href=javascript:x>", "<style>", "text", "\n\n", "<h1>",
     "<!--", "-->", "<iframe srcdoc='", "'", '"', "</h2>", "<table><td>"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
def test_only_harmless_elements_without_attributes_remain(description: str) -> None:
    for tag in re.findall(r"<[^>]*>", str(rich_text(description))):
        assert re.fullmatch(
            r"</?(b|blockquote|br|em|h3|h4|i|li|ol|p|strong|sub|sup|u|ul|table|tbody|td|th|thead|tr)>",
            tag,
        ), tag


@given(st.lists(PIECES, max_size=12).map("".join))
def test_plain_text_is_one_short_line(description: str) -> None:
    text = plain_text(description, 80)
    assert len(text) <= 80
    assert "\n" not in text


@pytest.mark.parametrize(
    ("description", "shown"),
    [
        ("One.\n\nTwo & three\nfour", "<p>One.</p><p>Two &amp; three<br>four</p>"),
        ("<h1>Head</h1><h5>Low</h5>", "<h3>Head</h3><h4>Low</h4>"),
        ('<p class="x">A<br>B</p>', "<p>A<br>B</p>"),
        ("1 < 2 and 3 > 2", "<p>1 &lt; 2 and 3 &gt; 2</p>"),
        ("", ""),
    ],
)
def test_descriptions_become_paragraphs_and_low_headings(description: str, shown: str) -> None:
    assert str(rich_text(description)) == shown


def test_a_summary_ends_at_a_word() -> None:
    assert plain_text("<p>Alpha beta</p><p>gamma delta</p>", 18) == "Alpha beta gamma…"
