"""What webhooks announce; addresses stay out, for they may hold secrets of their owners."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class WebhookOpened:
    """An endpoint is told facts from now on."""

    name: ClassVar[str] = "webhook.opened.v1"
    endpoint_id: str
    facts: list[str]


@dataclass(frozen=True, slots=True)
class WebhookChanged:
    """An endpoint has another address or subscription, or was enabled or disabled."""

    name: ClassVar[str] = "webhook.changed.v1"
    endpoint_id: str
    facts: list[str]
    state: str
    moved: bool


@dataclass(frozen=True, slots=True)
class WebhookRotated:
    """An endpoint has a new secret; the previous one signs until an instant."""

    name: ClassVar[str] = "webhook.rotated.v1"
    endpoint_id: str
    previous_until: int


@dataclass(frozen=True, slots=True)
class WebhookClosed:
    """An endpoint is told nothing any more."""

    name: ClassVar[str] = "webhook.closed.v1"
    endpoint_id: str
