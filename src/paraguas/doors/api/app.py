"""The API as one ASGI application: the hot route in front, the framework behind it."""

import logging
from http import HTTPStatus
from typing import Any

from litestar import Litestar, Request, Response, Router
from litestar.di import Provide
from litestar.exceptions import (
    HTTPException,
    MethodNotAllowedException,
    NotFoundException,
    ValidationException,
)
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme

from paraguas import __version__
from paraguas.doors.api import (
    appointments,
    baskets,
    catalogue,
    condition,
    gift_cards,
    invoices,
    network,
    orders,
    staff,
    stock,
    store_work,
    timeline,
)
from paraguas.doors.api.caller import Caller, recognise
from paraguas.doors.api.hot import LARGEST_BODY, App, HotRoute
from paraguas.doors.api.problem import (
    MEDIA_TYPE,
    AddressUnknown,
    BodyTooLarge,
    Defect,
    KeyMissing,
    MethodNotAllowed,
    problem_of,
)
from paraguas.doors.pages.routes import page_routes
from paraguas.doors.runtime import Runtime
from paraguas.values.refusal import Malformed, Refusal

HANDLERS = (
    *appointments.HANDLERS,
    *baskets.HANDLERS,
    *catalogue.HANDLERS,
    *condition.HANDLERS,
    *gift_cards.HANDLERS,
    *invoices.HANDLERS,
    *network.HANDLERS,
    *orders.HANDLERS,
    *staff.HANDLERS,
    *stock.HANDLERS,
    *store_work.HANDLERS,
    *timeline.HANDLERS,
)
"""Every operation of the API, resource by resource."""

log = logging.getLogger("paraguas.api")
AnyRequest = Request[Any, Any, Any]


def make_app(runtime: Runtime) -> App:
    """Build the application over a running installation."""
    return HotRoute(runtime, make_framework(runtime))


def make_framework(runtime: Runtime) -> Litestar:
    """Build the framework's part: all operations, problems for every refusal, the description."""

    async def give_runtime() -> Runtime:
        return runtime

    async def give_caller(request: AnyRequest) -> Caller:
        return recognise(
            runtime.directory,
            request.headers.get("authorization", ""),
            request.headers.get("accept-language", ""),
        )

    return Litestar(
        [Router("/v1", route_handlers=list(HANDLERS)), page_routes()],
        dependencies={"runtime": Provide(give_runtime), "caller": Provide(give_caller)},
        exception_handlers={Refusal: refuse, HTTPException: refuse_http, Exception: refuse_defect},
        openapi_config=describe(),
        request_max_body_size=LARGEST_BODY,
        logging_config=None,
        debug=False,
    )


def describe() -> OpenAPIConfig:
    """Say how the API describes itself."""
    return OpenAPIConfig(
        title="Paraguas",
        version=__version__,
        description="One order management system over every door of a brand.",
        path="/v1",
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        components=Components(
            security_schemes={"key": SecurityScheme(type="http", scheme="bearer")}
        ),
        security=[{"key": []}],
    )


def refuse(request: AnyRequest, refusal: Refusal) -> Response[Any]:
    """Answer a refusal as a problem."""
    problem = problem_of(refusal, request.headers.get("accept-language", ""))
    headers = {"retry-after": "1"} if refusal.kind == "later" else {}
    return Response(problem, status_code=problem.status, media_type=MEDIA_TYPE, headers=headers)


def refuse_http(request: AnyRequest, problem: HTTPException) -> Response[Any]:
    """Answer what the framework refuses, in the same form."""
    return refuse(request, _as_refusal(request, problem))


def refuse_defect(request: AnyRequest, defect: Exception) -> Response[Any]:
    """Log a mistake of ours once and say so."""
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
        return Malformed(where=str(first.get("key", "body")), problem=str(first.get("message")))
    return Malformed(where="body", problem=problem.detail)
