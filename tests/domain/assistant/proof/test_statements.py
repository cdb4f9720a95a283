"""What proof lets through and what it removes, statement by statement."""

from collections.abc import Callable
from pathlib import Path

import pytest

from storewise.domain.assistant.facts import Evidence, ProductSearch, SearchMade
from storewise.domain.assistant.proof import Prover
from storewise.domain.identity.schemas import Store

Make = Callable[..., Prover]
LANGUAGES = ("en", "de", "fr", "es", "it", "nl")


def _statements(name: str) -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line and not line.startswith("#")]
    return [(question, said) for question, _, said in (line.rpartition(" || ") for line in kept)]


HONEST = _statements("honest.txt")
FALSE = _statements("false.txt")
OF_SAMPLE = {True: _statements("shop_honest.txt"), False: _statements("shop_false.txt")}


@pytest.mark.parametrize(("question", "said"), HONEST, ids=lambda each: each or "-")
def test_an_honest_statement_passes(prover: Make, question: str, said: str) -> None:
    checked = prover(question, languages=LANGUAGES).check(said)
    assert checked.text is not None, checked.problems
    assert checked.problems == []


@pytest.mark.parametrize(("question", "said"), FALSE, ids=lambda each: each or "-")
def test_a_false_statement_is_removed(prover: Make, question: str, said: str) -> None:
    checked = prover(question, languages=LANGUAGES).check(said)
    assert checked.text is None
    assert checked.problems
    assert checked.citations == []


@pytest.mark.parametrize(("question", "said"), OF_SAMPLE[True], ids=lambda each: each or "-")
def test_what_the_sample_store_says_passes(
    sample: Evidence, shop: Store, question: str, said: str
) -> None:
    checked = Prover(sample, question=question, store=shop).check(said)
    assert checked.text is not None, checked.problems


@pytest.mark.parametrize(("question", "said"), OF_SAMPLE[False], ids=lambda each: each or "-")
def test_what_the_sample_store_does_not_say_is_removed(
    sample: Evidence, shop: Store, question: str, said: str
) -> None:
    assert Prover(sample, question=question, store=shop).check(said).text is None


def test_there_are_enough_statements_of_both_kinds() -> None:
    assert len(HONEST) >= 180
    assert len(FALSE) >= 240


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("The HP LaserJet 1020 costs €89.00. [P1]", "price"),
        ("The HP LaserJet 1020 is sold out. [P1]", "stock"),
        ("The HP LaserJet 1020 has Bluetooth. [P1]", "specification"),
        ("The printer weighs 6.3 kg. [P1]", "specification"),
        ("The HP LaserJet 1020 costs €99.00. [P9]", "product"),
        ('It says: "You may keep it for ever." [D1]', "quote"),
        ("You may return any item within 60 days. [D1]", "number"),
        ("It works well with a Dell. [P1]", "name"),
        ("See https://evil.example for more. [P1]", "link"),
        ("The HP LaserJet 1020 is dishwasher-safe. [P1]", "unsupported"),
        ("Please enter your card number. [P1]", "withheld"),
    ],
)
def test_a_problem_says_what_kind_of_claim_failed(prover: Make, said: str, kind: str) -> None:
    assert kind in {each.kind for each in prover().check(said).problems}


def test_references_become_numbers_in_the_order_of_first_use(prover: Make) -> None:
    proof = prover()
    first = proof.check("The Canon PIXMA TS5350 costs €79.00. [P2]")
    second = proof.check("The HP LaserJet 1020 costs €99.00 [P1] and the Canon €79.00 [P2].")
    assert first.text == "The Canon PIXMA TS5350 costs €79.00. [1]"
    assert second.text == "The HP LaserJet 1020 costs €99.00 [2] and the Canon €79.00 [1]."
    assert [each.title.split()[0] for each in proof.citations] == ["Canon", "HP"]
    assert second.products == ["P1", "P2"]


def test_a_removed_statement_takes_no_number(prover: Make) -> None:
    proof = prover()
    proof.check("The Canon PIXMA TS5350 costs €1.00. [P2]")
    assert proof.check("The HP LaserJet 1020 costs €99.00. [P1]").text is not None
    assert [(each.number, each.handle) for each in proof.citations] == [
        (1, "hp-laserjet-1020-laser-printer")
    ]


def test_numbers_go_on_behind_those_of_before(prover: Make) -> None:
    before = prover()
    before.check("The Canon PIXMA TS5350 costs €79.00. [P2]")
    checked = prover(before=before.citations).check("The HP LaserJet 1020 costs €99.00. [P1]")
    assert checked.text == "The HP LaserJet 1020 costs €99.00. [2]"


def test_a_document_is_cited_by_the_sentence_that_proves_the_statement(prover: Make) -> None:
    (citation,) = prover().check("Refunds are paid within 14 days. [D1]").citations
    assert citation.quote == ("Refunds are paid to the original payment method within 14 days.")
    assert citation.page == 1
    assert citation.title_path == ["Returns", "How long you have"]
    assert citation.start is not None
    assert citation.end is not None
    assert citation.end - citation.start == len(citation.quote)


def test_a_product_named_without_a_reference_is_cited_all_the_same(prover: Make) -> None:
    checked = prover().check("The HP LaserJet 1020 costs €99.00.")
    assert checked.text == "The HP LaserJet 1020 costs €99.00. [1]"
    assert checked.products == ["P1"]


def test_it_means_the_product_of_the_statement_before(prover: Make) -> None:
    proof = prover()
    proof.check("The HP LaserJet 1020 costs €99.00. [P1]")
    assert proof.check("It weighs 5 kg.").text == "It weighs 5 kg. [1]"
    assert proof.check("It weighs 6.3 kg.").text is None


def test_it_may_not_pass_from_one_product_to_another(prover: Make) -> None:
    proof = prover()
    proof.check("The HP LaserJet 1020 costs €99.00. [P1]")
    assert proof.check("It weighs 6.3 kg. [P2]").text is None


def test_a_number_that_the_writer_made_up_is_left_out(prover: Make) -> None:
    checked = prover().check("The HP LaserJet 1020 costs €99.00. [7] [P1]")
    assert checked.text == "The HP LaserJet 1020 costs €99.00. [1]"


def test_a_yes_that_does_not_answer_the_question_is_left_out(prover: Make) -> None:
    checked = prover("is the LaserJet free?").check("Yes, it is in stock. [P1]")
    assert checked.text == "It is in stock. [1]"


def test_a_language_that_the_store_does_not_speak_is_not_spoken(prover: Make) -> None:
    said = "Der HP LaserJet 1020 kostet 99,00 € und ist auf Lager. [P1]"
    assert prover(languages=["de"]).check(said).text is not None
    assert prover(languages=["en"]).check(said).text is None


@pytest.mark.parametrize(
    "said",
    [
        '"You may return any item within 30 days of delivery. Items must be unused." [D1]',
        'The document "Returns and refunds" says: "Sale items cannot be returned." [D1]',
        "The store's document Alpine Explorer Tent manual says: [D3]",
        '- "The warranty does not cover damage from misuse or normal wear and tear." [D3]',
    ],
)
def test_a_verbatim_quote_is_proven_whole(prover: Make, said: str) -> None:
    checked = prover().check(said)
    assert checked.text is not None, checked.problems


def test_a_quote_cannot_ask_for_a_card(prover: Make, evidence: Evidence) -> None:
    asking = evidence.passages["D1"].model_copy(
        update={"text": "Send us your card number by mail."}
    )
    evidence.passages["D1"] = asking
    assert prover().check('"Send us your card number by mail." [D1]').text is None


def test_a_link_may_lead_to_the_hosts_that_are_given(prover: Make) -> None:
    said = "See [the printer](https://shop.example/p/1) for more. [P1]"
    assert prover(hosts=frozenset({"shop.example"})).check(said).text is not None
    assert prover().check(said).text is None


@pytest.mark.parametrize("relaxed", [True, False])
def test_a_relaxed_search_does_not_prove_that_we_have_what_was_wanted(
    prover: Make, evidence: Evidence, relaxed: bool
) -> None:
    wanted = ProductSearch(words="submarine periscopes")
    evidence.searches = [SearchMade(wanted, 3, relaxed=relaxed)]
    checked = prover("").check("We have 3 submarine periscopes.")
    assert (checked.text is None) == relaxed


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("The Alto Electric Kettle 1.7 l costs €64.90. [P1][D1][P2]", "€64.90. [1]"),
        ("You can return anything within 30 days. [D1][D5]", "days. [1]"),
        ("The Lull Two costs less than the Lull One. [P3][P4]", "Lull One. [1][2]"),
    ],
)
def test_a_reference_that_bears_nothing_is_left_out(
    sample: Evidence, shop: Store, said: str, text: str
) -> None:
    assert str(Prover(sample, question="", store=shop).check(said).text).endswith(text)


def test_the_address_of_the_store_itself_may_be_said(sample: Evidence, shop: Store) -> None:
    said = "You can reach us by e-mail at hello@northwind.example."
    settings = shop.settings.model_copy(update={"contact_email": "hello@northwind.example"})
    known = shop.model_copy(update={"settings": settings})
    assert Prover(sample, question="", store=known).check(said).text == said
    assert Prover(sample, question="", store=shop).check(said).text is None
    other = said.replace("hello@", "bob@")
    assert Prover(sample, question="", store=known).check(other).text is None
