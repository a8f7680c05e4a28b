"""Reports over the API: how promises were kept."""

from typing import Annotated

from litestar import get
from litestar.params import QueryParameter
from msgspec import Struct

from paraguas.doors.api.given import GivenCaller, GivenRuntime
from paraguas.plumbing.clock import now
from paraguas.staff.model import Scope
from paraguas.values.refusal import Malformed
from paraguas.values.time import DAY, Period
from paraguas.views.promise_keeping import By, Keeping, promise_keeping

LATEST = 400 * 365 * DAY
USUAL = 30 * DAY
"""How long a report looks back where nobody says."""


class PromisesOut(Struct, frozen=True):
    """How the promises of the orders that came in from `start_at` and before `end_at` were kept."""

    by: By
    start_at: int
    end_at: int
    keeping: tuple[Keeping, ...]


@get("/reports/promises", operation_id="reportPromises", tags=["promises"])
async def report_promises(
    runtime: GivenRuntime,
    caller: GivenCaller,
    start_at: Annotated[int | None, QueryParameter(name="from", ge=0, le=LATEST)] = None,
    end_at: Annotated[int | None, QueryParameter(name="to", ge=0, le=LATEST)] = None,
    by: Annotated[By, QueryParameter()] = By.PLACE,
) -> PromisesOut:
    """Tell how promises were kept by place, door or kind.

    Of the orders that came in from one instant and before another: up to now where `to` is left
    out, the thirty days before it where `from` is.
    """
    caller.demand(Scope.ORDERS_READ)
    moment = now()
    until = moment if end_at is None else end_at
    since = max(until - USUAL, 0) if start_at is None else start_at
    if since >= until:
        raise Malformed(where="to", problem="it is not after from")
    during = Period(since, until)
    found = await runtime.read(lambda tx: promise_keeping(tx, during, by, now=moment))
    return PromisesOut(by, since, until, found)


HANDLERS = (report_promises,)
