"""Signing in and out, and the list of the stores that a person works for."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from storewise.domain.identity import service as identity
from storewise.domain.identity.errors import NotSignedIn, SignInFailed
from storewise.faces.ui.scopes import SESSION_COOKIE, AnyTenancy, Person, find_person
from storewise.infra.errors import Forbidden
from storewise.infra.tenancy import Tenancy

from .attempts import Attempts, SignInHeld
from .failures import HOME, SIGN_IN, ConsoleRoute, local
from .frame import NEVER_KEPT, PAGES

router = APIRouter(route_class=ConsoleRoute, include_in_schema=False)
_attempts = Attempts()


@router.get("/console/sign-in")
async def show_sign_in(request: Request, tenancy: AnyTenancy) -> Response:
    """The sign-in page; who is signed in already goes on."""
    target = local(request.query_params.get("next", HOME))
    try:
        await find_person(request, tenancy)
    except NotSignedIn:
        return _page(target)
    return RedirectResponse(target, 303, NEVER_KEPT)


@router.post("/console/sign-in")
async def sign_in(
    request: Request,
    tenancy: AnyTenancy,
    email: Annotated[str, Form(max_length=254)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    next: Annotated[str, Form(max_length=2000)] = HOME,  # noqa: A002 - the field's name
) -> Response:
    """Open a session; a wrong password and an unknown e-mail get the same answer."""
    # Nobody has a cookie yet here, so the door does not ask where the form was sent from.
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Forbidden("This form was sent from another site.")
    target = local(next)
    key = (request.client.host if request.client else "", email.strip().lower())
    try:
        _attempts.check(key)
        token = await identity.sign_in(tenancy, email, password)
    except SignInHeld as held:
        text = f"Too many attempts. Please try again in {_span(held.retry_after)}."
        response = _page(target, email, text, 429)
        response.headers["Retry-After"] = str(held.retry_after)
        return response
    except SignInFailed as error:
        _attempts.failed(key)
        return _page(target, email, error.message, 403)
    _attempts.succeeded(key)
    response = RedirectResponse(target, 303, NEVER_KEPT)
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=identity.SESSION_DAYS * 24 * 3600,
        path="/",
        httponly=True,
        samesite="lax",
        secure=_secure(tenancy),
    )
    return response


@router.post("/console/sign-out")
async def sign_out(request: Request, tenancy: AnyTenancy) -> Response:
    """End the session of this browser."""
    token = request.cookies.get(SESSION_COOKIE)
    if token:
        await identity.sign_out(tenancy, token)
    response = RedirectResponse(SIGN_IN, 303, NEVER_KEPT)
    response.delete_cookie(
        SESSION_COOKIE, path="/", httponly=True, samesite="lax", secure=_secure(tenancy)
    )
    return response


@router.get("/console")
@router.get("/console/")
async def stores(person: Person) -> Response:
    """The person's stores, or straight to the only one."""
    if len(person.stores) == 1:
        return RedirectResponse(f"/console/{person.stores[0].slug}/", 303, NEVER_KEPT)
    return PAGES.respond("console/stores.html", headers=NEVER_KEPT, face="console", person=person)


def _page(target: str, email: str = "", error: str = "", status: int = 200) -> Response:
    return PAGES.respond(
        "console/sign_in.html",
        status=status,
        headers=NEVER_KEPT,
        face="console",
        target=target,
        email=email,
        error=error,
    )


def _span(seconds: int) -> str:
    return f"{seconds} seconds" if seconds < 90 else f"{round(seconds / 60)} minutes"


def _secure(tenancy: Tenancy) -> bool:
    return tenancy.resources.settings.server.secure_cookies
