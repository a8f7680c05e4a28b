"""Exceptions over the API: all that waits for somebody, as head office's page shows it."""

from typing import Annotated

from litestar import get
from litestar.params import QueryParameter

from paraguas.doors.api.given import GivenCaller, GivenRuntime
from paraguas.doors.consoles.head_office.exceptions import READS
from paraguas.exceptions.model import ExceptionKind
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.staff.rules.scopes import may
from paraguas.views.waiting import Waiting, waiting


@get("/exceptions", operation_id="listExceptions", tags=["exceptions"])
async def list_exceptions(
    runtime: GivenRuntime,
    caller: GivenCaller,
    kind: Annotated[ExceptionKind | None, QueryParameter()] = None,
    owner: Annotated[str, QueryParameter(max_length=80)] = "",
) -> list[Waiting]:
    """List what waits for somebody, the most pressing kind first, of a kind the longest first.

    kind: only these; without it all that the key may see.  owner: only those this colleague (by
    code) looks after.  A key of one place sees that place's.
    """
    caller.demand(Scope.ORDERS_READ)
    grant, moment = caller.grant, now()
    kinds = [
        one
        for one in (ExceptionKind if kind is None else (kind,))
        if may(grant, READS.get(one, Scope.ORDERS_READ))
    ]

    def look(tx: Tx) -> list[Waiting]:
        return [
            one
            for one in waiting(tx, kinds, now=moment)
            if grant.place_id in (None, one.place_id) and (not owner or one.owner == owner)
        ]

    return await runtime.read(look)


HANDLERS = (list_exceptions,)
