"""Facts as CloudEvents 1.0, the envelope every outside listener knows.

Source: CloudEvents 1.0.2; names of extension attributes are lower-case letters and digits.
"""

from typing import Any

from msgspec import UNSET, Struct, UnsetType

from paraguas.doors.fact_schemas import schema_id
from paraguas.values.time import iso
from paraguas.views.timeline import Told

SOURCE = "urn:paraguas:journal"


class CloudEvent(Struct, frozen=True, kw_only=True):
    """A fact in its envelope.

    id: of the fact; the same fact never has another.  type: its name.  subject: its stream, for
    instance the id of the order.  time: RFC 3339 in UTC.  dataschema: `$id` of its schema.  The
    rest says who did it, through which door, for whom and why, as far as that is known.
    """

    specversion: str = "1.0"
    id: str
    source: str = SOURCE
    type: str
    subject: str
    time: str
    datacontenttype: str = "application/json"
    dataschema: str
    door: str
    actor: str
    assistedby: str | UnsetType = UNSET
    onbehalfof: str | UnsetType = UNSET
    reason: str | UnsetType = UNSET
    handlingseconds: int | UnsetType = UNSET
    data: dict[str, Any]


def as_cloud_event(stream_id: str, told: Told) -> CloudEvent:
    """Put a fact of a stream in its envelope."""
    seconds = told.handling_seconds
    return CloudEvent(
        id=told.fact_id,
        type=told.name,
        subject=stream_id,
        time=iso(told.at),
        dataschema=schema_id(told.name),
        door=told.door,
        actor=told.actor,
        assistedby=told.assisted_by or UNSET,
        onbehalfof=told.on_behalf_of or UNSET,
        reason=told.reason or UNSET,
        handlingseconds=UNSET if seconds is None else seconds,
        data=told.body,
    )
