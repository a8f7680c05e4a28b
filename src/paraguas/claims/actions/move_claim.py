"""Move a claim on to its next state, or to its end."""

from msgspec.structs import replace

from paraguas.claims import store
from paraguas.claims.events import ClaimMoved
from paraguas.claims.model import Claim
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def move_claim(tx: Tx, stamp: Stamp, was: Claim, now: Claim) -> Claim:
    """Write a claim as it is now; announces `claim.moved.v1`."""
    store.step(tx, was, now)
    told = ClaimMoved(
        order_id=now.order_id,
        claim_id=now.claim_id,
        number=now.number,
        state=now.state.value,
        lines=[{"line_no": now.line_no, "quantity": now.units}],
        place_id=now.place_id,
        repairer=now.repairer,
        given_minor=now.given_minor,
        currency=now.currency,
        until_on=now.until_on,
        cause=now.ended_because,
    )
    tx.announce(stamp, now.order_id, told)
    return replace(now, version=was.version + 1)
