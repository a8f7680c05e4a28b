"""Look into the journal of facts."""

from collections.abc import Sequence
from typing import Annotated

import msgspec
from cyclopts import App, Parameter
from cyclopts.validators import Number
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from paraguas.doors.cli.answer import Answer
from paraguas.doors.cli.installation import Installation, opened
from paraguas.doors.cli.span import Span
from paraguas.doors.cloud_events import CloudEvent, as_cloud_event
from paraguas.orders.errors import OrderAbsent
from paraguas.orders.queries import find
from paraguas.plumbing.clock import now
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.values.time import Period
from paraguas.views.journal import MOST_EVENTS, latest_facts

_WIDEST = 100
"""Characters of an event's data that people are shown; machines get all."""

events = App(name="events", help="List what happened, as events.")


@events.command(name="list")
def list_events(
    at: Installation = Installation(),
    span: Span = Span(),
    *,
    order: str = "",
    name: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    most: Annotated[int, Parameter(validator=Number(gte=1, lte=MOST_EVENTS))] = 50,
) -> Answer:
    """List the latest events as CloudEvents, the newest last; also beside a server that runs.

    Parameters
    ----------
    order:
        Only those of this order: its number or id.
    name:
        Only facts of this name, such as order.placed.v1; may be given several times.
    most:
        So many of the latest, up to 10,000; for more, `export facts`.
    """
    during = span.period(now())
    with opened(at, writes=False) as runtime:
        found = runtime.read_now(lambda tx: _listed(tx, during, order, name, most))
    document = {"events": [msgspec.to_builtins(one) for one in found]}
    return Answer(document, _table(found))


def _listed(
    tx: Tx, during: Period, order: str, names: Sequence[str], most: int
) -> list[CloudEvent]:
    stream = _stream(tx, order) if order else ""
    entries = latest_facts(tx, during, stream=stream, names=names, most=most)
    return [as_cloud_event(one.stream_id, one.told) for one in entries]


def _stream(tx: Tx, order: str) -> str:
    found = find(tx, order, secret=secret(tx, "contact"), most=1)
    if not found:
        raise OrderAbsent(order=order)
    return found[0]


def _table(found: Sequence[CloudEvent]) -> RenderableType:
    table = Table("time", "type", "subject", "door", "actor", "data", box=None, pad_edge=False)
    for one in found:
        data = Text(msgspec.json.encode(one.data).decode())
        data.truncate(_WIDEST, overflow="ellipsis")
        table.add_row(one.time, one.type, one.subject, Text(one.door), Text(one.actor), data)
    return table
