"""Open a return: units somebody wants to give back, with the rulings on them."""

from paraguas.plumbing.tx import Tx
from paraguas.returns import store
from paraguas.returns.events import ReturnAuthorised, ReturnRequested
from paraguas.returns.model import Return, ReturnState
from paraguas.returns.rules.refunding import owed
from paraguas.values.stamp import Stamp


def open_return(tx: Tx, stamp: Stamp, new: Return) -> None:
    """Write a return down; announces `return.requested.v1`, and `return.authorised.v1` if it is."""
    store.add(tx, new)
    told = ReturnRequested(
        order_id=new.order_id,
        return_id=new.return_id,
        number=new.number,
        amount_minor=owed(new),
        waits=new.state is ReturnState.REQUESTED,
        gift=new.gift,
        withdrawal=new.withdrawal,
        lines=[{"line_no": no, "quantity": n} for no, n in sorted(new.units().items())],
    )
    tx.announce(stamp, new.order_id, told)
    if new.state is ReturnState.AUTHORISED:
        overridden = new.override is not None
        agreed = ReturnAuthorised(new.order_id, new.return_id, new.number, overridden)
        tx.announce(stamp, new.order_id, agreed)
