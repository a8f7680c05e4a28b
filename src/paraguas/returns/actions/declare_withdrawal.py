"""Declare that a person withdraws from her contract."""

from collections.abc import Mapping

from paraguas.plumbing.tx import Tx
from paraguas.returns.events import WithdrawalDeclared
from paraguas.returns.model import Return
from paraguas.values.ids import OrderId
from paraguas.values.stamp import Stamp

Units = Mapping[int, int]


def declare_withdrawal(
    tx: Tx,
    stamp: Stamp,
    order_id: OrderId,
    units: Units,
    *,
    cancelled: Units,
    one: Return | None,
) -> None:
    """Announce `withdrawal.declared.v1`: what she withdraws from, and what of it had not left.

    one: the return of what had.
    """
    told = WithdrawalDeclared(
        order_id=order_id,
        return_id=one.return_id if one else None,
        declared_at=stamp.at,
        lines=_lines(units),
        cancelled=_lines(cancelled),
    )
    tx.announce(stamp, order_id, told)


def _lines(units: Units) -> list[dict[str, int]]:
    return [{"line_no": line_no, "quantity": n} for line_no, n in sorted(units.items()) if n]
