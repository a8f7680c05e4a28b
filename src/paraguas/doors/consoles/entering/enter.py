"""Enter with a key, and leave again; the browser never keeps the key itself."""

import secrets

from litestar import Response, get, post
from litestar.datastructures import Cookie

from paraguas.doors.api.given import AnyRequest, GivenRuntime
from paraguas.doors.consoles.desk import SESSION, GivenDesk
from paraguas.doors.pages.forms import read_form
from paraguas.doors.pages.rendering import Reader, go_to, render
from paraguas.doors.pages.signing import SESSION_HOURS, sign_session
from paraguas.doors.runtime import Runtime
from paraguas.plumbing.clock import now
from paraguas.plumbing.secret_store import installed, secret
from paraguas.plumbing.words import speak
from paraguas.staff.errors import KeyUnknown
from paraguas.staff.model import Grant, Scope
from paraguas.staff.rules.scopes import may
from paraguas.values.language import choose_language, read_accept_language
from paraguas.values.refusal import Refusal

VISIT = "paraguas_visit"
"""Name of the cookie that ties the entrance's form to one browser."""


@get("/", include_in_schema=False)
async def show_first(desk: GivenDesk) -> Response[str]:
    """Send somebody who is signed in to where the work is."""
    return go_to(_first(desk.caller.grant))


@get("/enter", include_in_schema=False)
async def show_entrance(runtime: GivenRuntime, request: AnyRequest) -> Response[str]:
    """Ask for a key."""
    return _entrance(runtime, request)


@post("/enter", include_in_schema=False, status_code=200)
async def enter(runtime: GivenRuntime, request: AnyRequest) -> Response[str]:
    """Open a session for whoever brings a key in force."""
    reader = _reader(runtime, request, request.cookies.get(VISIT, ""))
    try:
        form = await read_form(request, reader.bound_to, reader.secret)
        grant = runtime.directory.by_key(form.text("key"))
        if grant is None:
            raise KeyUnknown
    except Refusal as problem:
        return _entrance(runtime, request, problem)
    asked = form.text("next")
    response = go_to(asked if _is_ours(asked) else _first(grant))
    token = sign_session(grant.key_id, at=now(), secret=reader.secret)
    response.set_cookie(_cookie(runtime, SESSION, token, SESSION_HOURS * 3600))
    response.set_cookie(_cookie(runtime, VISIT, "", 0))
    return response


@post("/leave", include_in_schema=False, status_code=200)
async def leave(desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Close the session."""
    await desk.form(request)
    response = go_to("/enter")
    response.set_cookie(_cookie(desk.runtime, SESSION, "", 0))
    return response


def _entrance(
    runtime: Runtime, request: AnyRequest, problem: Refusal | None = None
) -> Response[str]:
    visit = secrets.token_urlsafe(24)
    asked = request.query_params.get("next", "")
    reader = _reader(runtime, request, visit)
    page = render(
        "consoles/entering/enter.html",
        reader,
        problem=problem,
        next=asked if _is_ours(asked) else "",
    )
    page.set_cookie(_cookie(runtime, VISIT, visit, 3600))
    return page


def _reader(runtime: Runtime, request: AnyRequest, visit: str) -> Reader:
    asked = read_accept_language(request.headers.get("accept-language", ""))
    brand, signed = runtime.read_now(
        lambda tx: (installed(tx, "brand", "Paraguas"), secret(tx, "link"))
    )
    return Reader(speak(choose_language(asked)), brand, visit, signed)


def _first(grant: Grant) -> str:
    return "/store" if grant.place_id or not may(grant, Scope.ORDERS_READ) else "/board"


def _is_ours(address: str) -> bool:
    """Whether it is a page of a desk: an address elsewhere is no place to be sent to."""
    return address.startswith(("/board", "/store"))


def _cookie(runtime: Runtime, name: str, value: str, seconds: int) -> Cookie:
    return Cookie(
        key=name,
        value=value,
        max_age=seconds,
        path="/",
        httponly=True,
        samesite="strict",
        secure=runtime.settings.links.startswith("https:"),
    )


HANDLERS = (show_first, show_entrance, enter, leave)
