"""The evaluation's own scorers: each can pass and each can fail."""

import pytest
from evals.assistant import grounding, questions
from evals.assistant.questions import Expected
from evals.assistant.records import Constraint, Corpus, Record, plain
from evals.assistant.replies import Reply, Source
from evals.assistant.scoring import price_pattern, score

MOUSE = Record(
    "1", "Acme M1 mouse Black", "Acme", 1995, "Quiet mouse", ("M1", "0401234567890"),
    {"weight": 90.0, "bluetooth": False, "product_colour": "Black"},
)  # fmt: skip
KEYBOARD = Record("2", "Bolt K200 keyboard White", "Bolt", 123450, "", ("K200",), {"weight": 800.0})
MANUAL = (
    "# Acme M1\n\n## Warranty\n\nThe warranty runs for **two years** from the date of purchase."
)
CORPUS = Corpus("shop", "EUR", {"1": MOUSE, "2": KEYBOARD}, {"m1": MANUAL}, {"m1": "M1 guide"})
PASSAGE = "The warranty runs for two years from the date of purchase."


def answer(text: str, *keys: str, verdict: str = "proven") -> Reply:
    sources = tuple(
        Source(number, "product", key, CORPUS.records[key].title)
        for number, key in enumerate(keys, 1)
    )
    return Reply(text, products=keys, sources=sources, verdict=verdict)


def quoted(text: str, key: str = "m1", passage: str = PASSAGE) -> Reply:
    return Reply(text, sources=(Source(1, "document", key, "Acme M1 > Warranty", passage),))


def constraints(*written: str) -> tuple[Constraint, ...]:
    return tuple(Constraint.parse(each) for each in written)


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        ("price < 20", True),
        ("price < 19.95", False),
        ("brand = acme", True),
        ("brand != Acme", False),
        ("weight <= 90", True),
        ("bluetooth = false", True),
        ("bluetooth = true", False),
        ("any ~ quiet", True),
        ("text !~ mouse", False),
        ("height > 1", False),
        ("height != 1", True),
    ],
)
def test_a_constraint_compares_with_the_raw_record(written: str, holds: bool) -> None:
    assert Constraint.parse(written).holds(MOUSE) is holds


def test_a_constraint_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no constraint"):
        Constraint.parse("price about 20")


def test_each_shown_product_is_held_against_the_constraints() -> None:
    asked = Expected("cheap ones", want=constraints("price < 100"))
    scored = score(asked, answer("Here. [1] [2]", "1", "2"), CORPUS)
    assert scored.marks["answered"] == [True]
    assert scored.marks["constraints"] == [True, False]


def test_the_nearest_thing_is_no_answer_and_breaks_no_constraint() -> None:
    asked = Expected("cheap ones", want=constraints("price < 100"))
    scored = score(asked, answer("Nothing here fits; the nearest is K200. [1]", "2"), CORPUS)
    assert scored.marks == {"answered": [False], "constraints, nearest too": [False]}


def test_an_answer_that_shows_nothing_is_not_answered() -> None:
    asked = Expected("cheap ones", want=constraints("price < 100"))
    assert score(asked, answer("Sorry."), CORPUS).marks == {"answered": [False]}


def test_the_cheapest_must_come_first() -> None:
    asked = Expected("cheapest?", want=constraints("price > 1"), cheapest=True)
    assert score(asked, answer("M1 [1]", "1"), CORPUS).marks["cheapest"] == [True]
    assert score(asked, answer("K200 [1]", "2"), CORPUS).marks["cheapest"] == [False]


def test_a_price_must_be_said_and_its_product_cited() -> None:
    asked = Expected("price?", product="1", fact="price")
    assert score(asked, answer("It costs €19.95. [1]", "1"), CORPUS).right
    assert not score(asked, answer("It costs €19.99. [1]", "1"), CORPUS).right
    assert not score(asked, answer("It costs €19.95. [1]", "2"), CORPUS).right


def test_a_price_is_known_in_the_ways_people_write_it() -> None:
    for written in ("€1,234.50", "1.234,50 €", "1234.50"):
        assert price_pattern(123450).search(written)
    assert not price_pattern(123450).search("€11,234.50")
    assert price_pattern(2000).search("€20")


def test_a_fact_in_a_citation_number_does_not_count() -> None:
    asked = Expected("how many?", product="1", says=("1",))
    assert not score(asked, answer("Several. [1]", "1"), CORPUS).right


def test_yes_and_no_are_told_apart() -> None:
    no = Expected("bluetooth?", product="1", fact="bluetooth", affirmed=False)
    assert score(no, answer("Bluetooth: no. [1]", "1"), CORPUS).right
    assert not score(no, answer("Yes, it has Bluetooth. [1]", "1"), CORPUS).right
    assert not score(no, answer("The store does not say. [1]", "1"), CORPUS).right
    yes = Expected("bluetooth?", product="1", fact="bluetooth", affirmed=True)
    assert not score(yes, answer("It has no Bluetooth. [1]", "1"), CORPUS).right


def test_a_comparison_names_the_winner() -> None:
    asked = Expected("which is cheaper?", product="1", versus="2")
    right = "Acme M1 mouse Black [1] is cheaper than Bolt K200 keyboard White [2]."
    wrong = "Bolt K200 keyboard White [2] is cheaper than Acme M1 mouse Black [1]."
    assert score(asked, answer(right, "1", "2"), CORPUS).right
    assert not score(asked, answer(wrong, "1", "2"), CORPUS).right
    assert not score(asked, answer("Both are fine. [1] [2]", "1", "2"), CORPUS).right


def test_the_second_one_is_the_second_of_the_list_before() -> None:
    asked = Expected("the second one?", refers=2, fact="price")
    before = answer("Two. [1] [2]", "1", "2")
    assert score(asked, answer("€1,234.50 [1]", "2"), CORPUS, before).right
    assert not score(asked, answer("€19.95 [1]", "1"), CORPUS, before).right


def test_cheaper_is_cheaper_than_what_was_shown() -> None:
    asked = Expected("cheaper?", cheaper=True)
    assert score(asked, answer("M1 [1]", "1"), CORPUS, answer("K200", "2")).right
    assert not score(asked, answer("K200 [1]", "2"), CORPUS, answer("K200", "2")).right


def test_the_first_passage_must_be_of_the_document_and_hold_the_phrase() -> None:
    asked = Expected("warranty?", documents=("m1",), holds=("Two years",))
    assert score(asked, quoted("Two years [1]"), CORPUS).right
    assert not score(asked, quoted("Two years [1]", key="m2"), CORPUS).right
    assert not score(asked, quoted("Two years [1]", passage="Care"), CORPUS).right
    assert not score(asked, answer("Two years."), CORPUS).right


def test_what_must_be_declined_is_refused_or_counted() -> None:
    asked = Expected("a joke", decline=True)
    assert score(asked, answer("No.", verdict="declined"), CORPUS).right
    assert score(asked, answer("I don't have that.", verdict="replaced"), CORPUS).right
    assert not score(asked, answer("M1 [1]", "1"), CORPUS).right


def test_brands_are_counted() -> None:
    asked = Expected("brands?", brands=("Acme", "Bolt"), least=2, not_brands=("Zed",))
    assert score(asked, answer("Acme and Bolt."), CORPUS).right
    assert not score(asked, answer("Acme."), CORPUS).right
    assert not score(asked, answer("Acme, Bolt and Zed."), CORPUS).right


@pytest.mark.parametrize(
    "text",
    [
        "Acme M1 mouse Black costs €19.95 and is in stock. [1]",
        "It weighs 90 g. [1]",
        "I found 12 products under €50, not 3. The first is the M1. [1]",
        "1. Acme M1 mouse Black [1]",
    ],
)
def test_what_stands_in_the_data_is_grounded(text: str) -> None:
    assert grounding.violations(answer(text, "1"), CORPUS, ["under 50 euro, 3 of them"]) == []


@pytest.mark.parametrize(
    "text",
    [
        "It costs €18.95. [1]",
        "It costs $19.95. [1]",
        "It is out of stock. [1]",
        "It weighs 95 g. [1]",
        "It has the sensor PX3395. [1]",
        "It is made by Bolt. [1]",
        "The maker says “the best mouse that was ever built”. [1]",
    ],
)
def test_what_does_not_stand_in_the_data_is_found(text: str) -> None:
    assert grounding.violations(answer(text, "1"), CORPUS, ["tell me about it"])


def test_a_number_of_another_product_is_no_ground() -> None:
    told = answer("The M1 weighs 800 g. [1]\nThe K200 weighs 800 g. [2]", "1", "2")
    assert len(grounding.violations(told, CORPUS, [])) == 1


def test_brands_in_a_list_without_citations_are_no_claim_about_what_is_cited() -> None:
    told = answer("We have:\n- Bolt: 3 products\nThe first is the M1. [1]", "1")
    assert grounding.violations(told, CORPUS, []) == []


def test_a_quote_must_stand_in_the_document() -> None:
    right = quoted("The manual says: “The warranty runs for two years from the date of…” [1]")
    wrong = quoted("The manual says: “The warranty runs for ten whole years from then” [1]")
    assert grounding.violations(right, CORPUS, []) == []
    assert grounding.violations(wrong, CORPUS, [])


def test_a_product_is_not_taken_for_the_document_of_the_same_key() -> None:
    corpus = Corpus("shop", "EUR", {"1": MOUSE}, {"1": "It is out of stock."}, {"1": "x"})
    told = Reply("It is out of stock. [1]", sources=(Source(1, "product", "1", MOUSE.title),))
    assert grounding.violations(told, corpus, [])


def test_a_card_with_another_price_is_found() -> None:
    told = Reply("Here.", products=("1",), titles={"1": MOUSE.title}, prices={"1": 100})
    assert grounding.violations(told, CORPUS, [])


def test_phrases_are_compared_without_markdown() -> None:
    assert plain("- **Weight**:  15 lbs") == "- weight: 15 lbs"


@pytest.mark.parametrize("group", questions.SETS)
def test_the_questions_can_be_read(group: str) -> None:
    read = questions.load(group)
    texts = [turn.ask for each in read for turn in each.turns if len(each.turns) == 1]
    assert len(texts) == len(set(texts))
    assert all(each.turns for each in read)
