"""What a chat shows of an answer: paragraphs, lists, numbers, words in each language."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from storewise.faces import ui
from storewise.faces.ui import chat, wordings

CHAT = Path(ui.__path__[0]) / "static" / "chat"


def test_an_answer_is_paragraphs_and_lists_with_numbers_apart() -> None:
    text = "Two kettles: [1][2]\n- One, €30. [1]\n- Another [2]\n\nIn stock.\nNo list: - this"
    assert list(chat.paragraphs(text)) == [
        ("p", [["Two kettles:", 1, 2]]),
        ("ul", [["One, €30.", 1], ["Another", 2]]),
        ("p", [["In stock."]]),
        ("p", [["No list: - this"]]),
    ]


@given(st.text(alphabet="ab -[]19\n\t<&", max_size=200))
def test_no_word_of_an_answer_is_lost_or_made(text: str) -> None:
    shown = "".join(
        f"[{piece}]" if isinstance(piece, int) else piece
        for _, lines in chat.paragraphs(text)
        for line in lines
        for piece in line
    )
    squeezed = "".join(re.sub(r"^- ", "", line) for line in text.splitlines())
    numbers = re.sub(r"\[0*(\d+)\]", lambda found: f"[{int(found[1])}]", squeezed)
    assert "".join(shown.split()) == "".join(numbers.split())


def test_a_place_in_a_document_is_told_in_words() -> None:
    assert chat.where(["Returns", "How long"], 3) == "Returns › How long, page 3"
    assert chat.where([], 3) == "page 3"
    assert chat.where(["Returns"], None) == "Returns"


def test_example_questions_suit_the_page_and_the_store() -> None:
    shop = chat.examples(["Kettles", "Mugs", "Pots"], product=False, documents=False)
    assert shop == ["Show me Kettles", "Show me Mugs", "Which brands do you carry?"]
    assert chat.examples([], product=False, documents=True)[-1] == "How can I return something?"
    assert chat.examples(["Kettles"], product=True, documents=True) == [
        "Tell me about this product",
        "What is the warranty?",
    ]


def test_every_language_says_all_that_the_chat_says() -> None:
    english = set(re.findall(r"^  (\w+):", (CHAT / "texts.js").read_text(), re.MULTILINE))
    for language, texts in wordings.TEXTS.items():
        assert set(texts) == english | {"ask"}, language
        assert language in wordings.GREETINGS
        assert language in wordings.INTRODUCTIONS
