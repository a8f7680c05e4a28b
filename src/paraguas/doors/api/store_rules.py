"""Rules of store work over the API: service levels, ranges of box numbers, a day's capacity."""

from typing import Annotated

import msgspec
from litestar import Response, get, put
from litestar.params import JSONBody, QueryParameter
from msgspec import Struct

from paraguas.doors.api.bounds import own_place
from paraguas.doors.api.given import AnyRequest, CodePart, GivenCaller, GivenRuntime, IdempotencyKey
from paraguas.doors.api.writing import perform
from paraguas.fulfilment.actions.set_service_levels import set_service_levels
from paraguas.fulfilment.actions.set_sscc_range import set_sscc_range
from paraguas.fulfilment.model import PlaceDay, ReassignRule, Reminder, ServiceLevel
from paraguas.fulfilment.queries import days_at, reassign_rules, reminders, service_levels
from paraguas.journeys.promises.reminding import Reminding, rule_reminders
from paraguas.journeys.serving.reassigning import Reassigning, rule_reassigning
from paraguas.network.errors import EntityUnknown
from paraguas.network.model import PlaceKind
from paraguas.network.queries import network
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.values.limits import ShortCode
from paraguas.values.stamp import Stamp
from paraguas.values.time import days_after, local_day

Minutes = Annotated[int, msgspec.Meta(ge=1, le=60 * 24 * 30)]
Prefix = Annotated[str, msgspec.Meta(pattern="^[0-9]{7,10}$", max_length=10)]


class LevelIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """How soon a kind of place has each step done, in minutes of its opening hours."""

    place_kind: PlaceKind
    accept_minutes: Minutes
    pick_minutes: Minutes
    ready_minutes: Minutes


class LevelsIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Service levels; kinds of places that are not named keep theirs."""

    levels: Annotated[tuple[LevelIn, ...], msgspec.Meta(min_length=1, max_length=2)]


class ReassignRuleIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A market whose overdue tasks go elsewhere by themselves.

    after_minutes: so long after the step was due.  most_moves: how often for one group at most.
    pick_ups: those too, whose person is then told of another store.
    """

    market: ShortCode
    after_minutes: Annotated[int, msgspec.Meta(ge=0, le=60 * 24 * 30)] = 0
    most_moves: Annotated[int, msgspec.Meta(ge=1, le=20)] = 3
    pick_ups: bool = False


class ReassignRulesIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """All rules; a market that is not named has none."""

    rules: Annotated[tuple[ReassignRuleIn, ...], msgspec.Meta(max_length=200)]


class ReminderIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A market whose people are reminded, so many days before goods that wait go back."""

    market: ShortCode
    days_before: Annotated[int, msgspec.Meta(ge=1, le=60)]


class RemindersIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """All reminders; a market that is not named has none."""

    reminders: Annotated[tuple[ReminderIn, ...], msgspec.Meta(max_length=1000)]


class RangeIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The GS1 company prefix an entity numbers its boxes under."""

    prefix: Prefix


class Ranging(Struct, frozen=True):
    """A range to set."""

    stamp: Stamp
    entity: str
    prefix: str


class Levelling(Struct, frozen=True):
    """Service levels to set."""

    stamp: Stamp
    levels: tuple[ServiceLevel, ...]


@put("/service-levels", operation_id="setServiceLevels", tags=["store work"])
async def put_levels(
    data: JSONBody[LevelsIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[list[ServiceLevel]]:
    """Set how soon kinds of places accept, begin to pick and have a task ready."""
    caller.demand(Scope.POLICIES_WRITE)
    levels = tuple(
        ServiceLevel(one.place_kind.value, one.accept_minutes, one.pick_minutes, one.ready_minutes)
        for one in data.levels
    )
    item = Levelling(caller.stamp("api"), levels)
    return await perform(runtime, caller, request, _set_levels, item)


@get("/service-levels", operation_id="getServiceLevels", tags=["store work"])
async def get_levels(runtime: GivenRuntime, caller: GivenCaller) -> list[ServiceLevel]:
    """Read the service levels; a kind of place without any has no clocks."""
    caller.demand(Scope.STORE_WORK)
    return list((await runtime.read(service_levels)).values())


@put("/reassign-rules", operation_id="setReassignRules", tags=["store work"])
async def put_reassign_rules(
    data: JSONBody[ReassignRulesIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[list[ReassignRule]]:
    """Set in which markets tasks whose step is overdue go elsewhere by themselves."""
    caller.demand(Scope.POLICIES_WRITE)
    rules = tuple(
        ReassignRule(one.market, one.after_minutes, one.most_moves, one.pick_ups)
        for one in {one.market: one for one in data.rules}.values()
    )
    item = Reassigning(caller.stamp("api"), rules)
    return await perform(runtime, caller, request, rule_reassigning, item)


@get("/reassign-rules", operation_id="getReassignRules", tags=["store work"])
async def get_reassign_rules(runtime: GivenRuntime, caller: GivenCaller) -> list[ReassignRule]:
    """Read in which markets overdue tasks go elsewhere; in all others people see to them."""
    caller.demand(Scope.STORE_WORK)
    return list((await runtime.read(reassign_rules)).values())


@put("/pick-up-reminders", operation_id="setPickUpReminders", tags=["store work"])
async def put_reminders(
    data: JSONBody[RemindersIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[list[Reminder]]:
    """Set when people are reminded of goods that wait for them in a store."""
    caller.demand(Scope.POLICIES_WRITE)
    wanted = tuple(Reminder(one.market, one.days_before) for one in data.reminders)
    item = Reminding(caller.stamp("api"), wanted)
    return await perform(runtime, caller, request, rule_reminders, item)


@get("/pick-up-reminders", operation_id="getPickUpReminders", tags=["store work"])
async def get_reminders(runtime: GivenRuntime, caller: GivenCaller) -> list[Reminder]:
    """Read when people are reminded of goods that wait, market by market."""
    caller.demand(Scope.STORE_WORK)
    return list(await runtime.read(reminders))


@put("/entities/{code:str}/box-numbers", operation_id="setBoxNumbers", tags=["store work"])
async def put_range(
    code: CodePart,
    data: JSONBody[RangeIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[dict[str, str]]:
    """Number an entity's boxes as SSCC under its own company prefix from now on."""
    caller.demand(Scope.ADMIN)
    item = Ranging(caller.stamp("api"), code, data.prefix)
    return await perform(runtime, caller, request, _set_range, item)


@get("/places/{code:str}/days", operation_id="listPlaceDays", tags=["store work"])
async def list_days(
    code: CodePart,
    runtime: GivenRuntime,
    caller: GivenCaller,
    days: Annotated[int, QueryParameter(ge=1, le=31)] = 7,
) -> list[PlaceDay]:
    """Tell of the coming days of a place, today first, what is held and what is confirmed.

    Held is what an order took when it was placed, confirmed once its payment stands.
    """
    caller.demand(Scope.STORE_WORK)
    place = await own_place(runtime, caller, code)
    today = local_day(now(), place.zone)
    asked = [day.isoformat() for day in (today, *days_after(today, days - 1))]
    return await runtime.read(lambda tx: days_at(tx, place.place_id, asked))


def _set_levels(tx: Tx, item: Levelling) -> list[ServiceLevel]:
    set_service_levels(tx, item.levels)
    return list(service_levels(tx).values())


def _set_range(tx: Tx, item: Ranging) -> dict[str, str]:
    entity = next((one for one in network(tx).entities if one.code == item.entity), None)
    if entity is None:
        raise EntityUnknown(entity=item.entity)
    set_sscc_range(tx, entity.entity_id, item.prefix)
    return {"entity": entity.code, "prefix": item.prefix}


HANDLERS = (
    *(put_levels, get_levels, put_reassign_rules, get_reassign_rules),
    *(put_reminders, get_reminders),
    *(put_range, list_days),
)
