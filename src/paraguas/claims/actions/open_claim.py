"""Open a claim: units somebody says do not work, with what the guarantee gives for them."""

from paraguas.claims import store
from paraguas.claims.events import ClaimOpened
from paraguas.claims.model import Claim
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def open_claim(tx: Tx, stamp: Stamp, new: Claim) -> None:
    """Write a claim down; announces `claim.opened.v1`."""
    store.add(tx, new)
    told = ClaimOpened(
        order_id=new.order_id,
        claim_id=new.claim_id,
        number=new.number,
        lines=[{"line_no": new.line_no, "quantity": new.units}],
        wish=new.wish.value,
        due_on=new.guarantee.due_on,
        until_on=new.until_on,
        overridden=new.override is not None,
    )
    tx.announce(stamp, new.order_id, told)
