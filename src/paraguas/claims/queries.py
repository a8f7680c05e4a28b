"""What other floors may read of claims."""

from collections.abc import Iterable

from paraguas.claims import store
from paraguas.claims.errors import ClaimAbsent
from paraguas.claims.model import Claim, ClaimState
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import is_id, read_short_number


def claims_of(tx: Tx, order_id: str) -> list[Claim]:
    """Read the claims of an order, the oldest first."""
    return store.claims_of(tx, order_id) if is_id(order_id) else []


def the_claim(tx: Tx, claim_id: str) -> Claim:
    """Read a claim; ClaimAbsent where there is none."""
    found = store.by_id(tx, claim_id) if is_id(claim_id) else None
    if found is None:
        raise ClaimAbsent(wanted=claim_id)
    return found


def find_number(tx: Tx, text: str) -> list[Claim]:
    """Find claims by the number that stands on the goods."""
    number = read_short_number(text)
    return store.by_number(tx, number) if number else []


def list_claims(
    tx: Tx,
    states: Iterable[ClaimState] = tuple(ClaimState),
    *,
    place_id: str | None = None,
    before: str = "",
    most: int,
) -> list[Claim]:
    """List claims in some states, at a place where it is named, the latest first."""
    return store.listed(tx, states, place_id, before=before if is_id(before) else "", most=most)
