"""Which facts of the journal are sent to an endpoint again."""

from collections.abc import Sequence

from msgspec import Struct

from paraguas.doors.api.webhook_shapes import ResendIn
from paraguas.doors.webhooks.envelopes import envelop, event_of
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import is_id
from paraguas.values.refusal import Malformed
from paraguas.values.time import Period
from paraguas.views.journal import MOST_EVENTS, FactRow, facts_between, facts_named, latest_facts
from paraguas.webhooks.model import Event
from paraguas.webhooks.queries import endpoints
from paraguas.webhooks.rules.subscribing import wants

MOST = 1000
"""Facts of a span looked through at once."""


class Chosen(Struct, frozen=True):
    """The events to send again, and the fact to go on after where there are more."""

    events: Sequence[Event]
    next: str | None


def choose(tx: Tx, endpoint_id: str, asked: ResendIn, *, at: int) -> Chosen:
    """Find the facts; of a span, those the endpoint subscribed to.

    Refuses an unknown endpoint, ids that are none, and one who asks for nothing or for both.
    """
    endpoint = endpoints(tx).demand(endpoint_id)
    if bool(asked.fact_ids) == (asked.since is not None):
        raise Malformed(where="since", problem="give either fact_ids or since")
    if not all(map(is_id, (*asked.fact_ids, *filter(None, [asked.after])))):
        raise Malformed(where="fact_ids", problem="not ids of facts")
    if asked.since is None:
        return Chosen(_events(facts_named(tx, asked.fact_ids)), None)
    until = at if asked.until is None else asked.until
    rows = facts_between(tx, Period(asked.since, until), after=asked.after, most=MOST + 1)
    page = rows[:MOST]
    wanted = [row for row in page if wants(endpoint.facts, row.name)]
    return Chosen(_events(wanted), page[-1].fact_id if len(rows) > MOST else None)


def choose_of_stream(tx: Tx, endpoint_id: str, stream: str, during: Period) -> list[Event]:
    """Find what a stream told in a period of what the endpoint subscribed to, the latest if many.

    Refuses an unknown endpoint.
    """
    endpoint = endpoints(tx).demand(endpoint_id)
    told = latest_facts(tx, during, stream=stream, most=MOST_EVENTS)
    return [
        envelop(one.stream_id, one.told) for one in told if wants(endpoint.facts, one.told.name)
    ]


def _events(rows: Sequence[FactRow]) -> list[Event]:
    return [event_of(row) for row in rows]
