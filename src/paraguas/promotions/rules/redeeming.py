"""Whether a coupon may be used once more, and by whom its uses are counted."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from paraguas.promotions.errors import (
    CouponOver,
    CouponPersonNeeded,
    CouponUnknown,
    CouponUsed,
)
from paraguas.promotions.model import Coupon, Promotion, coupon_id_of, plain_code
from paraguas.values.ids import OrderId


class Use(Struct, frozen=True, gc=False):
    """One use of a coupon by an order; holder_id: a key of the person, or the order's own id."""

    coupon_id: str
    holder_id: str
    use_no: int
    order_id: OrderId
    at: int


class Coupons(Struct, frozen=True):
    """The coupons a batch brings, and how often they are used as it goes on.

    by_holder: (coupon, key of a person) -> uses so far.  made: the uses of accepted orders.
    """

    found: Mapping[str, Coupon]
    by_holder: dict[tuple[str, str], int] = field(default_factory=dict)
    used: dict[str, int] = field(default_factory=dict)
    made: list[Use] = field(default_factory=list)

    def open(
        self, codes: Iterable[str], running: Sequence[Promotion], holders: Sequence[str], at: int
    ) -> dict[str, str]:
        """Give the promotions that coupons open: promotion -> the coupon, as it is kept.

        running: of the market, at that instant.  holders: keys of the person.  Refuses
        CouponUnknown, CouponOver, CouponUsed and CouponPersonNeeded.
        """
        asked = {one.code for one in running if one.coupon}
        opened: dict[str, str] = {}
        for code in codes:
            coupon = self.found.get(coupon_id_of(code))
            if coupon is None:
                raise CouponUnknown(coupon=plain_code(code))
            if coupon.promotion not in asked or _is_over(coupon, at):
                raise CouponOver(coupon=coupon.code)
            self._check_uses(coupon, holders)
            opened.setdefault(coupon.promotion, coupon.code)
        return opened

    def use(self, codes: Iterable[str], holders: Sequence[str], order_id: OrderId, at: int) -> None:
        """Note that an accepted order uses coupons, so that the next of the batch sees it."""
        for code in codes:
            coupon = self.found[coupon_id_of(code)]
            which = coupon.coupon_id
            self.used[which] = self.used.get(which, 0) + 1
            counted = holders if coupon.per_person is not None else (order_id,)
            for holder in counted:
                number = self.by_holder.get((which, holder), 0) + 1
                self.by_holder[which, holder] = number
                self.made.append(Use(which, holder, number, order_id, at))

    def _check_uses(self, coupon: Coupon, holders: Sequence[str]) -> None:
        used = coupon.used + self.used.get(coupon.coupon_id, 0)
        if coupon.uses is not None and used >= coupon.uses:
            raise CouponUsed(coupon=coupon.code)
        if coupon.per_person is None:
            return
        if not holders:
            raise CouponPersonNeeded(coupon=coupon.code)
        most = max(self.by_holder.get((coupon.coupon_id, one), 0) for one in holders)
        if most >= coupon.per_person:
            raise CouponUsed(coupon=coupon.code)


def _is_over(coupon: Coupon, at: int) -> bool:
    return coupon.expires_at is not None and coupon.expires_at <= at
