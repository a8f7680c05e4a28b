"""Look into the journal of facts, and send events of it again."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated

import msgspec
from cyclopts import App, Parameter
from cyclopts.validators import Number
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from paraguas.doors.api.webhook_shapes import ResendIn
from paraguas.doors.cli.answer import Answer, words_here
from paraguas.doors.cli.installation import Installation, opened
from paraguas.doors.cli.span import Span
from paraguas.doors.cloud_events import CloudEvent, as_cloud_event
from paraguas.doors.runtime import Runtime
from paraguas.doors.webhooks.resending import choose, choose_of_stream
from paraguas.orders.errors import OrderAbsent
from paraguas.orders.queries import find
from paraguas.plumbing.clock import now, stamp
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.values.by import SYSTEM
from paraguas.values.refusal import Malformed
from paraguas.values.time import Period
from paraguas.views.journal import MOST_EVENTS, latest_facts
from paraguas.webhooks.actions.send_events import send_events
from paraguas.webhooks.model import Event

_WIDEST = 100
"""Characters of an event's data that people are shown; machines get all."""

events = App(name="events", help="List what happened, as events; send them again.")


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


@events.command(name="resend")
def resend_events(
    webhook: str,
    at: Installation = Installation(),
    span: Span = Span(),
    *,
    fact: Annotated[tuple[str, ...], Parameter(name="--id", negative="")] = (),
    order: str = "",
) -> Answer:
    """Send events to a webhook endpoint again, under the ids they had; whoever serves does it.

    Parameters
    ----------
    webhook:
        The id of the endpoint.
    fact:
        This event, by its id; may be given several times.
    order:
        All events of this order (its number or id) the endpoint subscribed to.
    """
    if bool(fact) == bool(order or span.since):
        raise Malformed(where="--id", problem="give either --id, or --order or --since")
    during = span.period(now())
    with opened(at) as runtime:
        if fact:
            queued = _send(runtime, webhook, _named(runtime, webhook, fact))
        elif order:
            queued = _send(runtime, webhook, _of_order(runtime, webhook, order, during))
        else:
            queued = _send_span(runtime, webhook, during)
    words = words_here()
    return Answer({"queued": queued}, words.say("cli.events.queued", count=queued))


def _named(runtime: Runtime, webhook: str, fact_ids: Sequence[str]) -> Sequence[Event]:
    asked = tuple(dict.fromkeys(fact_ids))
    chosen = runtime.read_now(
        lambda tx: choose(tx, webhook, ResendIn(fact_ids=asked), at=now())
    ).events
    if len(chosen) < len(asked):
        raise Malformed(where="--id", problem=f"{len(asked) - len(chosen)} of them are no events")
    return chosen


def _of_order(runtime: Runtime, webhook: str, order: str, during: Period) -> Sequence[Event]:
    return runtime.read_now(lambda tx: choose_of_stream(tx, webhook, _stream(tx, order), during))


def _send_span(runtime: Runtime, webhook: str, during: Period) -> int:
    """Send page by page, so that a long span holds no long transaction."""
    asked = ResendIn(since=during.start_at, until=during.end_at)
    queued = 0
    while True:
        chosen = runtime.read_now(partial(choose, endpoint_id=webhook, asked=asked, at=now()))
        queued += _send(runtime, webhook, chosen.events)
        if chosen.next is None:
            return queued
        asked = msgspec.structs.replace(asked, after=chosen.next)


def _send(runtime: Runtime, webhook: str, chosen: Sequence[Event]) -> int:
    begun = stamp(SYSTEM)

    def write(tx: Tx, events: Sequence[Event]) -> int:
        return send_events(tx, begun, webhook, events)

    sent: int = runtime.write_now(write, chosen)
    return sent


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
