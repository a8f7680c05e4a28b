"""Sourcing over the API: rule sets with their versions, and trials of one over past orders."""

from typing import Annotated

import msgspec
from litestar import Response, get, post, put
from litestar.params import JSONBody
from msgspec import Struct
from msgspec.structs import replace

from paraguas.doors.api.given import AnyRequest, CodePart, GivenCaller, GivenRuntime, IdempotencyKey
from paraguas.doors.api.writing import Answering, perform
from paraguas.journeys.serving.sourcing_rules import Saving, check_names, save_rule_set
from paraguas.journeys.serving.sourcing_trial import try_rules
from paraguas.plumbing.tx import Tx
from paraguas.sourcing.model import SavedRules
from paraguas.sourcing.queries import rule_versions, saved_rules, shipped_rules
from paraguas.sourcing.rules.comparing import Comparison
from paraguas.sourcing.rules.reading import RuleSetText, rules_of, text_of
from paraguas.staff.model import Scope
from paraguas.values.limits import Moment, Reason, Version
from paraguas.values.time import Period
from paraguas.views.placed_orders import latest_orders

MOST_ORDERS = 1000
"""So many orders are tried at once at most."""


class SaveIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A rule set to save, and why.

    based_on: the version it was changed from, 0 for a new name; without it the last who saves
    wins.
    """

    rules: RuleSetText
    reason: Reason
    based_on: Version | None = None


class TrialIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A rule set to try on the orders placed from `since` and before `until`, the newest first."""

    rules: RuleSetText
    since: Moment
    until: Moment
    most: Annotated[int, msgspec.Meta(ge=1, le=MOST_ORDERS)] = 500


class RulesOut(Struct, frozen=True):
    """A version of a rule set; version 0 is the one the product comes with."""

    version: int
    rules: RuleSetText
    saved_at: int
    saved_by: str
    reason: str


class TrialOut(Struct, frozen=True):
    """What the rules in force and those on trial make of the same parcels.

    stock: `now`, with each order's own units put back.  orders: how many were looked at.
    """

    stock: str
    orders: int
    comparison: Comparison


@get("/sourcing-rules", operation_id="listSourcingRules", tags=["sourcing"])
async def list_rules(runtime: GivenRuntime, caller: GivenCaller) -> list[RulesOut]:
    """List the newest version of each rule set, the one the product comes with last."""
    caller.demand(Scope.ORDERS_READ)
    found = await runtime.read(saved_rules)
    return [_told(one) for one in (*found, SavedRules(shipped_rules(), 0, "", ""))]


@get("/sourcing-rules/{code:str}", operation_id="getSourcingRules", tags=["sourcing"])
async def get_rules(code: CodePart, runtime: GivenRuntime, caller: GivenCaller) -> list[RulesOut]:
    """Read all versions of a rule set, the newest first."""
    caller.demand(Scope.ORDERS_READ)
    return [_told(one) for one in await runtime.read(lambda tx: rule_versions(tx, code))]


@put("/sourcing-rules/{code:str}", operation_id="saveSourcingRules", tags=["sourcing"])
async def put_rules(
    code: CodePart,
    data: JSONBody[SaveIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[RulesOut]:
    """Save a rule set as the next version of its name; the next order is sourced by it."""
    caller.demand(Scope.POLICIES_WRITE)
    rules = rules_of(replace(data.rules, name=code))
    stamp = caller.stamp("api", reason=data.reason)
    item = Saving(stamp, rules, data.reason, data.based_on)
    answering = Answering(200, _told)
    return await perform(runtime, caller, request, save_rule_set, item, answering=answering)


@post("/sourcing-trials", operation_id="trySourcingRules", tags=["sourcing"], status_code=200)
async def try_out(data: JSONBody[TrialIn], runtime: GivenRuntime, caller: GivenCaller) -> TrialOut:
    """Source past parcels again by a rule set: the difference in cost, splits, way and promise."""
    caller.demand(Scope.POLICIES_WRITE)
    rules = rules_of(data.rules)

    def look(tx: Tx) -> TrialOut:
        check_names(tx, rules)
        found = latest_orders(tx, Period(data.since, data.until), most=data.most)
        return TrialOut("now", len(found), try_rules(tx, rules, found))

    return await runtime.read(look)


def _told(saved: SavedRules) -> RulesOut:
    rules = saved.rule_set
    return RulesOut(rules.version, text_of(rules), saved.saved_at, saved.saved_by, saved.reason)


HANDLERS = (list_rules, get_rules, put_rules, try_out)
