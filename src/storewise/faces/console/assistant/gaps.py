"""Questions without an answer, and the answer written right there: it becomes a document."""

import re
import unicodedata
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from storewise.domain.assistant import service as assistant
from storewise.domain.assistant.schemas import UnansweredGroup
from storewise.domain.ingestion import service as ingestion
from storewise.domain.ingestion.errors import DocumentDuplicate, DocumentRefused
from storewise.infra.tenancy import Scope

from ..failures import ConsoleRoute
from ..frame import AnyWorkplace, Workplace
from ..notices import Notice
from . import wording

SPANS = {"7": "The last 7 days", "30": "The last 30 days", "90": "The last 90 days"}
MOST_DOCUMENTS = 200
MOST_QUESTION = 200
MOST_ANSWER = 20_000

router = APIRouter(
    prefix="/console/{slug}/assistant", route_class=ConsoleRoute, include_in_schema=False
)


@router.get("/unanswered")
async def show_unanswered(request: Request, desk: AnyWorkplace) -> Response:
    """Questions that the store's information did not answer, alike ones together."""
    days = request.query_params.get("days", "30")
    days = days if days in SPANS else "30"
    groups = await assistant.unanswered(desk.tenancy, desk.store.id, desk.actor, int(days))
    async with desk.scope() as scope:
        written = await _written(scope) if groups else {}
    return desk.page(
        "assistant_unanswered.html",
        section="assistant",
        groups=sorted(groups, key=lambda group: _key(group.question) in written),
        written={
            group.question: written[_key(group.question)]
            for group in groups
            if _key(group.question) in written
        },
        total=sum(group.count for group in groups if not _answered(group, written)),
        span=days,
        spans=list(SPANS.items()),
        words=wording,
    )


@router.get("/write")
async def show_form(request: Request, desk: AnyWorkplace) -> Response:
    """The form for a question with its answer; `question` fills it in."""
    question = request.query_params.get("question", "").replace("\0", "")[:MOST_QUESTION]
    return _form(desk, question)


@router.post("/write")
async def write(
    desk: AnyWorkplace,
    question: Annotated[str, Form(max_length=100_000)] = "",
    text: Annotated[str, Form(max_length=1_000_000)] = "",
) -> Response:
    """Keep the answer as a document of its own, with the question as its title."""
    asked = " ".join(question.replace("\0", "").split())
    said = text.replace("\0", "").replace("\r\n", "\n").strip()
    errors = _mistakes(asked, said)
    if errors:
        return _form(desk, question, text, errors)
    content = f"# {asked}\n\n{said}\n".encode()
    try:
        parsed = await ingestion.read_document(f"{_slug(asked)}.md", content)
        async with desk.scope() as scope:
            made = await ingestion.keep_document(scope, parsed, asked)
    except (DocumentRefused, DocumentDuplicate) as error:
        return _form(desk, question, text, {"text": error.message})
    notice = Notice(
        f"“{made.title}” is a document now, and the assistant answers from it.",
        href=desk.url("assistant/playground", q=asked),
        label="Ask it in the playground",
    )
    return desk.go(desk.url("assistant/unanswered"), notice)


def _mistakes(question: str, text: str) -> dict[str, str]:
    errors = {}
    if not question:
        errors["question"] = "Write the question that this answers."
    elif len(question) > MOST_QUESTION:
        errors["question"] = f"At most {MOST_QUESTION} characters."
    if not text:
        errors["text"] = "Write the answer."
    elif len(text) > MOST_ANSWER:
        errors["text"] = f"At most {MOST_ANSWER:,} characters. Upload longer texts as a file."
    return errors


def _form(
    desk: Workplace, question: str, text: str = "", errors: dict[str, str] | None = None
) -> Response:
    return desk.page(
        "assistant_write.html",
        section="assistant",
        status=422 if errors else 200,
        question=question,
        text=text,
        errors=errors or {},
    )


async def _written(scope: Scope) -> dict[str, str]:
    """The ids of the newest documents by what their titles ask."""
    found = await ingestion.documents(scope, limit=MOST_DOCUMENTS)
    return {_key(each.title): str(each.id) for each in reversed(found.items)}


def _answered(group: UnansweredGroup, written: dict[str, str]) -> bool:
    return _key(group.question) in written


def _key(question: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", question.casefold()))


def _slug(question: str) -> str:
    plain = unicodedata.normalize("NFKD", question).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "answer"
