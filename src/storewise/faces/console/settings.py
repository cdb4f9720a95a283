"""The store's settings and its API keys."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from storewise.domain.identity import service as identity
from storewise.domain.identity.errors import KeyNotFound, SlugTaken
from storewise.domain.identity.schemas import Key, KeyDraft, NewKey, Permission, Store, StorePatch

from .failures import ConsoleRoute
from .frame import AnyWorkplace, Workplace
from .notices import Notice

LOCALES = (
    "en", "en-GB", "en-US", "de", "de-AT", "de-CH", "fr", "fr-CH", "es", "it", "nl", "pl", "pt",
    "pt-BR", "sv", "da", "nb", "fi", "cs", "ja",
)  # fmt: skip
PERMISSIONS = {
    Permission.CATALOG_READ: "Read products, drafts and costs included",
    Permission.CATALOG_WRITE: "Create and change products",
    Permission.IMPORTS_READ: "Follow imports",
    Permission.IMPORTS_WRITE: "Start imports",
    Permission.SEARCH_READ: "Search as shoppers do",
    Permission.SEARCH_WRITE: "Tune search",
    Permission.STORE_READ: "Read the store's settings",
    Permission.STORE_WRITE: "Change the store's settings",
    Permission.KEYS_WRITE: "Make and revoke keys",
    Permission.ASSISTANT_ASK: "Ask the assistant",
    Permission.ASSISTANT_READ: "Read conversations and figures of the assistant",
    Permission.ASSISTANT_WRITE: "Set the assistant and delete conversations",
    Permission.DOCUMENTS_READ: "Read documents",
    Permission.DOCUMENTS_WRITE: "Add, replace and remove documents",
}

router = APIRouter(
    prefix="/console/{slug}/settings", route_class=ConsoleRoute, include_in_schema=False
)


@router.get("")
@router.get("/")
async def show_store(desk: AnyWorkplace) -> Response:
    """The settings as they are."""
    async with desk.scope() as scope:
        store = await identity.store(scope)
    return _store_page(desk, _texts(store))


@router.post("")
async def change_store(request: Request, desk: AnyWorkplace) -> Response:
    """Change the settings; on errors the form comes back with all that was typed."""
    sent = await request.form()
    texts = {name: str(sent.get(name, "")).replace("\0", "").strip() for name in FIELDS}
    values = {
        "name": texts["name"],
        "locale": texts["locale"],
        "domain": texts["domain"].lower() or None,
        "settings": {
            "tagline": texts["tagline"],
            "about": texts["about"].replace("\r\n", "\n"),
            "contact_email": texts["contact_email"] or None,
            "accent": (texts["accent"] or None) if texts["own_accent"] else None,
        },
    }
    try:
        patch = StorePatch.model_validate(values)
    except ValidationError as error:
        errors = {str(found["loc"][-1]): _words(found) for found in error.errors()}
        return _store_page(desk, texts, errors)
    try:
        async with desk.scope() as scope:
            await identity.update_store(scope, patch)
    except SlugTaken as taken:
        return _store_page(desk, texts, {"domain": taken.message})
    return desk.go(desk.url("settings"), "The settings were saved.")


@router.get("/keys")
async def show_keys(desk: AnyWorkplace) -> Response:
    """The API keys, without their secrets."""
    return await _keys_page(desk)


@router.post("/keys")
async def create_key(request: Request, desk: AnyWorkplace) -> Response:
    """Make a key, and show its secret on this page only."""
    sent = await request.form()
    values = {
        "kind": str(sent.get("kind", "")),
        "name": str(sent.get("name", "")).replace("\0", ""),
        "scopes": [str(scope) for scope in sent.getlist("scopes")],
    }
    errors = {}
    if values["kind"] == "sk" and not values["scopes"]:
        errors["scopes"] = "Say what the key may do."
    try:
        draft = KeyDraft.model_validate(values)
    except ValidationError as error:
        errors |= {str(found["loc"][0]): _words(found) for found in error.errors()}
    if errors:
        return await _keys_page(desk, values, errors)
    async with desk.scope() as scope:
        made = await identity.create_key(scope, draft)
    return await _keys_page(desk, made=made)


@router.get("/keys/{key_id}/revoke")
async def ask_revoke(desk: AnyWorkplace, key_id: UUID) -> Response:
    """Ask whether the key shall really stop working."""
    key = await _key(desk, key_id)
    return desk.page(
        "confirm.html",
        section="settings",
        title=f"Revoke the key “{key.name}”?",
        text="Whatever uses it stops working within seconds. This cannot be taken back.",
        action=desk.url(f"settings/keys/{key_id}/revoke"),
        label="Revoke key",
        back=desk.url("settings/keys"),
    )


@router.post("/keys/{key_id}/revoke")
async def revoke_key(desk: AnyWorkplace, key_id: UUID) -> Response:
    """Take the key out of force."""
    async with desk.scope() as scope:
        key = await identity.revoke_key(scope, key_id)
    return desk.go(desk.url("settings/keys"), Notice(f"The key “{key.name}” was revoked."))


FIELDS = (
    "name", "tagline", "about", "accent", "own_accent", "contact_email", "locale", "domain",
)  # fmt: skip
DEFAULT_ACCENT = "#1c5d4a"


def _texts(store: Store) -> dict[str, str]:
    return {
        "name": store.name,
        "tagline": store.settings.tagline,
        "about": store.settings.about,
        "accent": store.settings.accent or DEFAULT_ACCENT,
        "own_accent": "1" if store.settings.accent else "",
        "contact_email": store.settings.contact_email or "",
        "locale": store.locale,
        "domain": store.domain or "",
    }


def _store_page(
    desk: Workplace, texts: dict[str, str], errors: dict[str, str] | None = None
) -> Response:
    return desk.page(
        "settings_store.html",
        section="settings",
        status=422 if errors else 200,
        texts=texts,
        errors=errors or {},
        locales=sorted({*LOCALES, desk.store.locale}),
        notice=Notice("Nothing was saved yet. Please look again.", "bad") if errors else None,
    )


async def _keys_page(
    desk: Workplace,
    values: dict[str, Any] | None = None,
    errors: dict[str, str] | None = None,
    made: NewKey | None = None,
) -> Response:
    async with desk.scope() as scope:
        keys: Sequence[Key] = await identity.keys(scope)
    return desk.page(
        "settings_keys.html",
        section="settings",
        status=422 if errors else 201 if made else 200,
        keys=keys,
        values=values or {"kind": "sk", "name": "", "scopes": []},
        errors=errors or {},
        permissions=[(permission.value, text) for permission, text in PERMISSIONS.items()],
        made=made,
    )


async def _key(desk: Workplace, key_id: UUID) -> Key:
    async with desk.scope() as scope:
        for key in await identity.keys(scope):
            if key.id == key_id:
                return key
    raise KeyNotFound


_PATTERNS = {
    "domain": "Write a host name such as shop.example.com.",
    "contact_email": "Write an e-mail address.",
    "accent": "Write a colour such as #1c5d4a.",
}


def _words(found: ErrorDetails) -> str:
    kind, limits = found["type"], found.get("ctx", {})
    words = {
        "string_too_short": "This is needed.",
        "string_too_long": f"At most {limits.get('max_length')} characters.",
        "string_pattern_mismatch": _PATTERNS.get(str(found["loc"][-1]), "Some signs do not fit."),
        "literal_error": "Pick one of these.",
        "enum": "Pick one of these.",
    }
    return words.get(kind, f"{found['msg'].removeprefix('Value error, ')}.")
