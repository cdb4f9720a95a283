"""What is released, and when, of an answer that arrives in pieces."""

import itertools
from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from storewise.domain.assistant.proof import Gate, Prover
from storewise.domain.assistant.proof.splitting import statement_end

Make = Callable[..., Prover]

ANSWER = """Here is what I found:
- HP LaserJet 1020 laser printer: €99.00, in stock. [P1]
- Canon PIXMA TS5350 inkjet printer: €79.00, sold out. [P2]
- Canon PIXMA TS5350 inkjet printer: €1.00, sold out. [P2]

The Canon has a 1.44-inch display, e.g. for photos. [P2] It is free! [P2]
You may return any item within 30 days. [D1][D2] Would you like to compare them?"""


def _said(prover: Prover, pieces: Sequence[str]) -> tuple[str, Gate]:
    gate = Gate(prover)
    released = [each for piece in pieces for each in gate.feed(piece)] + gate.finish()
    return "".join(each.text for each in released), gate


def _cut(text: str, places: Sequence[int]) -> list[str]:
    edges = [0, *sorted(place % (len(text) + 1) for place in places), len(text)]
    return [text[a:b] for a, b in itertools.pairwise(edges)]


def test_what_holds_is_released_and_the_rest_is_not(prover: Make) -> None:
    text, gate = _said(prover("printers"), [ANSWER])
    assert text == (
        "Here is what I found:\n"
        "- HP LaserJet 1020 laser printer: €99.00, in stock. [1]\n"
        "- Canon PIXMA TS5350 inkjet printer: €79.00, sold out. [2]\n\n"
        "The Canon has a 1.44-inch display, e.g. for photos. [2]\n"
        "You may return any item within 30 days. [3] Would you like to compare them?"
    )
    assert gate.removed >= 2
    assert gate.statements > gate.removed


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(places=st.lists(st.integers(min_value=0, max_value=10_000), max_size=60))
def test_what_is_released_does_not_depend_on_the_pieces(prover: Make, places: list[int]) -> None:
    whole, _ = _said(prover("printers"), [ANSWER])
    assert _said(prover("printers"), _cut(ANSWER, places))[0] == whole


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    text=st.text(alphabet='aP1 [].!?:\n-,;)(*e.g“”"', max_size=80),
    places=st.lists(st.integers(min_value=0, max_value=100), max_size=30),
)
def test_no_text_however_odd_depends_on_the_pieces(
    prover: Make, text: str, places: list[int]
) -> None:
    whole, gate = _said(prover(), [text])
    cut, other = _said(prover(), _cut(text, places))
    assert cut == whole
    assert other.statements == gate.statements
    assert other.removed == gate.removed


def test_a_statement_is_released_before_the_next_one_is_complete(prover: Make) -> None:
    gate = Gate(prover())
    assert gate.feed("The HP LaserJet 1020 costs €99.00. [P") == []
    assert gate.feed("1]") == []
    (release,) = gate.feed(" It")
    assert release.text == "The HP LaserJet 1020 costs €99.00. [1]"
    assert [each.number for each in release.citations] == [1]
    assert release.products == ["P1"]


def test_a_source_is_told_once(prover: Make) -> None:
    gate = Gate(prover())
    released = gate.feed("The HP LaserJet 1020 costs €99.00. [P1] It weighs 5 kg. [P1] And")
    assert [len(each.citations) for each in released] == [1, 0]
    assert [each.products for each in released] == [["P1"], []]


def test_an_announcement_goes_when_nothing_follows_it(prover: Make) -> None:
    assert _said(prover(), ["Here is what I found:\n- HP LaserJet 1020: €1.00. [P1]\n"])[0] == ""


def test_an_announcement_does_not_lead_to_something_else(prover: Make) -> None:
    text, _ = _said(
        prover(), ["Here is what I found:\n- It is free. [P1]\n\nWould you like to compare them?"]
    )
    assert text == "Would you like to compare them?"


def test_a_statement_without_an_end_is_cut_off_and_refused(prover: Make) -> None:
    gate = Gate(prover())
    assert gate.feed("word " * 1000) == []
    assert gate.removed == 1
    (release,) = gate.feed(". The HP LaserJet 1020 costs €99.00. [P1] And")
    assert release.text == "The HP LaserJet 1020 costs €99.00. [1]"


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("It weighs 3.5 kg. Then", "It weighs 3.5 kg."),
        ("Use it for photos, e.g. portraits. Then", "Use it for photos, e.g. portraits."),
        ("Made in the U.S. by hand. Then", "Made in the U.S. by hand."),
        ("1. The first one. Then", "1. The first one."),
        ("- a list line\n- another", "- a list line\n"),
        ("In stock. [P1] Then", "In stock. [P1]"),
        ("In stock. [P1][D2] Then", "In stock. [P1][D2]"),
        ("In stock [P1]. Then", "In stock [P1]."),
        ("Really?! Then", "Really?!"),
        ('He said "no." Then', 'He said "no."'),
        ("Wait… Then", "Wait…"),
        ("これは安い。次", "これは安い。"),
        ("It is from StarTech.com and new. Then", "It is from StarTech.com and new."),
    ],
)
def test_a_statement_ends_where_its_sentence_ends(text: str, statement: str) -> None:
    end = statement_end(text)
    assert end is not None
    assert text[:end] == statement


@pytest.mark.parametrize(
    "text", ["It costs 3.", "In stock. [", "In stock. [P1", "Wait", "a b ", ""]
)
def test_no_end_is_seen_where_more_may_belong_to_it(text: str) -> None:
    assert statement_end(text) is None


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ('- "Sale items cannot be returned." [D1]', True),
        ('- "Sale items are gladly taken back." [D1]', False),
    ],
)
def test_a_lead_with_a_reference_waits_for_what_it_announces(
    prover: Make, rest: str, said: bool
) -> None:
    text, _ = _said(prover(), [f'The store\'s document "Returns and refunds" says: [D1]\n{rest}'])
    assert bool(text) == said
