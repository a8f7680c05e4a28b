"""Webhooks as they come in and go out."""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from paraguas.values.limits import Code, Moment
from paraguas.webhooks.model import Endpoint, EndpointState

MOST_FACTS = 200
"""Facts that may be named at once to be sent again."""

DAY_SECONDS = 24 * 3600

Url = Annotated[str, Meta(min_length=1, max_length=1000)]
Names = Annotated[tuple[Code, ...], Meta(max_length=100)]
FactId = Annotated[str, Meta(max_length=32)]


class WebhookIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """An endpoint to be told facts; facts: names, exact or `order.*`, none for all."""

    url: Url
    facts: Names = ()


class WebhookChange(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What is to be different; what is left out stays."""

    url: Url | None = None
    facts: Names | None = None
    enabled: bool | None = None


class Rotation(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A rotation; overlap_seconds: how long the previous secret goes on signing."""

    overlap_seconds: Annotated[int, Meta(ge=0, le=30 * DAY_SECONDS)] = DAY_SECONDS


class ResendIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Facts to send again: those named, or those of a span the endpoint subscribed to.

    since, until: instants, from and up to.  after: `next` of the answer before.
    """

    fact_ids: Annotated[tuple[FactId, ...], Meta(max_length=MOST_FACTS)] = ()
    since: Moment | None = None
    until: Moment | None = None
    after: FactId = ""


class WebhookOut(Struct, frozen=True):
    """An endpoint; its secret is in the answer to its making or rotation only."""

    endpoint_id: str
    url: str
    facts: tuple[str, ...]
    state: EndpointState
    created_at: int
    previous_secret_until: int | None
    secret: str | None = None


class TrialOut(Struct, frozen=True):
    """The event that is on its way to try the endpoint out."""

    event_id: str


class ResendOut(Struct, frozen=True):
    """How many events are on their way again; `next` goes on where there are more facts."""

    queued: int
    next: str | None


def webhook_out(endpoint: Endpoint) -> WebhookOut:
    """Show an endpoint without its secrets."""
    return WebhookOut(
        *(endpoint.endpoint_id, endpoint.url, endpoint.facts, endpoint.state),
        *(endpoint.created_at, endpoint.previous_until),
    )
