"""Read tenders as a door sends them, and decide how they pay."""

from collections.abc import Sequence

from paraguas.journeys.stored_tenders import reach_of
from paraguas.network.model import Market
from paraguas.orders.model import WishedTender
from paraguas.payments.model import STORED, PaymentPlan, TenderKind, TenderOffer
from paraguas.payments.rules.tendering import decide_tenders
from paraguas.stored_value.model import StoredValues
from paraguas.values.refusal import Malformed


def decide_payment(
    values: StoredValues,
    tenders: Sequence[WishedTender],
    total_minor: int,
    market: Market,
    *,
    on_site: bool,
    exact_cash: bool = False,
) -> PaymentPlan:
    """Decide how tenders pay a total; refuses as `decide_tenders` does.

    exact_cash: a record of the past tells cash to the minor unit.
    """
    return decide_tenders(
        [_offer(values, tender, market.currency) for tender in tenders],
        total_minor,
        market.currency,
        on_site=on_site,
        cash_step_minor=1 if exact_cash else market.cash_rounding,
    )


def stored_codes(tenders: Sequence[WishedTender]) -> list[str]:
    """Give the codes of stored values: what `decide_payment` must know of."""
    return [tender.token for tender in tenders if tender.kind in STORED]


def _offer(values: StoredValues, tender: WishedTender, currency: str) -> TenderOffer:
    kind = _kind(tender.kind)
    return TenderOffer(
        *(kind, tender.amount_minor, tender.token, tender.given_minor),
        reach=reach_of(values, kind, tender.token, currency),
    )


def _kind(kind: str) -> TenderKind:
    try:
        return TenderKind(kind)
    except ValueError as unknown:
        raise Malformed(where="tenders.kind", problem=kind) from unknown
