"""Turns of a conversation that a scripted model words, and what becomes of them without it."""

from collections.abc import Awaitable, Callable

from tests.factories.provider import Provider, Reply

from storewise.domain.assistant.schemas import Answer, AnswerMode, Verdict
from storewise.domain.identity.schemas import Store

AskIt = Callable[..., Awaitable[Answer]]


def search(words: str) -> Reply:
    return Reply(calls=(("search_products", {"words": words}),))


async def test_what_a_model_says_is_proven_and_counted(
    shop: Store, provider: Provider, ask: AskIt
) -> None:
    said = "The Borea two person tent costs €190.00. [P1] It was made on the moon. [P1]"
    provider.replies = [search("tent"), Reply(said)]
    answer = await ask(shop, "a tent?")
    assert answer.text == "The Borea two person tent costs €190.00. [1]"
    assert (answer.mode, answer.verdict) == (AnswerMode.MODEL, Verdict.TRIMMED)
    assert answer.usage.model == "scripted"
    assert answer.usage.input_tokens == 200
    assert answer.notice is None


async def test_without_its_provider_the_catalogue_answers_and_says_so(
    shop: Store, provider: Provider, ask: AskIt
) -> None:
    provider.respond = lambda _: Reply(status=503)
    answer = await ask(shop, "a tent?")
    assert answer.mode is AnswerMode.CATALOGUE
    assert "does not answer right now" in (answer.notice or "")
    assert "tent" in answer.text


async def test_a_connection_that_breaks_leaves_no_half_of_a_price(
    shop: Store, provider: Provider, ask: AskIt
) -> None:
    said = "The Borea two person tent costs €190.00. [P1] The next costs €1"
    provider.replies = [search("tent"), Reply(said, cut_after=11)]
    answer = await ask(shop, "a tent?")
    assert answer.mode is AnswerMode.CATALOGUE
    assert "The next" not in answer.text


async def test_personal_data_never_reaches_the_provider(
    shop: Store, provider: Provider, ask: AskIt
) -> None:
    provider.replies = [search("tent"), Reply("Gladly.")]
    first = await ask(shop, "a tent for ada.lovelace@example.org?")
    await ask(shop, "and a kettle? my card is 4111 1111 1111 1111", session=first.session)
    sent = "".join(asked.everything for asked in provider.asked)
    assert "lovelace" not in sent
    assert "1111 1111" not in sent
    assert "[e-mail]" in sent
