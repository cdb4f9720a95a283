"""The frame of every console page: who works where, and the answer with its notice."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

from babel.dates import format_date, format_datetime, format_timedelta
from fastapi import Depends, Request, Response
from fastapi.responses import RedirectResponse

from storewise.domain.catalog.schemas import Money
from storewise.domain.identity.schemas import SignedIn, Store
from storewise.faces.ui import formats
from storewise.faces.ui.pages import Pages
from storewise.faces.ui.scopes import AnyDesk, AnyTenancy, request_id
from storewise.infra.settings import Settings
from storewise.infra.tenancy import Actor, Scope, Tenancy

from . import notices
from .notices import Notice

PAGES = Pages(
    "console",
    Path(__file__).parent,
    styles=("frame.css", "blocks.css", "products.css", "imports.css", "assistant.css"),
)
NEVER_KEPT = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class Workplace:
    """A person at work on one of their stores, for one request; templates know it as `desk`."""

    request: Request
    tenancy: Tenancy
    person: SignedIn
    store: Store

    @property
    def settings(self) -> Settings:
        """The settings of this process."""
        return self.tenancy.resources.settings

    @property
    def actor(self) -> Actor:
        """The person, as one who acts."""
        return Actor("staff", self.person.staff.id)

    def scope(self) -> AbstractAsyncContextManager[Scope]:
        """One transaction in the store, in the person's name."""
        return self.tenancy.scope(self.store.id, self.actor, request_id(self.request))

    def url(self, path: str = "", **parameters: object) -> str:
        """The address of a page of this store's console; empty parameters are left out."""
        query = urlencode({name: value for name, value in parameters.items() if value})
        return f"/console/{self.store.slug}/{path}" + (f"?{query}" if query else "")

    def money(self, value: Money) -> str:
        """A price in the store's locale."""
        return formats.money(value.amount, value.currency, self.store.locale)

    def number(self, value: float) -> str:
        """A number in the store's locale."""
        return formats.number(value, self.store.locale)

    def moment(self, value: datetime) -> str:
        """A time to the minute, UTC."""
        locale = formats.locale_of(self.store.locale)
        return f"{format_datetime(value.astimezone(UTC), 'medium', locale=locale)} UTC"

    def day(self, value: date) -> str:
        """A day, in the locale's medium length: `Mar 4, 2026`."""
        return format_date(value, "medium", locale=formats.locale_of(self.store.locale))

    def ago(self, value: datetime) -> str:
        """How long ago a time is: `3 minutes ago`."""
        passed = value - datetime.now(UTC)
        return format_timedelta(passed, add_direction=True, locale="en", threshold=1.2)

    def sentence(self, text: str) -> str:
        """A text with a capital first letter."""
        return text[:1].upper() + text[1:]

    def span(self, seconds: float) -> str:
        """A length of time: `2 minutes`."""
        return format_timedelta(max(1, round(seconds)), locale="en", threshold=1.5)

    def size(self, count: int) -> str:
        """A number of bytes: `1.4 MB`."""
        value, unit = float(count), "bytes"
        for unit in ("bytes", "kB", "MB", "GB"):
            if value < 1000 or unit == "GB":
                break
            value /= 1000
        return f"{value:.0f} {unit}" if unit == "bytes" else f"{value:.1f} {unit}"

    def page(
        self,
        template: str,
        *,
        section: str,
        status: int = 200,
        notice: Notice | None = None,
        **context: Any,
    ) -> Response:
        """A page of this store's console, with the notice that the last change left."""
        left = notices.read(self.request, self.settings)
        response = PAGES.respond(
            f"console/{template}",
            status=status,
            headers=NEVER_KEPT,
            face="console",
            desk=self,
            section=section,
            notice=notice or left,
            **context,
        )
        if left:
            notices.clear(response)
        return response

    def go(self, address: str, notice: Notice | str | None = None) -> Response:
        """Send the browser on to a page, with a notice of what was done."""
        response = RedirectResponse(address, 303, NEVER_KEPT)
        if notice:
            said = Notice(notice) if isinstance(notice, str) else notice
            notices.leave(response, self.settings, said)
        return response


async def find_workplace(request: Request, tenancy: AnyTenancy, desk: AnyDesk) -> Workplace:
    """The workplace that the address names; raises NotSignedIn or StoreNotFound."""
    place = Workplace(request, tenancy, desk.person, desk.store)
    request.state.workplace = place
    return place


AnyWorkplace = Annotated[Workplace, Depends(find_workplace)]
