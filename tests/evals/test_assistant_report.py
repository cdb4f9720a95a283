"""The evaluation's figures, and the check of its questions."""

from collections.abc import Callable

import pytest
from evals.assistant import checking, running
from evals.assistant.questions import Conversation, Expected
from evals.assistant.records import Constraint, Corpus, Record, policy
from evals.assistant.replies import Reply
from evals.assistant.scoring import score

LAMP = Record("1", "Acme lamp", "Acme", 1000, "", ("L1",), {"power": 40.0, "dimmable": True})
CORPUS = Corpus("shop", "EUR", {"1": LAMP}, {"guide": "Returns within 30 days."}, {})


def result(group: str, reply: Reply, turn: Expected, **tags: object) -> running.Result:
    asked = Conversation("shop", (turn,), group, f"{group}-1", dict(tags))
    return running.Result(asked, [reply], [score(turn, reply, CORPUS)], [[]])


def test_figures_are_shares_of_outcomes() -> None:
    turn = Expected("lamp under 5", want=(Constraint.parse("price < 5"),))
    told = running.report(
        {"icecat": [result("icecat", Reply("x", ("1",), ms=3.0), turn)]}, "offline"
    )
    assert told.figures["icecat"]["constraints"] == 0
    assert told.figures["icecat"]["answered"] == 1
    assert told.figures["all"]["p95_ms"] == 3.0
    assert "breaks price < 5" in told.failures[0]
    assert "constraints 0.000" in running.table(told.figures)


def test_a_failed_answer_is_counted() -> None:
    told = running.report(
        {"icecat": [result("icecat", Reply("x", verdict=""), Expected("hi"))]}, "x"
    )
    assert told.figures["all"]["unanswered"] == 1


def test_a_run_that_no_model_answered_says_so() -> None:
    found = {"icecat": [result("icecat", Reply("x"), Expected("hi"))]}
    assert not running.report(found, "offline").failures
    assert "STOREWISE_LLM__" in running.report(found, "model").failures[0]


def test_a_limit_takes_questions_from_all_over_the_set() -> None:
    many = [Conversation("shop", (), "icecat", str(number)) for number in range(100)]
    assert [each.name for each in running.spread(many, 3)] == ["0", "50", "99"]
    assert len(running.spread(many, None)) == 100


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Callable[[Expected], list[str]]:
    def of(turn: Expected) -> list[str]:
        asked = [Conversation("shop", (turn,), "icecat", "q")]
        monkeypatch.setattr(checking, "load", lambda group: asked if group == "icecat" else [])
        return list(checking.faults({"shop": CORPUS}))

    return of


@pytest.mark.parametrize(
    "turn",
    [
        Expected("?", want=(Constraint.parse("price > 99"),)),
        Expected("?", product="2"),
        Expected("?", product="1", fact="height"),
        Expected("?", product="1", fact="power", says=("60",)),
        Expected("?", product="1", fact="dimmable", affirmed=False),
        Expected("?", absent=True, want=(Constraint.parse("brand != Acme"),)),
        Expected("?", brands=("Bolt",)),
        Expected("?", documents=("manual",)),
        Expected("?", documents=("guide",), holds=("60 days",)),
    ],
)
def test_a_question_that_the_data_contradicts_is_found(
    faults: Callable[[Expected], list[str]], turn: Expected
) -> None:
    assert len(faults(turn)) == 1


def test_a_question_that_the_data_bears_out_is_left_alone(
    faults: Callable[[Expected], list[str]],
) -> None:
    assert not faults(Expected("?", product="1", fact="power", says=("40",)))
    assert not faults(Expected("?", documents=("guide",), holds=("30 days",)))


def test_a_policy_becomes_markdown_with_its_steps() -> None:
    step = {"text": "Ask why", "subtext": ["Too small", "Too big"]}
    told = policy("Returns / Size", "returns", {"instructions": ["Be kind."], "actions": [step]})
    assert told.startswith("# Returns / Size\n\nReturns.\n\nBe kind.")
    assert "1. Ask why\n   - Too small\n   - Too big\n" in told
