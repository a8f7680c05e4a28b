"""How promises were kept, for head office: by place, door or kind, of the orders of some days."""

from collections.abc import Mapping
from datetime import date, timedelta

from litestar import Response, get

from paraguas.doors.api.drawers import read_day
from paraguas.doors.api.given import AnyRequest
from paraguas.doors.consoles.desk import Desk, GivenDesk
from paraguas.network.queries import Network, network
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.values.refusal import Malformed
from paraguas.values.time import Period, at_local, days_after, local_day
from paraguas.views.promise_keeping import By, Keeping, promise_keeping

DAYS = 30
"""So many days are shown where none are asked for."""


@get("/board/promises", include_in_schema=False)
async def show_promises(desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Show how promises were kept, by what the address asks for; days are those of UTC."""
    desk.caller.demand(Scope.ORDERS_READ)
    asked = request.query_params
    moment = now()
    by = _by(asked.get("by", ""))
    today = local_day(moment, "UTC")
    first = _day(asked.get("from", ""), today - timedelta(days=DAYS))
    last = _day(asked.get("to", ""), today)
    if first > last:
        raise Malformed(where="to", problem="it is not after from")
    [after] = days_after(last, 1)
    during = Period(at_local(first, 0, "UTC"), at_local(after, 0, "UTC"))

    def look(tx: Tx) -> tuple[Network, tuple[Keeping, ...]]:
        return network(tx), promise_keeping(tx, during, by, now=moment)

    net, found = await desk.runtime.read(look)
    return desk.page(
        "consoles/head_office/promises.html",
        at="promises",
        by=by.value,
        ways=[each.value for each in By],
        first=first.isoformat(),
        last=last.isoformat(),
        keeping=found,
        names=_names(desk, net, by),
    )


def _by(text: str) -> By:
    return next((each for each in By if each.value == text), By.PLACE)


def _day(text: str, otherwise: date) -> date:
    return read_day(text) if text else otherwise


def _names(desk: Desk, net: Network, by: By) -> Mapping[str, str]:
    """Name what promises are told apart by, in the reader's words."""
    match by:
        case By.PLACE:
            return {one.code: one.name for one in net.places}
        case By.DOOR:
            return {one.code: one.name for one in net.channels}
        case By.KIND:
            say = desk.reader.words.say
            kinds = ("ready", "deliver", "appointment")
            return {kind: say(f"pages.promise.kind.{kind}") for kind in kinds}


HANDLERS = (show_promises,)
