"""Refusals as answers of the API: ours, the framework's, and mistakes, all in one form."""

import logging
from http import HTTPStatus
from typing import Any

from litestar import Request, Response
from litestar.exceptions import (
    HTTPException,
    MethodNotAllowedException,
    NotFoundException,
    ValidationException,
)

from paraguas.doors.api.hot import LARGEST_BODY
from paraguas.doors.api.problem import (
    MEDIA_TYPE,
    AddressUnknown,
    BodyTooLarge,
    Defect,
    KeyMissing,
    MethodNotAllowed,
    problem_of,
)
from paraguas.values.refusal import Malformed, Refusal

log = logging.getLogger("paraguas.api")
AnyRequest = Request[Any, Any, Any]


def refuse(request: AnyRequest, refusal: Refusal) -> Response[Any]:
    """Answer a refusal as a problem."""
    problem = problem_of(refusal, request.headers.get("accept-language", ""))
    headers = {"retry-after": "1"} if refusal.kind == "later" else {}
    return Response(problem, status_code=problem.status, media_type=MEDIA_TYPE, headers=headers)


def refuse_http(request: AnyRequest, problem: HTTPException) -> Response[Any]:
    """Answer what the framework refuses, in the same form."""
    return refuse(request, _as_refusal(request, problem))


def refuse_defect(request: AnyRequest, defect: Exception) -> Response[Any]:
    """Log a mistake of ours once and say so; a body nested beyond measure is not ours."""
    if isinstance(defect, RecursionError):
        return refuse(request, Malformed(where="body", problem="nested too deeply"))
    log.error("%s %s failed", request.method, request.url.path, exc_info=defect)
    return refuse(request, Defect())


def _as_refusal(request: AnyRequest, problem: HTTPException) -> Refusal:
    if isinstance(problem, MethodNotAllowedException):
        return MethodNotAllowed(method=request.method, path=request.url.path)
    if isinstance(problem, NotFoundException):
        return AddressUnknown(path=request.url.path)
    if problem.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return BodyTooLarge(most=LARGEST_BODY)
    if "required header parameter 'Idempotency-Key'" in problem.detail:
        return KeyMissing()
    if isinstance(problem, ValidationException) and isinstance(problem.extra, list):
        first = problem.extra[0] if problem.extra else {}
        where = _as_sent(request, str(first.get("key", "body")))
        return Malformed(where=where, problem=str(first.get("message")))
    return Malformed(where="body", problem=problem.detail)


def _as_sent(request: AnyRequest, name: str) -> str:
    """Name a parameter as the caller does, where our code has another name for it."""
    found = request.route_handler.parsed_fn_signature.parameters.get(name)
    return getattr(found and found.kwarg_definition, "name", None) or name
