"""The assistant for any chat client: OpenAI's chat completions, with a store's publishable key.

A chat client sends the whole conversation with every call and knows of no session. A conversation
is found again by a keyed hash of what was said before; where the client changed that, it is a new
conversation, and what it sent is taken as its history.
"""

import base64
import hashlib
import hmac
import time
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import orjson
import structlog
from fastapi import APIRouter, Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field, ValidationError
from starlette.exceptions import HTTPException

from storewise.domain.assistant import service as assistant
from storewise.domain.assistant.schemas import (
    Answer,
    Ask,
    Channel,
    Done,
    Event,
    Failed,
    TextDelta,
)
from storewise.domain.identity import service as identity
from storewise.domain.identity.errors import KeyUnknown
from storewise.domain.identity.schemas import Permission, Store
from storewise.faces.ui.keys import find_caller
from storewise.faces.ui.origins import allowed_origin
from storewise.faces.ui.scopes import request_id
from storewise.infra import errors
from storewise.infra.tenancy import Actor, Tenancy

MODEL = "storewise"
MOST_BYTES = 2**20

_KINDS: dict[type[errors.StorewiseError], tuple[int, str]] = {
    errors.NotFound: (404, "not_found_error"),
    errors.Invalid: (400, "invalid_request_error"),
    errors.Conflict: (409, "invalid_request_error"),
    errors.Forbidden: (403, "permission_error"),
    errors.Unavailable: (503, "server_error"),
    errors.TooMany: (429, "rate_limit_error"),
}
_ANYWHERE = {"Access-Control-Allow-Origin": "*"}

log = structlog.get_logger(__name__)


class Part(BaseModel):
    """A part of a message; only text is read."""

    type: str
    text: str = ""


class ChatMessage(BaseModel):
    """A message of a chat; instructions of the client's are not followed."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Annotated[str, Field(max_length=50_000)] | list[Part] | None = None

    @property
    def words(self) -> str:
        """The text of the message."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class StreamOptions(BaseModel):
    """What a stream ends with."""

    include_usage: bool = False


class ChatRequest(BaseModel):
    """A call for a completion; settings of sampling are accepted and have no effect."""

    model: Annotated[str, Field(max_length=200)] = MODEL
    messages: Annotated[list[ChatMessage], Field(min_length=1, max_length=500)]
    stream: bool = False
    stream_options: StreamOptions | None = None


class ChatHttpRequest(Request):
    """A request whose body is read up to a limit; answers 413 beyond it."""

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """The body in pieces."""
        seen = 0
        async for piece in super().stream():
            seen += len(piece)
            if seen > MOST_BYTES:
                raise HTTPException(413, f"A call may have at most {MOST_BYTES // 2**20} MiB.")
            yield piece


class CompletionsRoute(APIRoute):
    """A route that tells errors in OpenAI's form."""

    def get_route_handler(self) -> Any:
        """The route's handler behind the translation of errors."""
        handle = super().get_route_handler()

        async def translated(request: Request) -> Response:
            try:
                return await handle(ChatHttpRequest(request.scope, request.receive))
            except RequestValidationError as error:
                place = error.errors()[0]
                where = ".".join(str(part) for part in place["loc"][1:])
                return _refusal(400, "invalid_request_error", "invalid", place["msg"], where)
            except HTTPException as error:  # too large, or not JSON
                return _refusal(error.status_code, "invalid_request_error", "invalid", error.detail)
            except KeyUnknown as error:
                return _refusal(401, "authentication_error", error.code, error.message)
            except errors.StorewiseError as error:
                status, kind = next(v for k, v in _KINDS.items() if isinstance(error, k))
                return _refusal(status, kind, error.code, error.message)
            except Exception:
                log.exception("request_failed", path=request.url.path)
                message = "Something went wrong. Please try again."
                return _refusal(500, "server_error", "defect", message)

        return translated


router = APIRouter(route_class=CompletionsRoute, include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Client:
    """A chat client: whose store it talks to."""

    tenancy: Tenancy
    store: Store
    actor: Actor
    secret: str


async def _client(request: Request) -> Client:
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret:
        raise KeyUnknown
    caller = await find_caller(request, secret.strip(), Permission.ASSISTANT_ASK)
    async with caller.scope() as scope:
        store = await identity.store(scope)
        if caller.publishable:
            allowed_origin(request, await assistant.settings(scope))
    return Client(caller.tenancy, store, caller.actor, secret)


AnyClient = Annotated[Client, Depends(_client)]


@router.options("/v1/{rest:path}")
async def preflight(rest: str) -> Response:
    """Tell browsers that a page may call; whether it gets an answer, its origin decides."""
    headers = {
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Allow-Headers": "*, Authorization",
        "Access-Control-Max-Age": "86400",
    }
    return Response(status_code=204, headers=_ANYWHERE | headers)


@router.get("/v1/models")
async def models(client: AnyClient) -> Response:
    """The one model that there is: the store's assistant."""
    created = int(client.store.created_at.timestamp())
    entry = {"id": MODEL, "object": "model", "created": created, "owned_by": client.store.slug}
    return JSONResponse({"object": "list", "data": [entry]}, headers=_ANYWHERE)


@router.post("/v1/chat/completions")
async def complete(request: Request, client: AnyClient, call: ChatRequest) -> Response:
    """Answer the last question of a chat, whole or as a stream of chunks."""
    spoken = [m for m in call.messages if m.role in ("user", "assistant") and m.words.strip()]
    if not spoken or spoken[-1].role != "user":
        message = "The last message must be the user's question."
        return _refusal(400, "invalid_request_error", "no_question", message, "messages")
    question, before = spoken[-1].words.strip(), spoken[:-1]
    if len(question) > 2000:
        message = "A question may have at most 2,000 characters."
        return _refusal(400, "invalid_request_error", "too_long", message, "messages")
    key = client.tenancy.resources.settings.signing_key()
    try:
        ask = Ask(text=question, session=_session(key, client, before))
    except ValidationError as error:
        message = error.errors()[0]["msg"]
        return _refusal(400, "invalid_request_error", "invalid", message, "messages")
    events = assistant.converse(
        client.tenancy,
        client.store.id,
        client.actor,
        ask,
        channel=Channel.COMPLETIONS,
        request_id=request_id(request),
        before=[(each.role, each.words) for each in before],
    )
    writer = _Writer(request, client, call, spoken)
    if call.stream:
        first = await anext(events)
        stream = writer.stream(first, events)
        headers = _ANYWHERE | {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)
    return await writer.whole(events)


@router.api_route("/v1/{rest:path}", methods=["GET", "POST"])
async def nothing_else(rest: str) -> Response:
    """Tell in OpenAI's form that a store has chat completions and nothing more of that API."""
    message = "There are GET /v1/models and POST /v1/chat/completions, and nothing else."
    return _refusal(404, "not_found_error", "not_found", message)


class _Writer:
    """Writes one answer in the form of completions."""

    def __init__(
        self, request: Request, client: Client, call: ChatRequest, spoken: Sequence[ChatMessage]
    ) -> None:
        self._client = client
        self._call = call
        self._spoken = spoken
        self._id = f"chatcmpl-{request_id(request)}"
        self._created = int(time.time())
        self._base = (
            client.tenancy.resources.settings.server.public_url.rstrip("/")
            or f"{request.url.scheme}://{request.url.netloc}"
        )

    async def whole(self, events: AsyncIterator[Event]) -> Response:
        """The answer at once."""
        async for event in events:
            if isinstance(event, Failed):
                return _refusal(503, "server_error", event.code, event.message)
            if isinstance(event, Done):
                answer = event.answer
                text = answer.text + self._tail(answer)
                await self._hand_over(answer, text)
                choice = {
                    "index": 0,
                    "message": {"role": "assistant", "content": text},
                    "finish_reason": "stop",
                }
                body = self._head("chat.completion") | {
                    "choices": [choice],
                    "usage": _usage(answer),
                    "storewise": _extra(answer),
                }
                return JSONResponse(body, headers=_ANYWHERE)
        return _refusal(503, "server_error", "assistant.failed", "The answer broke off.")

    async def stream(self, first: Event, events: AsyncIterator[Event]) -> AsyncIterator[bytes]:
        """The answer in chunks, and [DONE] behind them."""
        said = ""
        yield self._chunk({"role": "assistant", "content": ""})
        async for event in _with(first, events):
            if isinstance(event, TextDelta):
                said += event.text
                yield self._chunk({"content": event.text})
            elif isinstance(event, Failed):
                error = {"message": event.message, "type": "server_error", "code": event.code}
                yield _data({"error": error})
            elif isinstance(event, Done):
                tail = self._tail(event.answer)
                if tail:
                    yield self._chunk({"content": tail})
                await self._hand_over(event.answer, said + tail)
                yield self._chunk({}, finish="stop", storewise=_extra(event.answer))
                if self._call.stream_options and self._call.stream_options.include_usage:
                    head = self._head("chat.completion.chunk")
                    yield _data(head | {"choices": [], "usage": _usage(event.answer)})
        yield b"data: [DONE]\n\n"

    async def _hand_over(self, answer: Answer, text: str) -> None:
        """Let the conversation be found by what the client will send next time."""
        said = [*self._spoken, ChatMessage(role="assistant", content=text)]
        client = self._client
        session = _session(client.tenancy.resources.settings.signing_key(), client, said)
        async with client.tenancy.scope(client.store.id, client.actor) as scope:
            await assistant.hand_over(scope, answer.session, session or "")

    def _tail(self, answer: Answer) -> str:
        """What a chat client cannot show by itself: the notice, and where the answer is from."""
        shop = f"{self._base}/shop/{self._client.store.slug}"
        lines = []
        for each in answer.citations:
            if each.kind == "product":
                lines.append(f"[{each.number}] {each.title}: {shop}/p/{each.handle}")
            else:
                page = f", page {each.page}" if each.page else ""
                lines.append(
                    f"[{each.number}] {each.title}{page}: {shop}/sources/{each.passage_id}"
                )
        sources = "\n\nSources:\n" + "\n".join(lines) if lines else ""
        return sources + (f"\n\n{answer.notice}" if answer.notice else "")

    def _head(self, kind: str) -> dict[str, Any]:
        return {"id": self._id, "object": kind, "created": self._created, "model": MODEL}

    def _chunk(self, delta: dict[str, Any], finish: str | None = None, **extra: Any) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        return _data(self._head("chat.completion.chunk") | {"choices": [choice]} | extra)


async def _with(first: Event, events: AsyncIterator[Event]) -> AsyncIterator[Event]:
    yield first
    async for event in events:
        yield event


def _session(key: bytes, client: Client, said: Sequence[ChatMessage]) -> str | None:
    """The token of the conversation in which this was said so far; None before a word is said."""
    if not said:
        return None
    told = orjson.dumps([str(client.store.id), client.secret, [(m.role, m.words) for m in said]])
    digest = hmac.digest(key, b"completions\0" + told, hashlib.sha256)
    return base64.urlsafe_b64encode(digest).decode()


def _usage(answer: Answer) -> dict[str, int]:
    used = answer.usage
    return {
        "prompt_tokens": used.input_tokens,
        "completion_tokens": used.output_tokens,
        "total_tokens": used.input_tokens + used.output_tokens,
    }


def _extra(answer: Answer) -> dict[str, Any]:
    chosen = {"mode", "verdict", "notice", "products", "citations", "suggestions"}
    return answer.model_dump(mode="json", include=chosen)


def _data(body: dict[str, Any]) -> bytes:
    return b"data: " + orjson.dumps(body) + b"\n\n"


def _refusal(status: int, kind: str, code: str, message: str, param: str | None = None) -> Response:
    error = {"message": message, "type": kind, "code": code, "param": param}
    return JSONResponse({"error": error}, status, _ANYWHERE)
