"""Facts as they are sent: rows of the journal in their CloudEvents envelopes."""

from typing import Any, cast

import msgspec

from paraguas.doors.cloud_events import CloudEvent, as_cloud_event
from paraguas.plumbing.facts import FACT_COLUMNS
from paraguas.values.stamp import Stamp
from paraguas.views.timeline import Told
from paraguas.webhooks.model import Event

TEST = "webhook.test.v1"
"""The event that is sent to try an endpoint out; it stands in no journal."""

_encode = msgspec.json.Encoder().encode


def event_of(row: tuple[Any, ...]) -> Event:
    """Put a fact in its envelope; its body is JSON text already and stays as it is.

    row: in the order of FACT_COLUMNS.
    """
    of = dict(zip(FACT_COLUMNS, row, strict=True))
    stream_id, body = of.pop("stream_id"), of.pop("body")
    return envelop(stream_id, Told(**of, body=cast("dict[str, Any]", msgspec.Raw(body.encode()))))


def trial_event(stamp: Stamp, endpoint_id: str) -> tuple[str, Event]:
    """Make an event to try an endpoint out; gives its id too."""
    event_id, by = stamp.ids.next(), stamp.by
    told = Told(
        *(event_id, TEST, stamp.at, by.door, by.actor, by.assisted_by, by.on_behalf_of),
        *(by.reason, by.handling_seconds, {"endpoint_id": endpoint_id}),
    )
    return event_id, envelop(endpoint_id, told)


def envelop(subject: str, told: Told) -> Event:
    """Put what was told in a stream in its envelope."""
    enveloped: CloudEvent = as_cloud_event(subject, told)
    return Event(subject, _encode(enveloped).decode())
