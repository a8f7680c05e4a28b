"""Compensation over the API: the rules of each market with their versions, and what was given."""

import msgspec
from litestar import Response, get, put
from litestar.params import JSONBody
from msgspec import Struct

from paraguas.compensation.model import Compensation, SavedRules
from paraguas.compensation.queries import compensations_of, rule_versions, saved_rules
from paraguas.compensation.rules.reading import RulesText, rules_of, text_of
from paraguas.doors.api.given import (
    AnyRequest,
    CodePart,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
)
from paraguas.doors.api.writing import Answering, perform
from paraguas.journeys.promises.rules import Saving, save_rules
from paraguas.orders.queries import order as read_order
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.values.limits import Reason, Version


class CompensationRulesIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A market's rules to save, and why.

    based_on: the version they were changed from, 0 for the first; without it the last who saves
    wins.
    """

    rules: RulesText
    reason: Reason
    based_on: Version | None = None


class CompensationRulesOut(Struct, frozen=True):
    """A version of a market's rules."""

    market: str
    version: int
    rules: RulesText
    saved_at: int
    saved_by: str
    reason: str


@get("/compensation-rules", operation_id="listCompensationRules", tags=["promises"])
async def list_rules(runtime: GivenRuntime, caller: GivenCaller) -> list[CompensationRulesOut]:
    """List the newest version of each market's rules."""
    caller.demand(Scope.ORDERS_READ)
    return [_told(one) for one in await runtime.read(saved_rules)]


@get("/compensation-rules/{code:str}", operation_id="getCompensationRules", tags=["promises"])
async def get_rules(
    code: CodePart, runtime: GivenRuntime, caller: GivenCaller
) -> list[CompensationRulesOut]:
    """Read all versions of a market's rules, the newest first."""
    caller.demand(Scope.ORDERS_READ)
    return [_told(one) for one in await runtime.read(lambda tx: rule_versions(tx, code))]


@put("/compensation-rules/{code:str}", operation_id="saveCompensationRules", tags=["promises"])
async def put_rules(
    code: CodePart,
    data: JSONBody[CompensationRulesIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[CompensationRulesOut]:
    """Save a market's rules as their next version; the next slip is decided by it."""
    caller.demand(Scope.POLICIES_WRITE)
    stamp = caller.stamp("api", reason=data.reason)
    item = Saving(stamp, rules_of(data.rules, code), data.reason, data.based_on)
    answering = Answering(200, _told)
    return await perform(runtime, caller, request, save_rules, item, answering=answering)


@get("/orders/{order_id:str}/compensations", operation_id="listCompensations", tags=["promises"])
async def list_compensations(
    order_id: IdPart, runtime: GivenRuntime, caller: GivenCaller
) -> list[Compensation]:
    """List what was given for the promises of an order, and by which rule."""
    caller.demand(Scope.ORDERS_READ)

    def look(tx: Tx) -> list[Compensation]:
        return compensations_of(tx, read_order(tx, order_id).order_id)

    return await runtime.read(look)


def _told(saved: SavedRules) -> CompensationRulesOut:
    rules = saved.rules
    told = (text_of(rules), saved.saved_at, saved.saved_by, saved.reason)
    return CompensationRulesOut(rules.market, rules.version, *told)


HANDLERS = (list_rules, get_rules, put_rules, list_compensations)
