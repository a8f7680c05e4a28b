"""What promotions announce."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PromotionSaved:
    """Promotions were written or changed; codes in the order given."""

    name: ClassVar[str] = "promotion.saved.v1"
    codes: list[str]


@dataclass(frozen=True, slots=True)
class PromotionStopped:
    """A promotion ends sooner than was written."""

    name: ClassVar[str] = "promotion.stopped.v1"
    code: str
    ends_at: int


@dataclass(frozen=True, slots=True)
class DifferenceSaved:
    """Something differs by door or place for a while, or does so otherwise now.

    differences: kind, SKU, market and door of each, in the order given.
    """

    name: ClassVar[str] = "difference.saved.v1"
    differences: list[list[str]]


@dataclass(frozen=True, slots=True)
class CouponIssued:
    """Coupons of a promotion may be brought from now on; their codes stay out, for they are money.

    uses: of how many orders each is good; None for any number.
    """

    name: ClassVar[str] = "coupon.issued.v1"
    promotion: str
    coupons: int
    uses: int | None
    per_person: int | None
