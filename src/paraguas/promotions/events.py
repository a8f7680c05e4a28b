"""What promotions announce."""

from typing import ClassVar

from msgspec import Struct


class PromotionSaved(Struct, frozen=True):
    """Promotions were written or changed; codes in the order given."""

    name: ClassVar[str] = "promotion.saved.v1"
    codes: list[str]


class PromotionStopped(Struct, frozen=True):
    """A promotion ends sooner than was written."""

    name: ClassVar[str] = "promotion.stopped.v1"
    code: str
    ends_at: int


class DifferenceSaved(Struct, frozen=True):
    """Something differs by door or place for a while, or does so otherwise now.

    differences: kind, SKU, market and door of each, in the order given.
    """

    name: ClassVar[str] = "difference.saved.v1"
    differences: list[list[str]]


class CouponIssued(Struct, frozen=True):
    """Coupons of a promotion may be brought from now on; their codes stay out, for they are money.

    uses: of how many orders each is good; None for any number.
    """

    name: ClassVar[str] = "coupon.issued.v1"
    promotion: str
    coupons: int
    uses: int | None
    per_person: int | None
