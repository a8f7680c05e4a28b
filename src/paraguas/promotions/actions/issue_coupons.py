"""Issue coupons."""

from collections.abc import Sequence

from paraguas.plumbing.tx import Tx
from paraguas.promotions import store
from paraguas.promotions.errors import CouponTaken, PromotionWrong
from paraguas.promotions.events import CouponIssued
from paraguas.promotions.model import Coupon, coupon_id_of, plain_code
from paraguas.promotions.queries import promotions
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp


def issue_coupons(
    tx: Tx,
    stamp: Stamp,
    promotion: str,
    codes: Sequence[str],
    *,
    uses: int | None = None,
    per_person: int | None = None,
    expires_at: int | None = None,
) -> list[Coupon]:
    """Let codes open a promotion, each for so many orders, or so many of one person.

    Announces coupon.issued.v1.  Refuses PromotionAbsent, PromotionWrong where the promotion asks
    for no coupon, and CouponTaken for a code that is there already.
    """
    if not promotions(tx).demand(promotion).coupon:
        raise PromotionWrong(file="", row=promotion, problem="it asks for no coupon")
    plain = [plain_code(code) for code in codes]
    known = store.ask_coupons(tx, [coupon_id_of(code) for code in plain])()
    for number, code in enumerate(plain):
        if coupon_id_of(code) in known or code in plain[:number]:
            raise CouponTaken(coupon=code)
    issued = [
        Coupon(coupon_id_of(code), code, promotion, uses, per_person, expires_at) for code in plain
    ]
    store.add_coupons(tx, issued, stamp.at)
    fact = CouponIssued(promotion, len(issued), uses, per_person)
    tx.announce(stamp, digest_id("promotion", promotion), fact)
    return issued
