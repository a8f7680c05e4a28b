"""The facts loyalty announces; the stream is the account's, of a programme its own."""

from typing import ClassVar

from msgspec import Struct


class ProgrammeSaved(Struct, frozen=True, gc=False):
    """A programme has a new version."""

    name: ClassVar[str] = "loyalty.programme_saved.v1"
    programme: str
    version: int
    reason: str


class AccountOpened(Struct, frozen=True, gc=False):
    """Somebody became a member of a programme."""

    name: ClassVar[str] = "loyalty.account_opened.v1"
    account_id: str
    programme: str


class PointsEarned(Struct, frozen=True, gc=False):
    """An account earned points; they are pending until `usable_at`."""

    name: ClassVar[str] = "points.earned.v1"
    account_id: str
    order_id: str
    points: int
    version: int
    tier: str
    usable_at: int | None


class PointsRevised(Struct, frozen=True, gc=False):
    """What an order earned was reckoned anew on what was kept of it."""

    name: ClassVar[str] = "points.revised.v1"
    account_id: str
    order_id: str
    was: int
    points: int
    version: int
    usable_at: int | None


class PointsAdjusted(Struct, frozen=True, gc=False):
    """Somebody, or a partner, gave points to an account or (below 0) took them."""

    name: ClassVar[str] = "points.adjusted.v1"
    account_id: str
    points: int
    ledger: str


class PointsPassed(Struct, frozen=True, gc=False):
    """Time passed: points became usable, or expired."""

    name: ClassVar[str] = "points.passed.v1"
    account_id: str
    usable: int
    expired: int
