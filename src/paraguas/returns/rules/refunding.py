"""How much of a return is to be given back by now, where to, and how much of it can be."""

from collections.abc import Iterable

from msgspec import Struct

from paraguas.returns.model import Item, RefundMoment, Return, ReturnState
from paraguas.returns.rules.ruling import REDUCED, STORE_CREDIT

_ORDER = tuple(RefundMoment)


class Due(Struct, frozen=True, gc=False):
    """Money of a return, in minor units: to the tenders it was paid with, and as store credit."""

    original_minor: int = 0
    credit_minor: int = 0

    @property
    def whole_minor(self) -> int:
        """Both together."""
        return self.original_minor + self.credit_minor


def due_by(one: Return, moment: RefundMoment) -> Due:
    """Tell what is due at a moment and was not given yet; a return that is here is due whole."""
    items = [item for item in one.items if _reached(item, moment)]
    original = _sum(item for item in items if item.given.refund_to != STORE_CREDIT)
    credit = _sum(item for item in items if item.given.refund_to == STORE_CREDIT)
    pays = min(original, max(0, one.exchanged_minor - credit))
    original, credit = original - pays, credit + pays
    return Due(max(0, original - one.refunded_minor), max(0, credit - one.credited_minor))


def within(due: Due, room_minor: int) -> Due:
    """Cap what is due by what may still be given back of the order, the tenders first."""
    original = min(due.original_minor, max(0, room_minor))
    return Due(original, min(due.credit_minor, max(0, room_minor - original)))


def owed(one: Return) -> int:
    """Sum what the rulings give; what did not come is owed nothing."""
    return _sum(one.items)


def fees_of(one: Return) -> int:
    """Sum what is kept."""
    return sum(fee.amount_minor for item in one.items if _counts(item) for fee in item.given.fees)


def goods_of(one: Return) -> int:
    """Sum what the units cost that came, or are to."""
    return sum(item.given.amount_minor for item in one.items if _counts(item))


def reductions_kept(returns: Iterable[Return]) -> dict[int, int]:
    """Sum by line what returns that came to something kept because it was given back before."""
    sums: dict[int, int] = {}
    for one in returns:
        if one.state in {ReturnState.REFUSED, ReturnState.CANCELLED}:
            continue
        for item in one.items:
            kept = sum(fee.amount_minor for fee in item.given.fees if fee.kind == REDUCED)
            if kept and _counts(item):
                sums[item.line_no] = sums.get(item.line_no, 0) + kept
    return sums


def _sum(items: Iterable[Item]) -> int:
    return sum(item.given.refund_minor for item in items if _counts(item))


def _counts(item: Item) -> bool:
    return item.came is None or item.came > 0


def _reached(item: Item, moment: RefundMoment) -> bool:
    return _ORDER.index(item.given.refund_on) <= _ORDER.index(moment)


def room_of(refundable_minor: int, returns: Iterable[Return]) -> int:
    """Tell how much of an order may still be given back: store credit came out of it too."""
    return refundable_minor - sum(one.credited_minor for one in returns)


def settles_at_receipt(one: Return) -> bool:
    """Whether nothing of a return that is here waits for somebody to look at it."""
    return all(item.given.refund_on is not RefundMoment.INSPECTION for item in one.items)
