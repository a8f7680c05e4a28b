"""What promotions refuse."""

from paraguas.values.refusal import Refusal


class PromotionAbsent(Refusal):
    """There is no such promotion."""

    code = "promotion_absent"
    kind = "absent"


class PromotionWrong(Refusal):
    """A promotion is not written as it must be; the row says which."""

    code = "promotion_wrong"


class PromotionPartial(Refusal):
    """A promotion names what it may not differ by: a door, age, sex or purchasing power."""

    code = "promotion_partial"


class PromotionBegun(Refusal):
    """What a promotion that has begun takes off does not change; only its end may."""

    code = "promotion_begun"
    kind = "conflict"


class PriorPriceWrong(Refusal):
    """A reduction is announced from a price that is not the lowest of the days before."""

    code = "prior_price_wrong"


class DifferenceUnexplained(Refusal):
    """What differs by door or place has no reason, or no day it ends."""

    code = "door_difference_unexplained"


class SkuNotSoldHere(Refusal):
    """The SKU is not sold at this door for the time being, for a reason that is told."""

    code = "sku_not_sold_here"
    kind = "conflict"


class CouponUnknown(Refusal):
    """No coupon has this code."""

    code = "coupon_unknown"
    kind = "absent"


class CouponOver(Refusal):
    """The coupon, or its promotion, is over or has not begun, or is of another market."""

    code = "coupon_over"
    kind = "conflict"


class CouponUsed(Refusal):
    """The coupon was used as often as it may be."""

    code = "coupon_used"
    kind = "conflict"


class CouponPersonNeeded(Refusal):
    """The coupon counts by person, and nobody is named."""

    code = "coupon_person_needed"


class CouponTaken(Refusal):
    """Another coupon has this code already."""

    code = "coupon_taken"
    kind = "conflict"
