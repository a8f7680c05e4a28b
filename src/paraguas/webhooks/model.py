"""Endpoints and their events, as plain values."""

from enum import StrEnum
from typing import NewType

from msgspec import Struct

EndpointId = NewType("EndpointId", str)

ERRAND = "errand:webhook"
"""What the kind of a chore that sends an event begins with; the endpoint's id follows."""


class EndpointState(StrEnum):
    """Whether an endpoint is told anything."""

    ENABLED = "enabled"
    DISABLED = "disabled"


class Endpoint(Struct, frozen=True):
    """An address outside that wants to be told.

    facts: names it wants, exact or `order.*`; none means all.  previous_secret: signs beside the
    present one until the instant `previous_until`.
    """

    endpoint_id: EndpointId
    url: str
    facts: tuple[str, ...]
    secret: str
    created_at: int
    state: EndpointState = EndpointState.ENABLED
    previous_secret: str | None = None
    previous_until: int | None = None

    @property
    def enabled(self) -> bool:
        """Whether it is told anything."""
        return self.state is EndpointState.ENABLED

    def secrets_at(self, at: int) -> tuple[str, ...]:
        """Give the secrets that sign at an instant, the present one first."""
        if self.previous_secret and self.previous_until and at < self.previous_until:
            return self.secret, self.previous_secret
        return (self.secret,)


class Event(Struct, frozen=True):
    """What is sent: the stream it is about, and the JSON text of its envelope."""

    subject: str
    body: str


def errand_of(endpoint_id: str) -> str:
    """Give the kind of the chores that send events to an endpoint."""
    return f"{ERRAND}:{endpoint_id}"


def endpoint_of(kind: str) -> EndpointId:
    """Give the endpoint that chores of a kind are for."""
    return EndpointId(kind.removeprefix(f"{ERRAND}:"))
