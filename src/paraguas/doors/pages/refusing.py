"""Refusals as pages: kind words in the reader's language, and a way on."""

import logging
from typing import Any
from urllib.parse import quote

from litestar import Response
from litestar.exceptions import HTTPException

from paraguas.doors.api.given import AnyRequest
from paraguas.doors.api.hot import LARGEST_BODY
from paraguas.doors.api.problem import AddressUnknown, BodyTooLarge, Defect, MethodNotAllowed
from paraguas.doors.api.refusing import refuse_http
from paraguas.doors.pages.errors import SignInNeeded
from paraguas.doors.pages.rendering import Reader, go_to, render
from paraguas.doors.runtime import Runtime
from paraguas.plumbing.secret_store import installed
from paraguas.plumbing.words import speak
from paraguas.staff.errors import KeyUnknown
from paraguas.values.language import choose_language, read_accept_language
from paraguas.values.refusal import Malformed, Refusal

BRAND = "Paraguas"
"""Whose page it is while nobody can be asked."""

log = logging.getLogger("paraguas.pages")


def refuse_page(request: AnyRequest, refusal: Refusal) -> Response[str]:
    """Answer a refusal with a page; who is not signed in is sent to the door."""
    if isinstance(refusal, SignInNeeded | KeyUnknown):
        return go_to(f"/enter?next={quote(request.url.path)}")
    runtime: Runtime = request.app.state.runtime
    return _page(request, refusal, runtime.read_now(lambda tx: installed(tx, "brand", BRAND)))


def refuse_http_page(request: AnyRequest, problem: HTTPException) -> Response[str]:
    """Answer what the framework refuses with a page; an unknown address of the API is no page."""
    path = request.url.path
    if path.startswith("/v1/"):
        return refuse_http(request, problem)
    refusals: dict[int, Refusal] = {
        404: AddressUnknown(path=path),
        405: MethodNotAllowed(method=request.method, path=path),
        413: BodyTooLarge(most=LARGEST_BODY),
    }
    malformed = Malformed(where="form", problem=problem.detail)
    return refuse_page(request, refusals.get(problem.status_code, malformed))


def refuse_nowhere(request: AnyRequest, problem: HTTPException) -> Response[Any]:
    """Answer at an address that is nobody's: a page for a browser, a problem for a machine."""
    if "text/html" in request.headers.get("accept", ""):
        return refuse_http_page(request, problem)
    return refuse_http(request, problem)


def refuse_defect_page(request: AnyRequest, defect: Exception) -> Response[str]:
    """Log a mistake of ours once and say so."""
    log.error("%s %s failed", request.method, request.url.path, exc_info=defect)
    return _page(request, Defect(), BRAND)


def _page(request: AnyRequest, refusal: Refusal, brand: str) -> Response[str]:
    asked = read_accept_language(request.headers.get("accept-language", ""))
    words = speak(choose_language([request.query_params.get("lang", ""), *asked]))
    staff = not request.url.path.startswith("/o/")
    reader = Reader(words, brand, "", "")
    return render("pages/refused.html", reader, problem=refusal, back="/" if staff else "")
