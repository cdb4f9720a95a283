"""Passages snap to headings, paragraphs and sentence ends, and know where they stand."""

from collections.abc import Callable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from storewise.domain.ingestion.documents.chunking import MOST, chunked
from storewise.domain.ingestion.documents.layout import Block, Limit, laid_out
from storewise.domain.ingestion.documents.parsing import Parsed

Read = Callable[..., Parsed]
_TEXT = st.text(st.characters(codec="utf-8"), max_size=3 * MOST)
_BLOCKS = st.lists(
    st.builds(
        Block,
        _TEXT,
        st.sampled_from(["heading", "paragraph", "item", "row"]),
        st.integers(1, 6),
        st.none() | st.integers(1, 9),
    ),
    max_size=12,
)


@given(_BLOCKS)
def test_a_passage_is_the_text_of_its_span(blocks: list[Block]) -> None:
    text, placed = laid_out(blocks, Limit())
    chunks = chunked(text, placed)
    for before, after in pairwise(chunks):
        assert before.end <= after.start
    for chunk in chunks:
        assert text[chunk.start : chunk.end] == chunk.text
        assert 0 < len(chunk.text) <= MOST


@given(_BLOCKS)
def test_all_that_stands_under_headings_is_in_a_passage(blocks: list[Block]) -> None:
    text, placed = laid_out(blocks, Limit())
    covered = [False] * len(text)
    for chunk in chunked(text, placed):
        covered[chunk.start : chunk.end] = [True] * len(chunk.text)
    for each in placed:
        if each.block.kind != "heading":
            missed = [at for at in range(each.start, each.end) if not covered[at]]
            assert not "".join(text[at] for at in missed).strip()


def test_passages_never_cross_a_heading(read: Read) -> None:
    parsed = read("# A\n\nOne.\n\n## B\n\nTwo.\n\n# C\n\n## D\n\nThree.\n")
    assert [(chunk.title_path, chunk.text) for chunk in parsed.chunks] == [
        (("A",), "One."),
        (("A", "B"), "Two."),
        (("C", "D"), "Three."),
    ]


def test_long_text_is_cut_at_the_ends_of_sentences(read: Read) -> None:
    sentence = "Goods that were used may be sent back when they are faulty. "
    parsed = read("# Returns\n\n" + sentence * 60)
    assert len(parsed.chunks) > 3
    for chunk in parsed.chunks:
        assert chunk.text.startswith("Goods")
        assert chunk.text.endswith("faulty.")
    assert all(len(chunk.text) > MOST / 2 for chunk in parsed.chunks[:-1])


def test_a_list_stays_with_the_line_that_leads_into_it(read: Read) -> None:
    filler = "Some words that fill the passage up. " * 23
    parsed = read(f"{filler}\n\nThe package holds:\n\n- a kettle\n- a base\n- this leaflet\n")
    assert parsed.chunks[-1].text == "The package holds:\n\n- a kettle\n- a base\n- this leaflet"


def test_each_question_of_an_faq_is_a_passage_with_its_answer(read: Read) -> None:
    parsed = read("## FAQ\n1) Is it loud?\n   No.\n\n2) Is it heavy?\n   2 kg.\n")
    assert [chunk.text for chunk in parsed.chunks] == [
        "1. Is it loud?\nNo.",
        "2. Is it heavy?\n2 kg.",
    ]


def test_a_document_of_headings_only_has_passages(read: Read) -> None:
    assert [chunk.text for chunk in read("# Open all day\n\n# Closed at night\n").chunks] == [
        "Open all day\n\nClosed at night"
    ]
