"""The API as one ASGI application: the hot route in front, the framework behind it."""

from typing import Any

from litestar import Litestar, Request, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme

from paraguas import __version__
from paraguas.doors.api import (
    appointments,
    approvals,
    backorders,
    baskets,
    catalogue,
    changes,
    claims,
    compensation,
    condition,
    counts,
    credit_accounts,
    customers,
    description,
    drawer_limits,
    drawers,
    erasure,
    exceptions,
    feeds,
    gift_cards,
    holds,
    intercompany,
    invoices,
    loyalty,
    network,
    notes,
    orders,
    person_views,
    persons,
    policies,
    promotions,
    purchase_orders,
    quotes,
    reports,
    reshaping,
    return_steps,
    returns,
    settlements,
    shelves,
    slips,
    sourcing,
    staff,
    stock,
    stock_rules,
    store_credits,
    store_papers,
    store_rules,
    store_work,
    substitutions,
    timeline,
    training,
    transfers,
    webhooks,
)
from paraguas.doors.api.caller import Caller, recognise
from paraguas.doors.api.hot import LARGEST_BODY, App, HotRoute
from paraguas.doors.api.refusing import refuse, refuse_defect
from paraguas.doors.pages.refusing import refuse_nowhere
from paraguas.doors.pages.routes import page_routes
from paraguas.doors.runtime import Runtime
from paraguas.values.refusal import Refusal

HANDLERS = (
    *appointments.HANDLERS,
    *approvals.HANDLERS,
    *backorders.HANDLERS,
    *baskets.HANDLERS,
    *catalogue.HANDLERS,
    *changes.HANDLERS,
    *compensation.HANDLERS,
    *condition.HANDLERS,
    *counts.HANDLERS,
    *credit_accounts.HANDLERS,
    *customers.HANDLERS,
    *description.HANDLERS,
    *drawer_limits.HANDLERS,
    *drawers.HANDLERS,
    *exceptions.HANDLERS,
    *feeds.HANDLERS,
    *gift_cards.HANDLERS,
    *holds.HANDLERS,
    *intercompany.HANDLERS,
    *invoices.HANDLERS,
    *loyalty.HANDLERS,
    *network.HANDLERS,
    *notes.HANDLERS,
    *orders.HANDLERS,
    *policies.HANDLERS,
    *person_views.HANDLERS,
    *persons.HANDLERS,
    *erasure.HANDLERS,
    *promotions.HANDLERS,
    *purchase_orders.HANDLERS,
    *quotes.HANDLERS,
    *reports.HANDLERS,
    *claims.HANDLERS,
    *returns.HANDLERS,
    *return_steps.HANDLERS,
    *settlements.HANDLERS,
    *shelves.HANDLERS,
    *slips.HANDLERS,
    *staff.HANDLERS,
    *substitutions.HANDLERS,
    *stock.HANDLERS,
    *reshaping.HANDLERS,
    *sourcing.HANDLERS,
    *stock_rules.HANDLERS,
    *store_credits.HANDLERS,
    *store_papers.HANDLERS,
    *store_rules.HANDLERS,
    *store_work.HANDLERS,
    *timeline.HANDLERS,
    *training.HANDLERS,
    *transfers.HANDLERS,
    *webhooks.HANDLERS,
)
"""Every operation of the API, resource by resource."""

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
        state=State({"runtime": runtime}),
        exception_handlers={
            Refusal: refuse,
            HTTPException: refuse_nowhere,
            Exception: refuse_defect,
        },
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
        path="/framework",
        render_plugins=[JsonRenderPlugin()],
        components=Components(
            security_schemes={"key": SecurityScheme(type="http", scheme="bearer")}
        ),
        security=[{"key": []}],
    )
