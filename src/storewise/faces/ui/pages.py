"""Pages of a face: its template environment, its static files and the headers of every answer."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from . import formats
from .assets import Assets

HERE = Path(__file__).parent
UI_STYLES = (
    "ui/tokens.css",
    "ui/elements.css",
    "ui/controls.css",
    "ui/display.css",
)


class Pages:
    """What a face renders with. Templates are compiled once; nothing is read again from disk.

    `face` names the face (`storefront`, `console`), `folder` is its folder with `templates/{face}/`
    and `static/`, and `styles` its style sheets in their order, joined behind those of the ui.
    """

    def __init__(self, face: str, folder: Path, styles: Sequence[str]) -> None:
        self.face = face
        self._folder = folder
        self._styles = styles

    @cached_property
    def assets(self) -> Assets:
        """The static files, read at the first use."""
        return Assets(
            self.face,
            {"ui": HERE / "static", self.face: self._folder / "static"},
            (*UI_STYLES, *(f"{self.face}/{name}" for name in self._styles)),
        )

    @cached_property
    def environment(self) -> Environment:
        """The template environment, made at the first use."""
        environment = Environment(
            loader=ChoiceLoader(
                [
                    FileSystemLoader(self._folder / "templates"),
                    FileSystemLoader(HERE / "templates"),
                ]
            ),
            autoescape=True,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            cache_size=-1,
        )
        environment.globals["asset"] = self.assets.url
        environment.filters |= {
            "attrs": attributes,
            "money": lambda value, locale: formats.money(value.amount, value.currency, locale),
            "number": formats.number,
            "date": formats.date,
        }
        return environment

    def router(self) -> APIRouter:
        """The route of the static files, for the application to include."""
        return self.assets.router()

    def render(self, template: str, /, **context: Any) -> str:
        """The text of a page."""
        return self.environment.get_template(template).render(context)

    def respond(
        self,
        template: str,
        /,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **context: Any,
    ) -> HTMLResponse:
        """A page as an answer, with a strict content security policy.

        `inline_style`, where the context holds one, is the only style that may stand in the page
        itself (`base.html` writes it); the policy admits it by its hash.
        """
        policy = content_security_policy(str(context.get("inline_style") or ""))
        return HTMLResponse(
            self.render(template, **context),
            status,
            {**SECURITY_HEADERS, "Content-Security-Policy": policy, **(headers or {})},
        )


SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def content_security_policy(inline_style: str = "") -> str:
    """A policy that allows our own files, and one inline style by its SHA-256."""
    style = "'self'"
    if inline_style:
        digest = base64.b64encode(hashlib.sha256(inline_style.encode()).digest()).decode()
        style += f" 'sha256-{digest}'"
    return (
        "default-src 'none'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
        f"style-src {style}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def attributes(values: Mapping[str, object]) -> Markup:
    """Attributes of an HTML element, from a macro's keyword arguments.

    `data_dialog_open="x"` becomes `data-dialog-open="x"`; True stands alone; None and False leave
    the attribute out.
    """
    return Markup("").join(
        Markup(" {}").format(name.rstrip("_").replace("_", "-"))
        if value is True
        else Markup(' {}="{}"').format(name.rstrip("_").replace("_", "-"), value)
        for name, value in values.items()
        if value is not None and value is not False
    )
