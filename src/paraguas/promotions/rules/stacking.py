"""Which promotions an order takes, in which order, and what each takes off which line."""

from collections.abc import Iterable, Sequence

from paraguas.promotions.model import Buyer, Goods, Promotion, Share
from paraguas.promotions.rules.taking import in_scope, take


def promote(
    promotions: Iterable[Promotion], goods: Sequence[Goods], buyer: Buyer
) -> tuple[Share, ...]:
    """Take off lines what is best for the person.

    All that may go together are taken one after the other, by priority and then by code, each of
    what those before it left; an exclusive one is taken alone.  What takes off most is chosen, of
    equals what comes first.  Which line stands where makes no difference.
    """
    # Lines come in an order of their own, so that odd minor units fall on the same goods always.
    placed = sorted(goods, key=lambda one: (one.code, one.worth_minor, one.line_no))
    open_to = [one for one in promotions if is_open(one, placed, buyer)]
    open_to.sort(key=lambda one: (one.priority, one.code))
    together = [one for one in open_to if not one.exclusive]
    ways = [together, *([one] for one in open_to if one.exclusive)]
    found = [_stacked(way, placed, buyer) for way in ways]
    return max(found, key=lambda shares: sum(share.amount_minor for share in shares))


def is_open(promotion: Promotion, goods: Sequence[Goods], buyer: Buyer) -> bool:
    """Tell whether somebody who buys this has what a promotion asks for."""
    if promotion.places and buyer.place not in promotion.places:
        return False
    if promotion.coupon and promotion.code not in buyer.coupons:
        return False
    if promotion.programme and promotion.programme != buyer.programme:
        return False
    if promotion.tiers and buyer.tier not in promotion.tiers:
        return False
    if not promotion.spend_minor:
        return True
    spent = sum(one.worth_minor for one in goods if in_scope(promotion, one))
    return spent >= promotion.spend_minor


def _stacked(way: Sequence[Promotion], goods: Sequence[Goods], buyer: Buyer) -> tuple[Share, ...]:
    lefts = [one.worth_minor for one in goods]
    shares = []
    for promotion in way:
        taken = take(promotion, goods, lefts)
        coupon = buyer.coupons.get(promotion.code, "") if promotion.coupon else ""
        for one, minor in zip(goods, taken, strict=True):
            if minor:
                shares.append(Share(one.line_no, promotion.code, minor, coupon))
        lefts = [left - minor for left, minor in zip(lefts, taken, strict=True)]
    return tuple(shares)
