"""How the store's assistant presents itself, what it may use, and what it may cost."""

import re
from decimal import Decimal
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from storewise.domain.assistant import service as assistant
from storewise.domain.assistant.schemas import AssistantSettings
from storewise.infra.llm import Gateway

from ..failures import ConsoleRoute
from ..frame import AnyWorkplace, Workplace
from ..notices import Notice
from . import wording

MICROS = 1_000_000
TICKS = ("enabled", "use_model")
TEXTS = ("name", "tone", "greeting", "profanity", "model")
LISTS = ("refused_topics", "allowed_origins")
TONES = (
    ("friendly", "Friendly"),
    ("concise", "Concise: as few words as will do"),
    ("formal", "Formal"),
)
AMOUNTS: dict[str, tuple[str, int, int, str]] = {
    "tokens": ("tokens", 1, 0, "Write a whole number such as 2,000,000, or nothing for no limit."),
    "cost": (
        "cost_micros",
        MICROS,
        2,
        "Write dollars and cents such as 25.00, or nothing for no limit.",
    ),
    "warn_at": ("warn_at", 1, 0, "Write a percentage from 1 to 100."),
}
PROFANITY = (
    ("mask", "Star them out, in questions and answers"),
    ("refuse", "Ask for another tone instead of answering"),
    ("allow", "Leave shoppers’ words alone; the assistant’s own are always starred"),
)

router = APIRouter(
    prefix="/console/{slug}/assistant/settings", route_class=ConsoleRoute, include_in_schema=False
)


@router.get("")
@router.get("/")
async def show_settings(desk: AnyWorkplace) -> Response:
    """The settings as they are."""
    async with desk.scope() as scope:
        settings = await assistant.settings(scope)
    return await _page(desk, _typed(settings))


@router.post("")
async def change_settings(request: Request, desk: AnyWorkplace) -> Response:
    """Change the settings; on errors the form comes back with all that was typed."""
    sent = await request.form(max_files=0, max_fields=40)
    typed = {name: str(sent.get(name, "")).replace("\0", "") for name in FIELDS}
    values, errors = _values(typed)
    try:
        settings = AssistantSettings.model_validate(values)
    except ValidationError as error:
        errors = _errors(error, typed) | errors
    if errors:
        return await _page(desk, typed, errors)
    async with desk.scope() as scope:
        await assistant.change_settings(scope, settings)
    return desk.go(desk.url("assistant/settings"), "The settings were saved.")


FIELDS = (*TICKS, *TEXTS, *LISTS, "languages", "tokens", "cost", "warn_at")


def _typed(settings: AssistantSettings) -> dict[str, str]:
    """The settings as the form shows them."""
    budget = settings.budget
    return {
        "enabled": "1" if settings.enabled else "",
        "use_model": "1" if settings.use_model else "",
        **{name: str(getattr(settings, name)) for name in TEXTS},
        **{name: "\n".join(getattr(settings, name)) for name in LISTS},
        "languages": ", ".join(settings.languages),
        "tokens": "" if budget.tokens is None else f"{budget.tokens:,}",
        "cost": "" if budget.cost_micros is None else f"{budget.cost_micros / MICROS:.2f}",
        "warn_at": f"{budget.warn_at * 100:g}",
    }


def _values(typed: dict[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """What was typed as values of `AssistantSettings`, and what of it are no numbers."""
    budget, errors = _budget(typed)
    values: dict[str, Any] = {name: bool(typed[name]) for name in TICKS}
    values |= {name: typed[name] for name in TEXTS}
    values |= {name: _lines(typed[name]) for name in LISTS}
    values["allowed_origins"] = [each.rstrip("/").lower() for each in values["allowed_origins"]]
    values["languages"] = re.findall(r"[^\s,;]+", typed["languages"].lower())
    values["budget"] = budget
    return values, errors


def _budget(typed: dict[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    budget: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for name, (field, factor, decimals, message) in AMOUNTS.items():
        try:
            number = _number(typed[name], decimals)
        except ValueError:
            errors[name] = message
            continue
        if number is not None:
            budget[field] = float(number / 100) if field == "warn_at" else int(number * factor)
        elif field == "warn_at":
            errors[name] = message
    return budget, errors


def _number(text: str, decimals: int) -> Decimal | None:
    """A number as people type it, None for nothing; raises ValueError."""
    plain = text.strip().removeprefix("$").removesuffix("%").strip()
    if not plain:
        return None
    found = re.fullmatch(r"(\d{1,3}(?:,\d{3}){0,4}|\d{1,13})(?:\.(\d+))?", plain)
    if not found or len(found[2] or "") > decimals:
        raise ValueError(plain)
    return Decimal(plain.replace(",", ""))


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def _errors(error: ValidationError, typed: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in error.errors():
        place = each["loc"]
        name = str(place[1] if place[0] == "budget" else place[0])
        name = {"cost_micros": "cost"}.get(name, name)
        words = _words(name, each)
        if name in LISTS and len(place) > 1 and isinstance(place[1], int):
            words = f"“{_lines(typed[name])[place[1]][:60]}”: {words}"
        found.setdefault(name, words)
    return found


_SHAPES = {
    "allowed_origins": "Write an address such as https://www.example.com, without a path.",
    "languages": "Write codes of two letters such as en, de, fr.",
    "warn_at": "Write a percentage from 1 to 100.",
    "tokens": "This is more than a budget may be.",
    "cost": "This is more than a budget may be.",
}


def _words(name: str, found: ErrorDetails) -> str:
    kind, limits = found["type"], found.get("ctx", {})
    if kind == "string_too_long":
        return f"At most {limits.get('max_length')} characters."
    if kind == "too_long":
        return f"At most {limits.get('max_length')} of these."
    if kind == "too_short":
        return "At least one is needed."
    if kind == "literal_error":
        return "Pick one of these."
    return _SHAPES.get(name, f"{found['msg']}.")


async def _page(
    desk: Workplace, typed: dict[str, str], errors: dict[str, str] | None = None
) -> Response:
    gateway = Gateway.of(desk.tenancy.resources)
    async with desk.scope() as scope:
        spending = await assistant.spending(scope)
    return desk.page(
        "assistant_settings.html",
        section="assistant",
        status=422 if errors else 200,
        typed=typed,
        errors=errors or {},
        tones=TONES,
        profanity=PROFANITY,
        spending=spending,
        configured=gateway.configured,
        open=gateway.open,
        llm=desk.settings.llm,
        words=wording,
        notice=Notice("Nothing was saved yet. Please look again.", "bad") if errors else None,
    )
