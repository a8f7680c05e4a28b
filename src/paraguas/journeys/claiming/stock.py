"""The units of a claim that is met with others: those go out, the defective ones are ours."""

from paraguas.claims.model import Claim, Leftover
from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.model import Kind, Movement
from paraguas.journeys.returning.stock import put_away
from paraguas.plumbing.tx import Tx
from paraguas.returns.model import Disposition
from paraguas.returns.rules.receiving import Portion
from paraguas.values.stamp import Stamp


def swap(tx: Tx, stamp: Stamp, claim: Claim, leftover: Leftover) -> None:
    """Take others out of the stock of the place the units are at, and these in, not for sale.

    Until then the defective units were their person's, in nobody's stock.  Refuses where the place
    has none.
    """
    assert claim.place_id is not None, "a claim whose units are here"
    for kind in (Kind.RETURNED, Kind.SOLD):
        moved = Movement(
            *(claim.sku_id, claim.place_id, kind, claim.claim_id, 1),
            *(claim.units, stamp.at, stamp.by.actor, claim.number),
        )
        move_stock(tx, [moved])
        if kind is Kind.RETURNED:
            portion = Portion(1, claim.sku_id, Disposition(leftover.value), claim.units)
            put_away(tx, stamp, (claim.claim_id, claim.number), portion, claim.place_id)
