"""All that waits for somebody on one list: whose it is, since when, and what closes it."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from litestar import Response, get, post
from msgspec import Struct

from paraguas.doors.api.given import AnyRequest, CodePart, IdPart
from paraguas.doors.consoles.desk import Desk, GivenDesk
from paraguas.doors.pages.forms import Form
from paraguas.exceptions.errors import ExceptionOver
from paraguas.exceptions.model import ExceptionKind, Subject
from paraguas.holds.queries import standing_holds
from paraguas.journeys.changing import holding
from paraguas.journeys.money import reconciling
from paraguas.journeys.promises import owning
from paraguas.journeys.stock import feeding, transfers
from paraguas.network.queries import Network, network
from paraguas.plumbing.chores import revive
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.work import Verb
from paraguas.staff.model import Scope
from paraguas.staff.queries import Directory, directory
from paraguas.staff.rules.scopes import may
from paraguas.supply.model import Outcome
from paraguas.values.refusal import Malformed, Refusal
from paraguas.values.stamp import Stamp
from paraguas.views.waiting import Waiting, waiting

NOBODY = "-"
"""How the address asks for what nobody looks after."""

READS = {
    ExceptionKind.TRANSFER: Scope.STOCK_READ,
    ExceptionKind.FEED: Scope.STOCK_READ,
    ExceptionKind.SETTLEMENT: Scope.ADMIN,
}
"""What opens a kind, where it is not that of orders."""

WRITES = {
    ExceptionKind.TRANSFER: Scope.STOCK_WRITE,
    ExceptionKind.FEED: Scope.STOCK_WRITE,
    ExceptionKind.SETTLEMENT: Scope.ADMIN,
    ExceptionKind.DEAD: Scope.ADMIN,
}
"""What lets somebody take or close a kind, where it is not what lets him change orders."""

CLOSED_HERE = frozenset({*WRITES, ExceptionKind.HELD})
"""Kinds that are closed on this page; the others are on the page of their order."""


class Shown(NamedTuple):
    """An exception and what this reader may do about it."""

    one: Waiting
    takes: bool
    closes: bool


class Reviving(Struct, frozen=True):
    """A chore that is to try again."""

    stamp: Stamp
    chore_id: str


@get("/board/exceptions", include_in_schema=False)
async def show_exceptions(desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Show what waits for somebody, by kind and owner as the address asks."""
    asked = request.query_params
    chosen = {name: asked.get(name, "")[:80] for name in ("kind", "owner")}
    return await _page(desk, chosen, done=asked.get("done", ""))


@post("/board/exceptions/{kind:str}/{subject_id:str}/own", include_in_schema=False,
      status_code=200)  # fmt: skip
async def take(
    kind: CodePart, subject_id: IdPart, desk: GivenDesk, request: AnyRequest
) -> Response[str]:
    """Take an exception, or give it back."""
    form = await desk.form(request)
    try:
        found = await _found(desk, kind, subject_id)
        mine = form.text("owner") == "me"
        owner = desk.caller.grant.actor.code if mine else None
        item = owning.Owning(desk.caller.stamp(), found.subject, owner, found.order_id)
        to = _way(form, "exception-taken" if mine else "exception-given-back")
        return await desk.write(request, form, owning.own, item, lambda _: to)
    except Refusal as problem:
        return await _page(desk, _chosen(form), problem=problem)


@post("/board/exceptions/{kind:str}/{subject_id:str}/close", include_in_schema=False,
      status_code=200)  # fmt: skip
async def close(
    kind: CodePart, subject_id: IdPart, desk: GivenDesk, request: AnyRequest
) -> Response[str]:
    """Close an exception with a reason; a chore that was given up tries again instead."""
    form = await desk.form(request)
    try:
        found = await _found(desk, kind, subject_id)
        verb, item = await _closing(desk, found, form)
        to = _way(form, "exception-closed")
        return await desk.write(request, form, verb, item, lambda _: to)
    except Refusal as problem:
        return await _page(desk, _chosen(form), problem=problem)


async def _closing(desk: Desk, found: Waiting, form: Form) -> tuple[Verb, Any]:
    kind, subject_id = found.subject.kind, found.subject.subject_id
    if kind is ExceptionKind.DEAD:
        return _revive, Reviving(desk.caller.stamp(), subject_id)
    if not (reason := form.text("reason")):
        raise Malformed(where="reason", problem="empty")
    stamp = desk.caller.stamp(reason=reason)
    if kind is ExceptionKind.TRANSFER:
        return transfers.close, transfers.Ending(stamp, subject_id, reason, found.place_id)
    if kind is ExceptionKind.SETTLEMENT:
        actor = desk.caller.grant.actor
        return reconciling.resolve, reconciling.Resolving(stamp, actor, subject_id, reason)
    if kind is ExceptionKind.HELD:
        return holding.lift_order_hold, await _lifting(desk, found, stamp)
    if kind is not ExceptionKind.FEED or form.text("outcome") not in set(Outcome):
        raise Malformed(where="outcome", problem=form.text("outcome"))
    net = await desk.runtime.read(network)
    place = net.place(found.place_id) if found.place_id else None
    assert place is not None, "a feed of a place that is not there"
    return feeding.settle, feeding.Settling(
        *(stamp, place.code, found.detail, found.article, found.units),
        *(Outcome(form.text("outcome")), reason),
    )


async def _lifting(desk: Desk, found: Waiting, stamp: Stamp) -> holding.Lifting:
    assert found.order_id is not None, "a hold of no order"
    order_id = found.order_id
    for hold in await desk.runtime.read(lambda tx: standing_holds(tx, order_id)):
        if (hold.kind, hold.due_at) == (found.detail, found.at):
            return holding.Lifting(stamp, order_id, hold.hold_no, stamp.by.reason or "")
    raise ExceptionOver(kind=found.subject.kind.value)


def _revive(tx: Tx, item: Reviving) -> None:
    revive(tx, [item.chore_id], now=item.stamp.at)


async def _found(desk: Desk, kind: str, subject_id: str) -> Waiting:
    """Find what may be changed here; refuses what waits no more, or not for this reader."""
    if kind not in set(ExceptionKind):
        raise ExceptionOver(kind=kind)
    wanted = Subject(ExceptionKind(kind), subject_id)
    desk.caller.demand(WRITES.get(wanted.kind, Scope.ORDERS_WRITE))
    moment = now()
    listed = await desk.runtime.read(lambda tx: _seen(tx, desk, [wanted.kind], moment))
    for one in listed:
        if one.subject == wanted:
            return one
    raise ExceptionOver(kind=kind)


def _seen(tx: Tx, desk: Desk, kinds: Sequence[ExceptionKind], at: int) -> list[Waiting]:
    """List what a reader may see; a key of one place sees that place's."""
    grant = desk.caller.grant
    opened = [kind for kind in kinds if may(grant, READS.get(kind, Scope.ORDERS_READ))]
    found = waiting(tx, opened, now=at)
    return [one for one in found if grant.place_id in (None, one.place_id)]


async def _page(
    desk: Desk, chosen: dict[str, str], *, problem: Refusal | None = None, done: str = ""
) -> Response[str]:
    desk.caller.demand(Scope.ORDERS_READ)
    kind, moment = chosen["kind"], now()
    kinds = [one for one in ExceptionKind if kind in ("", one.value)]

    def look(tx: Tx) -> tuple[list[Waiting], Network, Directory]:
        return _seen(tx, desk, kinds, moment), network(tx), directory(tx)

    found, net, staff = await desk.runtime.read(look)
    names = {actor.code: actor.name for actor in staff.actors}
    owners = sorted({one.owner for one in found if one.owner} | {desk.caller.grant.actor.code})
    say = desk.reader.words.say
    return desk.page(
        "consoles/head_office/exceptions.html",
        at="exceptions",
        now=moment,
        problem=problem,
        done=done,
        shown=[_shown(desk, one) for one in found if _is_of(one, chosen["owner"])],
        chosen=chosen,
        kinds=[(one.value, say(f"pages.exceptions.{one.value}")) for one in ExceptionKind],
        owners=[
            (NOBODY, say("pages.exceptions.nobody")),
            *((code, names.get(code, code)) for code in owners),
        ],
        nobody=NOBODY,
        outcomes=[one.value for one in Outcome],
        names=names,
        places={place.place_id: place.name for place in net.places},
    )


def _shown(desk: Desk, one: Waiting) -> Shown:
    kind = one.subject.kind
    takes = may(desk.caller.grant, WRITES.get(kind, Scope.ORDERS_WRITE))
    return Shown(one, takes, takes and kind in CLOSED_HERE)


def _is_of(one: Waiting, owner: str) -> bool:
    return not owner or (one.owner or NOBODY) == owner


def _chosen(form: Form) -> dict[str, str]:
    return {name: form.text(f"shown-{name}", most=80) for name in ("kind", "owner")}


def _way(form: Form, done: str) -> str:
    kept = {name: text for name, text in _chosen(form).items() if text}
    return f"/board/exceptions?{urlencode({**kept, 'done': done})}"


HANDLERS = (show_exceptions, take, close)
