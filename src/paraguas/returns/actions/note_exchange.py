"""Note what was taken instead of units that came back."""

from paraguas.plumbing.tx import Tx
from paraguas.returns.events import ReturnExchanged
from paraguas.returns.model import Return
from paraguas.values.ids import OrderId
from paraguas.values.stamp import Stamp


def note_exchange(tx: Tx, stamp: Stamp, back: Return, taken: OrderId, total_minor: int) -> None:
    """Tell which order stands for it, and what that costs more or (below 0) less.

    Announces `return.exchanged.v1`.
    """
    told = ReturnExchanged(
        order_id=back.order_id,
        return_id=back.return_id,
        number=back.number,
        taken_order_id=taken,
        currency=back.currency,
        amount_minor=total_minor,
        difference_minor=total_minor - back.given_minor,
    )
    tx.announce(stamp, back.order_id, told)
