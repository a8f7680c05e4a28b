"""What should lie in a drawer, what does, and who may answer for the difference."""

from collections.abc import Collection, Iterable, Mapping

from paraguas.drawers.errors import (
    DrawerAmount,
    DrawerNotCounted,
    DrawerNotOpen,
    SecondPersonNeeded,
)
from paraguas.drawers.model import (
    LARGEST_CASH_MINOR,
    Entry,
    EntryKind,
    OrderCash,
    Session,
    SessionState,
)
from paraguas.values.money import exponent

_ALONE = 10
"""Up to so many major units where a currency is told no limit; a hundred times more for those
whose minor unit is their major one."""


def check_amount(amount_minor: int, *, least: int = 0) -> int:
    """Pass an amount of cash on, or refuse one out of bounds."""
    if not least <= amount_minor <= LARGEST_CASH_MINOR:
        raise DrawerAmount(amount_minor=amount_minor, least=least, most=LARGEST_CASH_MINOR)
    return amount_minor


def check_open(found: Session) -> None:
    """Refuse a session that was counted or closed."""
    if found.state is not SessionState.OPEN:
        raise DrawerNotOpen(state=found.state.value)


def signed(kind: EntryKind, amount_minor: int) -> int:
    """Give an amount moved by hand as it counts in the drawer: what goes out is below 0."""
    return amount_minor if kind is EntryKind.PAY_IN else -amount_minor


def worth(pieces: Mapping[int, int]) -> int:
    """Add up coins and notes: value in minor units -> how many."""
    return check_amount(sum(value * many for value, many in pieces.items()))


def expected(float_minor: int, entries: Iterable[Entry]) -> int:
    """Tell what should lie in a drawer."""
    return float_minor + sum(one.amount_minor for one in entries)


def cash_of(
    found: Session,
    before: Session | None,
    cash: Iterable[OrderCash],
    counted: Collection[tuple[str, int]],
    *,
    until: int,
) -> list[OrderCash]:
    """Choose the cash of orders that belongs to a session which ends now, the oldest first.

    That which moved while it was open; and what the session before missed, because it was written
    down only after that had been counted.  What moved while the drawer was shut is nobody's.
    before: the session before of the same till.  counted: orders and transaction numbers that
    count in a session already.
    """
    missed_from = before.opened_at if before else found.opened_at
    missed_until = (before.counted_at or 0) if before else 0
    mine = [
        one
        for one in cash
        if (one.order_id, one.transaction_no) not in counted
        and (found.opened_at <= one.at < until or missed_from <= one.at < missed_until)
    ]
    return sorted(mine, key=lambda one: (one.at, one.order_id, one.transaction_no))


def entries_of(cash: Iterable[OrderCash], *, first_no: int, actor: str) -> list[Entry]:
    """Write the cash of orders down as entries, numbered from `first_no`."""
    return [
        Entry(
            *(number, one.kind, one.amount_minor, one.at, actor),
            order_id=one.order_id,
            transaction_no=one.transaction_no,
        )
        for number, one in enumerate(cash, start=first_no)
    ]


def usual_alone(currency: str) -> int:
    """Give the limit of a currency that is told none, in minor units."""
    return int(_ALONE * 10 ** max(2, exponent(currency)))


def needs_second(found: Session) -> bool:
    """Whether the difference of a counted session is beyond what one person answers for."""
    return abs(found.difference_minor or 0) > found.alone_minor


def check_closing(found: Session, actor: str) -> None:
    """Refuse to close what is not counted, and a large difference by the one who counted."""
    if found.state is not SessionState.COUNTED:
        raise DrawerNotCounted(state=found.state.value)
    if needs_second(found) and actor == found.counted_by:
        raise SecondPersonNeeded(
            difference_minor=found.difference_minor or 0,
            alone_minor=found.alone_minor,
            currency=found.currency,
        )
