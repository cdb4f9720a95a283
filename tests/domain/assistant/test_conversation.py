"""A conversation from the question to what is kept of it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing

import pytest
from sqlalchemy import text

from storewise.domain.assistant import service as assistant
from storewise.domain.assistant.conversation import NOTHING
from storewise.domain.assistant.errors import (
    AnswerNotFound,
    AssistantOff,
    ConversationNotFound,
)
from storewise.domain.assistant.facts import ProductSearch
from storewise.domain.assistant.schemas import (
    Answer,
    AnswerMode,
    Ask,
    AssistantSettings,
    Budget,
    Channel,
    Cited,
    ConversationFilter,
    Done,
    Failed,
    Feedback,
    ProductsShown,
    Status,
    TextDelta,
    ToolCalled,
    ToolReturned,
    Usage,
    Verdict,
)
from storewise.domain.assistant.turn import Turn
from storewise.domain.catalog import service as catalog
from storewise.domain.identity.schemas import Store
from storewise.domain.search import service as search
from storewise.domain.search.schemas import Sort
from storewise.infra.llm import ModelUnavailable
from storewise.infra.tenancy import ANONYMOUS, SYSTEM, Tenancy

from .conftest import draft, events, scripted

AskIt = Callable[..., Awaitable[Answer]]


async def kettles(turn: Turn) -> None:
    await turn.toolbox.search_products(ProductSearch(words="kettle", sort=Sort.PRICE))


async def test_an_answer_streams_its_tools_its_words_its_sources_and_its_cards(
    tenancy: Tenancy, shop: Store
) -> None:
    told = await events(
        tenancy, shop, "a kettle?", catalogue=scripted("It costs €35.00. [P1]", before=kettles)
    )
    kinds = [type(event) for event in told]
    assert kinds == [
        Status, ToolCalled, ToolReturned, TextDelta, Cited, ProductsShown, Done
    ]  # fmt: skip
    answer = told[-1].answer
    assert answer.text == "It costs €35.00. [1]"
    assert answer.products[0].handle == answer.citations[0].handle == "red-kettle"
    assert (answer.mode, answer.verdict) == (AnswerMode.CATALOGUE, Verdict.PROVEN)
    assert told[0].session == answer.session


async def test_a_price_that_is_not_the_products_never_reaches_the_shopper(
    tenancy: Tenancy, shop: Store
) -> None:
    told = await events(
        tenancy, shop, "a kettle?", catalogue=scripted("It costs €1.00. [P1]", before=kettles)
    )
    assert "1.00" not in "".join(e.text for e in told if isinstance(e, TextDelta))
    answer = told[-1].answer
    assert (answer.text, answer.verdict, answer.products) == (NOTHING, Verdict.REPLACED, [])


async def test_a_true_statement_stays_when_a_false_one_beside_it_is_removed(
    shop: Store, ask: AskIt
) -> None:
    lie = scripted("It costs €35.00. [P1] It weighs 9 kg. [P1]", before=kettles)
    answer = await ask(shop, "a kettle?", catalogue=lie)
    assert (answer.text, answer.verdict) == ("It costs €35.00. [1]", Verdict.TRIMMED)


async def test_a_title_that_ends_in_original_tells_of_no_former_price(
    tenancy: Tenancy, shop: Store, ask: AskIt, run_jobs: Callable[[], Awaitable[None]]
) -> None:
    drum = draft("drum", "Oki printer drum Original", price=10195)
    async with tenancy.scope(shop.id, SYSTEM) as scope:
        await catalog.write_products(scope, [catalog.ProductWrite(drum)])
    await run_jobs()
    async with tenancy.scope(shop.id, SYSTEM) as scope:
        await search.refresh(scope)

    async def look(turn: Turn) -> None:
        await turn.toolbox.search_products(ProductSearch(words="drum", limit=1))

    says = "Oki printer drum Original costs €101.95 and is in stock. [P1]"
    answer = await ask(shop, "a drum?", catalogue=scripted(says, before=look))
    assert (answer.verdict, answer.text) == (Verdict.PROVEN, says.replace("P1", "1"))


async def test_a_conversation_goes_on_under_its_token_and_remembers(
    shop: Store, ask: AskIt
) -> None:
    first = await ask(
        shop, "kettles?", catalogue=scripted("The Alto red enamel kettle. [P1]", before=kettles)
    )
    seen: list[Turn] = []

    async def look(turn: Turn) -> None:
        seen.append(turn)

    again = scripted("It costs €35.00. [P1]", before=look)
    second = await ask(shop, "how much is it?", session=first.session, catalogue=again)
    assert second.session == first.session
    assert seen[0].memory.focus == "P1"
    assert [exchange.question for exchange in seen[0].history] == ["kettles?"]
    # It was read anew, so that it is proof in this turn although no tool was called.
    assert second.verdict is Verdict.PROVEN


async def test_another_stores_token_opens_nothing(
    shop: Store, other_store: Store, ask: AskIt, tenancy: Tenancy
) -> None:
    first = await ask(shop, "hello", catalogue=scripted("Hello."))
    elsewhere = await ask(other_store, "hello", session=first.session, catalogue=scripted("Hello."))
    assert elsewhere.session != first.session
    async with tenancy.scope(other_store.id, SYSTEM) as scope:
        with pytest.raises(ConversationNotFound):
            await assistant.history(scope, first.session)


async def test_personal_data_is_masked_before_anything_sees_it(
    shop: Store, ask: AskIt, tenancy: Tenancy
) -> None:
    seen: list[str] = []

    async def look(turn: Turn) -> None:
        seen.append(turn.question)

    answer = await ask(shop, "Mail me at jo@example.com", catalogue=scripted("Hello.", before=look))
    async with tenancy.scope(shop.id, SYSTEM) as scope:
        kept = await assistant.history(scope, answer.session)
    assert "jo@example.com" not in seen[0] + kept[0].question
    assert "[e-mail]" in seen[0]


async def test_a_model_that_is_away_is_replaced_by_the_catalogue_and_the_answer_says_so(
    shop: Store, ask: AskIt
) -> None:
    async def away(turn: Turn) -> AsyncIterator[str]:
        yield "The kettle co"
        raise ModelUnavailable

    answer = await ask(
        shop, "hello", model=away, catalogue=scripted("It costs €35.00. [P1]", before=kettles)
    )
    assert answer.mode is AnswerMode.CATALOGUE
    assert answer.text == "It costs €35.00. [1]"
    assert "does not answer" in (answer.notice or "")


async def test_a_spent_budget_stops_the_model_before_it_is_asked(
    shop: Store, ask: AskIt, tenancy: Tenancy
) -> None:
    async with tenancy.scope(shop.id, SYSTEM) as scope:
        await assistant.change_settings(scope, AssistantSettings(budget=Budget(tokens=100)))
    asked = scripted("I was asked.")
    answer = await ask(shop, "hello", model=asked, catalogue=scripted("Hello."))
    assert (answer.text, answer.mode) == ("Hello.", AnswerMode.CATALOGUE)
    assert answer.notice


async def test_what_a_model_used_is_charged_and_told_before_the_budget_is_gone(
    shop: Store, ask: AskIt, tenancy: Tenancy, run_jobs: Callable[[], Awaitable[None]]
) -> None:
    async def use(turn: Turn) -> None:
        turn.usage = Usage(model="m", input_tokens=85_000, output_tokens=500, cost_micros=20)

    async with tenancy.scope(shop.id, SYSTEM) as scope:
        await assistant.change_settings(scope, AssistantSettings(budget=Budget(tokens=100_000)))
    await ask(shop, "hello", model=scripted("Hello.", before=use))
    async with tenancy.scope(shop.id, SYSTEM) as scope:
        spent = await assistant.spending(scope)
    assert (spent.tokens, spent.cost_micros) == (85_500, 20)
    assert spent.share == pytest.approx(0.855)


async def test_the_merchant_is_written_to_once_when_the_budget_is_nearly_spent(
    tenancy: Tenancy,
    open_store: Callable[..., Awaitable[Store]],
    ask: AskIt,
    run_jobs: Callable[[], Awaitable[None]],
) -> None:
    async def use(turn: Turn) -> None:
        turn.usage = Usage(model="m", input_tokens=85_000)

    owner = "owner-of-the-budget@shop.example"
    store = await open_store(settings={"contact_email": owner})
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await assistant.change_settings(scope, AssistantSettings(budget=Budget(tokens=200_000)))
    for _ in range(2):
        await ask(store, "hello", model=scripted("Hello.", before=use))
    await run_jobs()
    outbox = tenancy.resources.mailer.outbox
    assert outbox is not None
    mails = [m for file in outbox.iterdir() if owner in (m := file.read_text())]
    assert len(mails) == 1
    assert "85%" in mails[0] or "80%" in mails[0]


async def test_a_shopper_who_leaves_stops_the_work(tenancy: Tenancy, shop: Store) -> None:
    stopped = asyncio.Event()

    async def endless(turn: Turn) -> AsyncIterator[str]:
        try:
            while True:
                yield "Hello. "
                await asyncio.sleep(0.01)
        finally:
            stopped.set()

    stream = assistant.converse(
        tenancy,
        shop.id,
        ANONYMOUS,
        Ask(text="hello"),
        channel=Channel.API,
        planners=assistant.Planners(catalogue=endless),
    )
    async with aclosing(stream):
        async for event in stream:
            if isinstance(event, TextDelta):
                break
    await asyncio.wait_for(stopped.wait(), 5)
    async with tenancy.scope(shop.id, SYSTEM) as scope:
        page = await assistant.conversations(scope)
        kept = await assistant.conversation(scope, page.items[0].id)
    assert kept.messages[0].answer is None
    assert "left" in (kept.messages[0].failure or "")


async def test_a_defect_ends_the_stream_with_an_error_and_not_in_silence(
    tenancy: Tenancy, shop: Store
) -> None:
    async def broken(turn: Turn) -> AsyncIterator[str]:
        yield "Hello. "
        raise ZeroDivisionError

    told = await events(tenancy, shop, "hello", catalogue=broken)
    assert isinstance(told[-1], Failed)
    assert told[-1].code == "assistant.failed"


async def test_an_assistant_that_is_switched_off_answers_nobody(
    tenancy: Tenancy, shop: Store
) -> None:
    async with tenancy.scope(shop.id, SYSTEM) as scope:
        await assistant.change_settings(scope, AssistantSettings(enabled=False))
    with pytest.raises(AssistantOff):
        await events(tenancy, shop, "hello", catalogue=scripted("Hello."))


@pytest.mark.parametrize(
    "question",
    ["What do you think of politics?", "Who should I vote for in the next election?"],
)
async def test_a_refused_topic_is_declined_by_word_and_by_meaning(
    shop: Store, ask: AskIt, tenancy: Tenancy, question: str
) -> None:
    topics = ["politics", "elections and voting"]
    async with tenancy.scope(shop.id, SYSTEM) as scope:
        await assistant.change_settings(scope, AssistantSettings(refused_topics=topics))
    answer = await ask(shop, question, catalogue=scripted("Vote for me."))
    assert answer.verdict is Verdict.DECLINED
    assert "Vote" not in answer.text
    harmless = await ask(shop, "Do you have a kettle?", catalogue=scripted("Hello."))
    assert harmless.text == "Hello."


async def test_coarse_words_are_starred_or_refused_as_the_merchant_set(
    shop: Store, ask: AskIt, tenancy: Tenancy
) -> None:
    rude = "This is a fucking bad kettle"
    seen: list[str] = []

    async def look(turn: Turn) -> None:
        seen.append(turn.question)

    await ask(shop, rude, catalogue=scripted("Hello.", before=look))
    assert "fucking" not in seen[0]
    async with tenancy.scope(shop.id, SYSTEM) as scope:
        await assistant.change_settings(scope, AssistantSettings(profanity="refuse"))
    answer = await ask(shop, rude, catalogue=scripted("Hello."))
    assert "other words" in answer.text


async def test_the_merchant_sees_what_each_answer_was_made_from(
    tenancy: Tenancy, shop: Store, ask: AskIt
) -> None:
    lie = scripted("It costs €35.00. [P1] It weighs 9 kg. [P1]", before=kettles)
    answer = await ask(shop, "a kettle?", catalogue=lie)
    async with tenancy.scope(shop.id, SYSTEM) as scope:
        await assistant.give_feedback(
            scope, answer.session, answer.id, Feedback(helpful=False, words="Too heavy")
        )
        page = await assistant.conversations(scope, ConversationFilter(only="removed"))
        kept = (await assistant.conversation(scope, page.items[0].id)).messages[0]
        report = await assistant.report(scope, days=7)
    row = page.items[0]
    assert (row.first_question, row.messages, row.removed, row.unhelpful) == (
        "a kettle?",
        1,
        len(kept.problems),
        1,
    )
    assert kept.answer == answer.model_copy(update={"session": ""})
    assert kept.tools[0].tool == "search_products"
    assert kept.tools[0].arguments == {"words": "kettle", "sort": "price"}
    assert {p.handle for p in kept.retrieved.products} == {"red-kettle", "steel-kettle"}
    assert "9 kg" in kept.problems[0].text
    assert kept.feedback == Feedback(helpful=False, words="Too heavy")
    assert len(report.days) == 7
    assert (report.days[-1].answers, report.days[-1].unhelpful) == (1, 1)
    assert report.days[-1].total_p95_ms > 0


async def test_questions_without_an_answer_are_grouped_by_what_they_ask(
    tenancy: Tenancy, shop: Store, ask: AskIt
) -> None:
    async def unknown(turn: Turn) -> AsyncIterator[str]:
        turn.unknown = True
        yield "I do not know."

    for question in (
        "Do you ship to Norway?",
        "Can you ship to Norway please?",
        "Is the kettle made of copper?",
        "Do you ship to Norway?",
    ):
        await ask(shop, question, catalogue=unknown)
    await ask(shop, "Do you ship to Norway?", catalogue=unknown, channel=Channel.PLAYGROUND)
    groups = await assistant.unanswered(tenancy, shop.id, SYSTEM)
    assert [group.count for group in groups] == [3, 1]
    assert "Norway" in groups[0].question
    assert len(groups[0].conversation_ids) == 3


async def test_a_conversations_token_is_kept_nowhere(
    tenancy: Tenancy, shop: Store, ask: AskIt
) -> None:
    answer = await ask(shop, "hello", catalogue=scripted("Hello."))
    async with tenancy.scope(shop.id, SYSTEM) as scope:
        for table in ("assistant_conversations", "assistant_messages"):
            rows = await scope.session.execute(text(f"SELECT t::text FROM {table} t"))
            assert not any(answer.session in row[0] for row in rows)
        mine = await assistant.history(scope, answer.session)
    assert mine[0].answer == answer


async def test_feedback_reaches_only_an_answer_of_the_same_conversation(
    tenancy: Tenancy, shop: Store, ask: AskIt
) -> None:
    mine = await ask(shop, "hello", catalogue=scripted("Hello."))
    other = await ask(shop, "hello", catalogue=scripted("Hello."))
    async with tenancy.scope(shop.id, SYSTEM) as scope:
        with pytest.raises(AnswerNotFound):
            await assistant.give_feedback(scope, mine.session, other.id, Feedback(helpful=True))


async def test_conversations_are_listed_in_pages_and_narrowed_by_words(
    tenancy: Tenancy, shop: Store, ask: AskIt
) -> None:
    for number in range(5):
        await ask(shop, f"question {number} at 100%", catalogue=scripted("Hello."))
    async with tenancy.scope(shop.id, SYSTEM) as scope:
        first = await assistant.conversations(scope, limit=3)
        rest = await assistant.conversations(scope, cursor=first.next_cursor, limit=3)
        narrowed = await assistant.conversations(scope, ConversationFilter(words="3 at 100%"))
        nobody = await assistant.conversations(scope, ConversationFilter(words="3%100"))
    asked = [row.first_question for row in first.items + rest.items]
    assert asked == [f"question {n} at 100%" for n in (4, 3, 2, 1, 0)]
    assert rest.next_cursor is None
    assert [row.first_question for row in narrowed.items] == ["question 3 at 100%"]
    assert not nobody.items
