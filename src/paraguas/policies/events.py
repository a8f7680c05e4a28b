"""What policies announce."""

from typing import ClassVar

from msgspec import Struct


class PolicyProposed(Struct, frozen=True):
    """A version of the book was proposed; it is in force from an instant if it is approved."""

    name: ClassVar[str] = "policy.proposed.v1"
    version: int
    content_hash: str
    starts_at: int
    note: str


class PolicyVoted(Struct, frozen=True):
    """A department said yes or no to a version."""

    name: ClassVar[str] = "policy.voted.v1"
    version: int
    department: str
    agrees: bool
    reason: str


class PolicyApproved(Struct, frozen=True):
    """A version was approved; verdicts follow it from an instant on."""

    name: ClassVar[str] = "policy.approved.v1"
    version: int
    content_hash: str
    starts_at: int


class PolicyRejected(Struct, frozen=True):
    """A version was rejected; the one in force stays."""

    name: ClassVar[str] = "policy.rejected.v1"
    version: int
