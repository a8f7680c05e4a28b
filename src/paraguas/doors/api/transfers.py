"""Transfers over the API: a place sends, another receives, differences are closed."""

from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.params import JSONBody, QueryParameter
from msgspec import Struct

from paraguas.doors.api.bounds import own_place
from paraguas.doors.api.given import (
    AnyRequest,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
)
from paraguas.doors.api.stock import CodeAsked, Lines, Text
from paraguas.doors.api.writing import Answering, perform
from paraguas.inventory.model import TransferState
from paraguas.inventory.queries import list_transfers as transfers_of
from paraguas.journeys.stock import transfers
from paraguas.journeys.stock.transfers import (
    Arrival,
    Ending,
    Sending,
    ToldTransfer,
    read_transfer,
    told_transfer,
)
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.values.limits import Moment, Reason

MOST_TRANSFERS = 100
"""So many are listed at once at most."""


class TransferIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Units that leave one place for another.  expected_at: when they should come, if known."""

    from_place: Text
    to_place: Text
    lines: Lines
    expected_at: Moment | None = None


class ArrivalIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Units that came.  document: the receipt's; the same one counts once in a transfer."""

    document: Text
    lines: Lines


class EndingIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Why units are written off, or the transfer is cancelled."""

    reason: Reason


class TransferPage(Struct, frozen=True):
    """Transfers, the last sent first; `next` is the cursor of the page after, if there is."""

    transfers: tuple[ToldTransfer, ...]
    next: str | None


@post("/transfers", operation_id="sendTransfer", tags=["transfers"], status_code=201)
async def send_transfer(
    data: JSONBody[TransferIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[ToldTransfer]:
    """Send available units of a place to another; they are on the way until received."""
    caller.demand(Scope.STOCK_WRITE)
    sender = await own_place(runtime, caller, data.from_place)
    item = Sending(caller.stamp("api"), sender.code, data.to_place, data.lines, data.expected_at)
    return await perform(runtime, caller, request, transfers.send, item, answering=Answering(201))


@get("/transfers", operation_id="listTransfers", tags=["transfers"])
async def list_transfers(
    runtime: GivenRuntime,
    caller: GivenCaller,
    place: CodeAsked = "",
    wanted: Annotated[TransferState | None, QueryParameter(name="state")] = None,
    before: Annotated[str, QueryParameter(max_length=32)] = "",
    limit: Annotated[int, QueryParameter(ge=1, le=MOST_TRANSFERS)] = 25,
) -> TransferPage:
    """List transfers from or to a place, the last sent first."""
    caller.demand(Scope.STOCK_READ)
    own = caller.grant.place_id
    asked = (await own_place(runtime, caller, place)).place_id if place else own

    def look(tx: Tx) -> TransferPage:
        found = transfers_of(tx, asked, wanted, before=before, most=limit + 1)
        after = found[limit - 1].transfer_id if len(found) > limit else None
        return TransferPage(tuple(told_transfer(tx, one) for one in found[:limit]), after)

    return await runtime.read(look)


@get("/transfers/{transfer_id:str}", operation_id="getTransfer", tags=["transfers"])
async def get_transfer(
    transfer_id: IdPart, runtime: GivenRuntime, caller: GivenCaller
) -> ToldTransfer:
    """Read a transfer: what was sent, came, was written off, and its receipts."""
    caller.demand(Scope.STOCK_READ)
    own = caller.grant.place_id
    return await runtime.read(lambda tx: read_transfer(tx, transfer_id, own))


@post("/transfers/{transfer_id:str}/receipts", operation_id="receiveTransfer",
      tags=["transfers"], status_code=201)  # fmt: skip
async def receive_transfer(
    transfer_id: IdPart,
    data: JSONBody[ArrivalIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[ToldTransfer]:
    """Take in units of a transfer that came; the receiver's to do."""
    caller.demand(Scope.STOCK_WRITE)
    item = Arrival(
        *(caller.stamp("api", reason=data.document), transfer_id, data.document, data.lines),
        caller.grant.place_id,
    )
    return await perform(
        runtime, caller, request, transfers.receive, item, answering=Answering(201)
    )


@post("/transfers/{transfer_id:str}/close", operation_id="closeTransfer", tags=["transfers"],
      status_code=200)  # fmt: skip
async def close_transfer(
    transfer_id: IdPart,
    data: JSONBody[EndingIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[ToldTransfer]:
    """Write off what never came, with a reason; the receiver's to do."""
    caller.demand(Scope.STOCK_WRITE)
    stamp = caller.stamp("api", reason=data.reason)
    item = Ending(stamp, transfer_id, data.reason, caller.grant.place_id)
    return await perform(runtime, caller, request, transfers.close, item)


@post("/transfers/{transfer_id:str}/cancel", operation_id="cancelTransfer", tags=["transfers"],
      status_code=200)  # fmt: skip
async def cancel_transfer(
    transfer_id: IdPart,
    data: JSONBody[EndingIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[ToldTransfer]:
    """Give back units that are wholly on the way; the sender's to do."""
    caller.demand(Scope.STOCK_WRITE)
    stamp = caller.stamp("api", reason=data.reason)
    item = Ending(stamp, transfer_id, data.reason, caller.grant.place_id)
    return await perform(runtime, caller, request, transfers.cancel, item)


HANDLERS = (
    send_transfer,
    list_transfers,
    get_transfer,
    receive_transfer,
    close_transfer,
    cancel_transfer,
)
