"""Letters about claims: taken, ready, replaced, paid for, or refused."""

from paraguas.claims.model import Claim, ClaimState
from paraguas.claims.queries import the_claim
from paraguas.journeys.promises.letters import named_items, queue_news
from paraguas.messages.model import ClaimTold
from paraguas.network.queries import network
from paraguas.orders import queries as orders
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp

_TOLD = frozenset(
    state.value
    for state in (
        *(ClaimState.RECEIVED, ClaimState.REPAIRED, ClaimState.BACK, ClaimState.REPLACED),
        *(ClaimState.REFUNDED, ClaimState.REDUCED, ClaimState.REFUSED),
    )
)


def tell_claim_opened(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Tell what the guarantee gives, and by when it is done."""
    one = the_claim(tx, chore.read()["claim_id"])
    _tell(tx, stamp, chore, one, ClaimState.OPENED.value, verdict=one.guarantee.text)


def tell_claim_moved(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Tell what matters to the person of how far her claim is."""
    fact = chore.read()
    if fact["state"] in _TOLD:
        _tell(tx, stamp, chore, the_claim(tx, fact["claim_id"]), fact["state"])


def _tell(tx: Tx, stamp: Stamp, chore: Chore, one: Claim, state: str, *, verdict: str = "") -> None:
    order = orders.order(tx, one.order_id)
    place = network(tx).place(one.place_id) if one.place_id else None
    news = ClaimTold(
        items=named_items(order, {one.line_no: one.units}),
        number=one.number,
        state=state,
        place=place.name if place else "",
        due_on=one.guarantee.due_on if state in {"opened", "received"} else "",
        until_on=one.until_on if state in {"back", "replaced"} else "",
        given_minor=one.given_minor,
        currency=one.currency,
        why=(one.ended_because or "") if state == "refused" else "",
        verdict=verdict,
    )
    queue_news(tx, stamp, chore, order, news)
