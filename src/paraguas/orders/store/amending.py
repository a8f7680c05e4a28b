"""The SQL of orders that are amended: locked, grown by lines."""

from collections.abc import Sequence

from sqlalchemy import select, update

from paraguas.orders import tables as t
from paraguas.orders.model import Line
from paraguas.orders.rules import rows
from paraguas.orders.rules.composing import Sums
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.tx import Tx

_TERMS = (
    *("unit_price_minor", "discount_minor", "amount_minor"),
    *("jurisdiction", "tax_rate_pcm", "tax_minor"),
)
_TREATED = ("tax_treatment", "tax_reason", "tax_parts")
_PUT_TERMS = GuardedUpdate(
    t.order_lines,
    keys=("order_id", "line_no"),
    givens={name: name for name in (*_TERMS, *_TREATED)},
    sets=", ".join(
        (
            "agreed_minor = COALESCE(t.agreed_minor, t.amount_minor)",
            *(f"{name} = {{{name}}}" for name in (*_TERMS, *_TREATED)),
        )
    ),
    guard="t.handed_over + t.shipped + t.performed = 0",
)


def lock(tx: Tx, order_id: str) -> bool:
    """Lock the order's row until the transaction is over; False where there is none."""
    c = t.orders.c
    row = select(c.order_id).where(c.order_id == order_id).with_for_update()
    return tx.first(row) is not None


def add_lines(tx: Tx, order_id: str, lines: Sequence[Line]) -> None:
    """Insert lines of which nothing was counted yet."""
    none_counted = (0, 0, 0)
    new = [(*rows.line_cells(order_id, line), *none_counted) for line in lines]
    tx.insert(t.order_lines, rows.LINE, new)


def add_sums(tx: Tx, order_id: str, sums: Sums) -> None:
    """Add what lines come to to the sums of their order; below 0 takes off."""
    c = t.orders.c
    tx.run(
        update(t.orders)
        .where(c.order_id == order_id)
        .values(
            goods_minor=c.goods_minor + sums.goods_minor,
            discount_minor=c.discount_minor + sums.discount_minor,
            tax_minor=c.tax_minor + sums.tax_minor,
            total_minor=c.total_minor + sums.total_minor,
        )
    )


def put_terms(tx: Tx, order_id: str, lines: Sequence[Line]) -> None:
    """Store what lines cost and how they are taxed; StaleSlice where some of one has left."""
    tx.update(
        _PUT_TERMS,
        [
            (
                *(order_id, line.line_no, *(getattr(line, name) for name in _TERMS)),
                *(line.tax_treatment, line.tax_reason),
                rows.json_text(line.tax_parts) if line.tax_parts else None,
            )
            for line in lines
        ],
    )
