"""Take units in that come without any proof of purchase."""

from paraguas.plumbing.tx import Tx
from paraguas.returns import store
from paraguas.returns.events import ReturnTakenBlind
from paraguas.returns.model import BlindReturn
from paraguas.values.stamp import Stamp


def take_blind(tx: Tx, stamp: Stamp, new: BlindReturn) -> None:
    """Write it down; announces `return.taken_blind.v1` in the place's stream."""
    store.add_blind(tx, new)
    told = ReturnTakenBlind(
        place_id=new.place_id,
        return_id=new.return_id,
        number=new.number,
        sku_id=new.sku_id,
        units=new.units,
        currency=new.currency,
        credited_minor=new.ruling.refund_minor,
    )
    tx.announce(stamp, new.place_id, told)
