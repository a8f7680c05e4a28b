"""Settlements over the API: the provider's report taken in, and its differences closed."""

from datetime import date
from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.params import JSONBody, PathParameter, QueryParameter
from msgspec import Struct

from paraguas.doors.api.given import (
    AnyRequest,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
)
from paraguas.doors.api.writing import Answering, perform
from paraguas.doors.imports.camt import read_statement
from paraguas.journeys.money import reconciling, statements
from paraguas.journeys.money.reconciling import Assigning, Overdue, Reported, Resolving
from paraguas.journeys.money.statements import Stated
from paraguas.settlements import queries as settlements
from paraguas.settlements.model import (
    BankLine,
    Difference,
    DifferenceKind,
    DifferenceState,
    Line,
    LineKind,
    PayoutSum,
    StatementTaken,
    Taken,
)
from paraguas.staff.model import Scope
from paraguas.values.limits import Reason, ShortCode
from paraguas.values.money import LARGEST_MINOR, exponent
from paraguas.values.refusal import Refusal
from paraguas.values.time import DAY, Period

MOST_DIFFERENCES = 200
"""So many are listed at once at most."""

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
Paid = Annotated[int, msgspec.Meta(ge=0, le=LARGEST_MINOR)]
PayoutPart = Annotated[str, PathParameter(max_length=60)]


class LineIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What the provider says of a transaction.

    key: the name we gave it, if the report has it.  reference: the provider's.  amount_minor:
    whichever way it went.  fee_minor: what the provider kept of it.
    """

    payout: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    reference: Name
    key: Annotated[str, msgspec.Meta(max_length=120)] = ""
    kind: LineKind
    amount_minor: Paid
    currency: Annotated[str, msgspec.Meta(max_length=3)]
    fee_minor: Annotated[int, msgspec.Meta(ge=-LARGEST_MINOR, le=LARGEST_MINOR)] = 0
    settled_on: date


class ReportIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Lines of the provider's report; those that were taken in before are left out."""

    lines: Annotated[tuple[LineIn, ...], msgspec.Meta(min_length=1, max_length=2000)]


class StatementIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A bank's statement: camt.053 (ISO 20022) as XML text."""

    document: Annotated[str, msgspec.Meta(min_length=1, max_length=500_000)]


class OverdueIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """How many days the provider may take, and how many before those to look at."""

    after_days: Annotated[int, msgspec.Meta(ge=0, le=366)] = 7
    looked_back_days: Annotated[int, msgspec.Meta(ge=1, le=366)] = 30


class OwnerIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Who looks into a difference: the code of a colleague; nobody without one."""

    owner: ShortCode | None = None


class ClosedIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What was done about a difference."""

    reason: Reason


class DifferencePage(Struct, frozen=True):
    """Differences, the latest first; `next` is the cursor of the page after, if there is."""

    differences: tuple[Difference, ...]
    next: str | None


class Found(Struct, frozen=True):
    """How many differences were found that were not known."""

    differences: int


@post("/settlements", operation_id="takeSettlement", tags=["settlements"], status_code=201)
async def take_settlement(
    data: JSONBody[ReportIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[Taken]:
    """Take in lines of the provider's report, each once, and hold them against our books."""
    caller.demand(Scope.ADMIN)
    item = Reported(caller.stamp("api"), tuple(map(_line, data.lines)))
    return await perform(
        runtime, caller, request, reconciling.take_report, item, answering=Answering(201)
    )


@post("/settlements/overdue", operation_id="findOverdueSettlements", tags=["settlements"],
      status_code=200)  # fmt: skip
async def find_overdue(
    data: JSONBody[OverdueIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Found]:
    """Look for what moved days ago and was never settled; each is a difference, once."""
    caller.demand(Scope.ADMIN)
    stamp = caller.stamp("api")
    until = stamp.at - data.after_days * DAY
    item = Overdue(stamp, Period(until - data.looked_back_days * DAY, until))
    answering = Answering(200, Found)
    return await perform(
        runtime, caller, request, reconciling.find_overdue, item, answering=answering
    )


@post("/settlements/statements", operation_id="takeStatement", tags=["settlements"],
      status_code=200)  # fmt: skip
async def take_statement(
    data: JSONBody[StatementIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[StatementTaken]:
    """Take in a bank's statement: money finds its order, what differs waits for somebody.

    Each line counts once, in however many statements it stands.  An entry nothing can be read of
    refuses the whole.
    """
    caller.demand(Scope.ADMIN)
    lines = tuple(_booked(one) for _, one in read_statement(data.document.encode()))
    item = Stated(caller.stamp("api"), lines)
    return await perform(runtime, caller, request, statements.take_statement, item)


@get("/settlements/payouts/{payout:str}", operation_id="getPayout", tags=["settlements"])
async def get_payout(
    payout: PayoutPart, runtime: GivenRuntime, caller: GivenCaller
) -> tuple[PayoutSum, ...]:
    """Add up a payout by kind of line; empty for one nobody told of."""
    caller.demand(Scope.ADMIN)
    return await runtime.read(lambda tx: tuple(settlements.payout_sums(tx, payout)))


@get("/settlements/differences", operation_id="listDifferences", tags=["settlements"])
async def list_differences(
    runtime: GivenRuntime,
    caller: GivenCaller,
    wanted: Annotated[DifferenceState, QueryParameter(name="state")] = DifferenceState.OPEN,
    kind: Annotated[DifferenceKind | None, QueryParameter()] = None,
    owner: Annotated[str, QueryParameter(max_length=24)] = "",
    before: Annotated[str, QueryParameter(max_length=32)] = "",
    limit: Annotated[int, QueryParameter(ge=1, le=MOST_DIFFERENCES)] = 50,
) -> DifferencePage:
    """List differences, the latest first."""
    caller.demand(Scope.ADMIN)
    found = await runtime.read(
        lambda tx: settlements.differences(
            tx, wanted, kind, owner=owner, before=before, most=limit + 1
        )
    )
    after = found[limit - 1].difference_id if len(found) > limit else None
    return DifferencePage(tuple(found[:limit]), after)


@post("/settlements/differences/{difference_id:str}/owner", operation_id="assignDifference",
      tags=["settlements"], status_code=200)  # fmt: skip
async def assign_difference(
    difference_id: IdPart,
    data: JSONBody[OwnerIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Difference]:
    """Say who looks into a difference."""
    caller.demand(Scope.ADMIN)
    item = Assigning(caller.stamp("api"), difference_id, data.owner)
    return await perform(runtime, caller, request, reconciling.assign, item)


@post("/settlements/differences/{difference_id:str}/close", operation_id="closeDifference",
      tags=["settlements"], status_code=200)  # fmt: skip
async def close_difference(
    difference_id: IdPart,
    data: JSONBody[ClosedIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Difference]:
    """Close a difference with what was done about it."""
    caller.demand(Scope.ADMIN)
    stamp = caller.stamp("api", reason=data.reason)
    item = Resolving(stamp, caller.grant.actor, difference_id, data.reason)
    return await perform(runtime, caller, request, reconciling.resolve, item)


def _booked(one: BankLine | Refusal) -> BankLine:
    if isinstance(one, Refusal):
        raise one
    return one


def _line(data: LineIn) -> Line:
    exponent(data.currency)
    told = {name: getattr(data, name) for name in LineIn.__struct_fields__}
    return Line(**told | {"settled_on": data.settled_on.isoformat()})


HANDLERS = (
    take_settlement,
    find_overdue,
    take_statement,
    get_payout,
    list_differences,
    assign_difference,
    close_difference,
)
