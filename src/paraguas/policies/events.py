"""What policies announce."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PolicyProposed:
    """A version of the book was proposed; it is in force from an instant if it is approved."""

    name: ClassVar[str] = "policy.proposed.v1"
    version: int
    content_hash: str
    starts_at: int
    note: str


@dataclass(frozen=True, slots=True)
class PolicyVoted:
    """A department said yes or no to a version."""

    name: ClassVar[str] = "policy.voted.v1"
    version: int
    department: str
    agrees: bool
    reason: str


@dataclass(frozen=True, slots=True)
class PolicyApproved:
    """A version was approved; verdicts follow it from an instant on."""

    name: ClassVar[str] = "policy.approved.v1"
    version: int
    content_hash: str
    starts_at: int


@dataclass(frozen=True, slots=True)
class PolicyRejected:
    """A version was rejected; the one in force stays."""

    name: ClassVar[str] = "policy.rejected.v1"
    version: int
