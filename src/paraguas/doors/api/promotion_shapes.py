"""Promotions and coupons as they come in and go out."""

from typing import Annotated, Any

import msgspec
from msgspec import Struct

from paraguas.promotions.model import Coupon, Promotion
from paraguas.promotions.rules.reading import MOST_PROMOTIONS, PromotionText, text_of
from paraguas.values.limits import Moment, Text

Rows = Annotated[tuple[dict[str, Any], ...], msgspec.Meta(min_length=1, max_length=MOST_PROMOTIONS)]
CouponCode = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9 -]{4,40}$", max_length=40)]
Uses = Annotated[int, msgspec.Meta(ge=1, le=1_000_000_000)]


class PromotionsIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Promotions to write, each as a row; all are written or none.

    file: the name of the file they come from, for what is said of a slip.
    """

    promotions: Rows
    file: Text = "promotions"


class DifferencesIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Differences between doors to write, each as a row; all are written or none."""

    differences: Rows
    file: Text = "differences"


class CouponsIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Codes that open a promotion.

    uses: of how many orders each is good, per_person: of how many of one person; without them any
    number.  expires_at: when they are over, if before the promotion.
    """

    codes: Annotated[tuple[CouponCode, ...], msgspec.Meta(min_length=1, max_length=2000)]
    uses: Uses | None = None
    per_person: Annotated[int, msgspec.Meta(ge=1, le=1000)] | None = None
    expires_at: Moment | None = None


class PromotionOut(Struct, frozen=True):
    """A promotion as it was written, its version, and how it stands: coming, running or over."""

    promotion: PromotionText
    version: int
    state: str
    starts_at: int
    ends_at: int | None


class CouponPage(Struct, frozen=True):
    """Coupons of a promotion by id; next: to ask for those after them, if there may be any."""

    coupons: tuple[Coupon, ...]
    next: str | None


def promotion_out(one: Promotion, at: int) -> PromotionOut:
    """Show a promotion as it stands at an instant."""
    state = "running" if one.runs(at) else "coming" if at < one.starts_at else "over"
    return PromotionOut(text_of(one), one.version, state, one.starts_at, one.ends_at)
