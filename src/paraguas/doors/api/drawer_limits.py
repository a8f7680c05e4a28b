"""Limits of drawers over the API: which differences whoever counted may explain herself."""

from typing import Annotated

import msgspec
from litestar import Response, get, put
from litestar.params import JSONBody
from msgspec import Struct

from paraguas.doors.api.given import AnyRequest, GivenCaller, GivenRuntime, IdempotencyKey
from paraguas.doors.api.writing import perform
from paraguas.drawers.actions.set_drawer_limits import set_drawer_limits
from paraguas.drawers.model import LARGEST_CASH_MINOR, DrawerLimit
from paraguas.drawers.queries import drawer_limits
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.values.stamp import Stamp


class LimitIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The largest difference, in minor units of a currency, that needs no second person."""

    currency: Annotated[str, msgspec.Meta(min_length=3, max_length=3)]
    alone_minor: Annotated[int, msgspec.Meta(ge=0, le=LARGEST_CASH_MINOR)]


class LimitsIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Limits; currencies that are not named keep theirs."""

    limits: Annotated[tuple[LimitIn, ...], msgspec.Meta(min_length=1, max_length=200)]


class Limiting(Struct, frozen=True):
    """Limits to set."""

    stamp: Stamp
    limits: tuple[DrawerLimit, ...]


@put("/drawer-limits", operation_id="setDrawerLimits", tags=["drawers"])
async def put_limits(
    data: JSONBody[LimitsIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[list[DrawerLimit]]:
    """Set limits by currency; drawers that are open keep the one they were opened with."""
    caller.demand(Scope.POLICIES_WRITE)
    limits = tuple(DrawerLimit(one.currency, one.alone_minor) for one in data.limits)
    return await perform(runtime, caller, request, _set, Limiting(caller.stamp("api"), limits))


@get("/drawer-limits", operation_id="getDrawerLimits", tags=["drawers"])
async def get_limits(runtime: GivenRuntime, caller: GivenCaller) -> list[DrawerLimit]:
    """Read the limits; a currency without any has ten of its major units."""
    caller.demand(Scope.ORDERS_READ)
    return await runtime.read(drawer_limits)


def _set(tx: Tx, item: Limiting) -> list[DrawerLimit]:
    set_drawer_limits(tx, item.limits)
    return drawer_limits(tx)


HANDLERS = (put_limits, get_limits)
