"""The assistant in a shop: its page that works without scripts, and what its panel talks to.

The session's token is in a cookie that scripts cannot read, and that only these addresses get.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from pydantic import ValidationError

from storewise.domain.assistant import service as assistant
from storewise.domain.assistant.errors import AnswerFailed, AssistantOff, ConversationNotFound
from storewise.domain.assistant.schemas import Ask, Channel, Feedback
from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.errors import ProductNotFound
from storewise.domain.ingestion import service as ingestion
from storewise.faces.ui import chat, streams
from storewise.faces.ui.problems import refuse_large
from storewise.faces.ui.scopes import Shop as Host
from storewise.faces.ui.scopes import request_id
from storewise.infra.tenancy import ANONYMOUS, Scope, Tenancy

from .frame import links, respond, view
from .shop import Shop

COOKIE = "storewise_chat"
KEPT_S = 14 * 24 * 3600
WRONG = "Please write a question of at most 2,000 characters."


async def page(
    request: Request, scope: Scope, host: Host, status: int = 200, error: str = "", text: str = ""
) -> HTMLResponse:
    """The conversation so far, and a form; raises AssistantOff."""
    shop = await view(request, scope, host)
    if not shop.assistant:
        raise AssistantOff
    handle = _at_hand(request)
    return respond(
        "assistant.html",
        shop,
        status=status,
        headers={"Cache-Control": "no-store"},
        chat=await _introduction(scope, host, shop, handle),
        messages=await _messages(request, scope, host),
        at_hand=handle,
        error=error,
        text=text,
    )


async def post(request: Request, tenancy: Tenancy, host: Host) -> Response:
    """A question from the form: answered, kept, and shown on the page."""
    refuse_large(request)
    form = await request.form()
    text, handle = str(form.get("text", "")), str(form.get("product", ""))
    try:
        answer = await assistant.answer(
            tenancy,
            host.store.id,
            ANONYMOUS,
            Ask(text=text, session=_token(request), product=handle or None),
            channel=Channel.STOREFRONT,
            request_id=request_id(request),
        )
    except (ValidationError, AnswerFailed) as error:
        status, why = (503, error.message) if isinstance(error, AnswerFailed) else (400, WRONG)
        async with tenancy.scope(host.store.id, ANONYMOUS, request_id(request)) as scope:
            return await page(request, scope, host, status, why, text[:2000])
    pairs = [("product", handle)] if handle else []
    response = _back(request, host, pairs, f"#answer-{answer.id}")
    _keep(request, host, response, answer.session)
    return response


async def ask(request: Request, tenancy: Tenancy, host: Host, question: Ask) -> Response:
    """A question from the panel: the answer as a stream of events, or as JSON."""
    events = assistant.converse(
        tenancy,
        host.store.id,
        ANONYMOUS,
        question.model_copy(update={"session": _token(request)}),
        channel=Channel.STOREFRONT,
        request_id=request_id(request),
    )
    return await streams.respond(
        request,
        events,
        present=chat_view(request, host).event,
        keep=lambda response, token: _keep(request, host, response, token),
    )


async def history(request: Request, scope: Scope, host: Host) -> JSONResponse:
    """What the panel begins with: who it is, example questions, and the conversation so far."""
    shop = await view(request, scope, host)
    if not shop.assistant:
        raise AssistantOff
    handle = _at_hand(request)
    begun = {
        "chat": await _introduction(scope, host, shop, handle),
        "messages": await _messages(request, scope, host),
    }
    return JSONResponse(begun, headers={"Cache-Control": "no-store"})


async def feedback(request: Request, scope: Scope, message_id: UUID, opinion: Feedback) -> None:
    """Keep what the shopper thinks of an answer of this conversation."""
    await assistant.give_feedback(scope, _token(request) or "", message_id, opinion)


async def post_feedback(
    request: Request, scope: Scope, host: Host, message_id: UUID
) -> RedirectResponse:
    """The same from the page's form."""
    refuse_large(request)
    form = await request.form()
    words = str(form.get("words", ""))[:1000]
    opinion = Feedback(helpful=form.get("helpful") == "yes", words=words)
    await feedback(request, scope, message_id, opinion)
    return _back(request, host, [], f"#answer-{message_id}")


def forget(request: Request, host: Host) -> Response:
    """Begin anew: the browser forgets the conversation's token."""
    response = _back(request, host, [], "")
    response.delete_cookie(COOKIE, path=links(request, host).assistant())
    return response


def chat_view(request: Request, host: Host) -> chat.ChatView:
    """How this shop's chat shows the assistant."""
    found = links(request, host)
    return chat.ChatView(host.store, chat.Addresses(found.product, found.source))


async def _messages(request: Request, scope: Scope, host: Host) -> list[dict[str, Any]]:
    token = _token(request)
    if not token:
        return []
    try:
        kept = await assistant.history(scope, token)
    except ConversationNotFound:
        return []
    shown = chat_view(request, host)
    return [shown.message(each) for each in kept]


async def _introduction(scope: Scope, host: Host, shop: Shop, handle: str) -> dict[str, Any]:
    settings = await assistant.settings(scope)
    by_size = sorted(shop.departments, key=lambda each: -each.product_count)
    examples = chat.examples(
        [each.name for each in by_size],
        product=bool(handle) and await _exists(scope, handle),
        documents=bool((await ingestion.documents(scope, limit=1)).items),
    )
    return chat.introduction(host.store, settings, examples)


async def _exists(scope: Scope, handle: str) -> bool:
    try:
        await catalog.product_by_handle(scope, handle)
    except ProductNotFound:
        return False
    return True


def _at_hand(request: Request) -> str:
    """The handle of the product whose page led here; empty for none."""
    return request.query_params.get("product", "").replace("\0", "")[:200]


def _token(request: Request) -> str | None:
    return request.cookies.get(COOKIE, "")[:100] or None


def _keep(request: Request, host: Host, response: Response, token: str) -> None:
    response.set_cookie(
        COOKIE,
        token,
        max_age=KEPT_S,
        path=links(request, host).assistant(),
        httponly=True,
        samesite="lax",
        secure=request.app.state.tenancy.resources.settings.server.secure_cookies,
    )


def _back(
    request: Request, host: Host, pairs: Sequence[tuple[str, str]], fragment: str
) -> RedirectResponse:
    return RedirectResponse(links(request, host).assistant(pairs=pairs) + fragment, 303)
