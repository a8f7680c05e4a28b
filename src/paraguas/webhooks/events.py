"""What webhooks announce; addresses stay out, for they may hold secrets of their owners."""

from typing import ClassVar

from msgspec import Struct


class WebhookOpened(Struct, frozen=True):
    """An endpoint is told facts from now on."""

    name: ClassVar[str] = "webhook.opened.v1"
    endpoint_id: str
    facts: list[str]


class WebhookChanged(Struct, frozen=True):
    """An endpoint has another address or subscription, or was enabled or disabled."""

    name: ClassVar[str] = "webhook.changed.v1"
    endpoint_id: str
    facts: list[str]
    state: str
    moved: bool


class WebhookRotated(Struct, frozen=True):
    """An endpoint has a new secret; the previous one signs until an instant."""

    name: ClassVar[str] = "webhook.rotated.v1"
    endpoint_id: str
    previous_until: int


class WebhookClosed(Struct, frozen=True):
    """An endpoint is told nothing any more."""

    name: ClassVar[str] = "webhook.closed.v1"
    endpoint_id: str
