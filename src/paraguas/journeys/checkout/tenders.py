"""Read tenders as a door sends them, and decide how they pay."""

from collections.abc import Sequence

from paraguas.journeys.money.stored_tenders import Purse
from paraguas.network.model import Market
from paraguas.orders.model import WishedTender
from paraguas.payments.errors import TenderCurrency
from paraguas.payments.model import PaymentPlan, TenderKind, TenderOffer
from paraguas.payments.rules.tendering import decide_tenders
from paraguas.values.refusal import Malformed


def decide_payment(
    purse: Purse,
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
        [_offer(purse, tender, market.currency) for tender in tenders],
        total_minor,
        market.currency,
        on_site=on_site,
        cash_step_minor=1 if exact_cash else market.cash_rounding,
    )


def _offer(purse: Purse, tender: WishedTender, currency: str) -> TenderOffer:
    kind = _kind(tender.kind)
    if tender.currency and tender.currency != currency:
        raise TenderCurrency(kind=kind.value, currency=tender.currency, order_currency=currency)
    return TenderOffer(
        *(kind, tender.amount_minor, tender.token, tender.given_minor),
        reach=purse.reach(kind, tender.token, currency),
    )


def _kind(kind: str) -> TenderKind:
    try:
        return TenderKind(kind)
    except ValueError as unknown:
        raise Malformed(where="tenders.kind", problem=kind) from unknown
