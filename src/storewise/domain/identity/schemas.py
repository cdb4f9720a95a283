"""The shapes that go into identity and come out of it."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from babel import Locale, UnknownLocaleError
from babel.numbers import is_currency
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, StringConstraints


class Shape(BaseModel):
    """A shape of identity: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _known_currency(code: str) -> str:
    if not is_currency(code):
        raise ValueError(f"{code} is not a currency of ISO 4217, such as EUR or USD")
    return code


def _known_locale(name: str) -> str:
    try:
        Locale.parse(name, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError(f"{name} is not a known language tag, such as en or de-AT") from error
    return name


# Addresses of the console that stand where a store's slug would.
_TAKEN = {"sign-in", "sign-out", "static"}


def _free_slug(slug: str) -> str:
    if slug in _TAKEN:
        raise ValueError(f"{slug} is an address of ours; choose another")
    return slug


Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$"), AfterValidator(_known_currency)]
LocaleTag = Annotated[str, StringConstraints(max_length=35), AfterValidator(_known_locale)]
Slug = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=63),
    AfterValidator(_free_slug),
]
Domain = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9-]+)+$", max_length=253),
]
Email = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, to_lower=True, pattern=r"^[^@\s]+@[^@\s]+$", max_length=254
    ),
]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


class StoreSettings(Shape):
    """What a store looks like and says of itself on its pages."""

    tagline: Annotated[str, StringConstraints(max_length=300)] = ""
    accent: Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")] | None = None
    contact_email: Email | None = None
    about: Annotated[str, StringConstraints(max_length=5000)] = ""


class Store(Shape):
    """A store."""

    id: UUID
    slug: str
    name: str
    currency: str
    locale: str
    domain: str | None
    settings: StoreSettings
    created_at: datetime


class StoreDraft(Shape):
    """A store to open."""

    slug: Slug
    name: Name
    currency: Currency = "EUR"
    locale: LocaleTag = "en"
    domain: Domain | None = None
    settings: StoreSettings = StoreSettings()


class StorePatch(Shape):
    """A change of a store: only the fields that are sent change. The currency stays."""

    name: Name | None = None
    locale: LocaleTag | None = None
    domain: Domain | None = None
    settings: StoreSettings | None = None


class StaffDraft(Shape):
    """A person to let into a store."""

    email: Email
    name: Name
    password: Annotated[SecretStr, Field(min_length=10, max_length=200)]


class Staff(Shape):
    """A person who works for stores."""

    id: UUID
    email: str
    name: str


class SignedIn(Shape):
    """A person behind a session, and the stores that they work for."""

    staff: Staff
    stores: list[Store]


class Permission(StrEnum):
    """What an API key may do."""

    CATALOG_READ = "catalog:read"
    CATALOG_WRITE = "catalog:write"
    IMPORTS_READ = "imports:read"
    IMPORTS_WRITE = "imports:write"
    SEARCH_READ = "search:read"
    SEARCH_WRITE = "search:write"
    STORE_READ = "store:read"
    STORE_WRITE = "store:write"
    KEYS_WRITE = "keys:write"
    ASSISTANT_ASK = "assistant:ask"
    ASSISTANT_READ = "assistant:read"
    ASSISTANT_WRITE = "assistant:write"
    DOCUMENTS_READ = "documents:read"
    DOCUMENTS_WRITE = "documents:write"


PUBLISHABLE = frozenset({Permission.SEARCH_READ, Permission.STORE_READ, Permission.ASSISTANT_ASK})


class KeyDraft(Shape):
    """An API key to make. A publishable key's permissions are fixed: reading the storefront."""

    kind: Literal["pk", "sk"]
    name: Name
    scopes: list[Permission] = []


class Key(Shape):
    """An API key; `hint` is what may be shown of its secret."""

    id: UUID
    kind: Literal["pk", "sk"]
    name: str
    hint: str
    scopes: list[str]
    created_at: datetime
    revoked_at: datetime | None


class NewKey(Key):
    """A key that was just made; its secret is shown this once."""

    secret: str


class KeyOwner(Shape):
    """Whose a key is and what it may do."""

    store_id: UUID
    key_id: UUID
    kind: Literal["pk", "sk"]
    scopes: list[str]
