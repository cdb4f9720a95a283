"""The assistant in a terminal."""

from typing import Any

import pytest

FEED = """\
handle,title,description,brand,price,stock
kettle,Copper kettle,Boils two litres,Alto,49.00,3
tent,Two person tent,Light and dry,Borea,190.00,0
"""


@pytest.fixture
def shop(storewise: Any, tmp_path: Any) -> Any:
    path = tmp_path / "products.csv"
    path.write_text(FEED)
    storewise.answer("store", "create", "shop", "--name", "Shop")
    storewise.answer("import", str(path), "--store", "shop")
    return storewise


def test_a_question_is_answered_and_a_conversation_held(shop: Any) -> None:
    answer = shop.answer("ask", "what does the copper kettle cost?", "--store", "shop")
    assert "49.00" in answer["text"]
    assert answer["products"][0]["handle"] == "kettle"
    told = shop.run("ask", "--store", "shop", stdin="kettles\nis it in stock?\n\n")
    assert told.returncode == 0
    assert told.stdout.count("Copper kettle") >= 2
    assert "search_products" in told.stderr
    assert shop.run("ask", "hello", "--store", "nobody").returncode == 3
    assert shop.run("ask", "--store", "shop", "--json").returncode == 2
    assert shop.run("ask", "x" * 2001, "--store", "shop").returncode == 2
