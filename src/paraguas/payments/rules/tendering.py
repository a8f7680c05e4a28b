"""Whether what is offered pays the total, and with how much of each tender."""

from collections.abc import Sequence

from paraguas.payments import errors
from paraguas.payments.model import (
    AWAITED,
    STORED,
    PaymentPlan,
    PaymentStatus,
    PlannedTender,
    Reach,
    Tender,
    TenderKind,
    TenderOffer,
    TransactionKind,
    TransactionState,
)
from paraguas.payments.rules.cash import round_cash
from paraguas.values.money import amount_words

_SHORT = {
    TenderKind.GIFT_CARD: errors.GiftCardShort,
    TenderKind.STORE_CREDIT: errors.StoreCreditShort,
    TenderKind.ACCOUNT: errors.AccountShort,
    TenderKind.POINTS: errors.PointsPayLess,
}
_IN_STORES = (TenderKind.CASH, TenderKind.TERMINAL)


def decide_tenders(
    offers: Sequence[TenderOffer],
    total_minor: int,
    currency: str,
    *,
    on_site: bool,
    cash_step_minor: int = 1,
) -> PaymentPlan:
    """Decide how a total is paid; the parts sum to it exactly, parts of 0 are dropped.

    Parts with an amount are served first, then those that take what is left, in the order offered;
    cash gives change.  on_site: whether cash and terminals can be taken.  A gift card is charged
    at once on site, set aside elsewhere.  cash_step_minor: the smallest coin in use.  Refuses
    with one of the tender and gift card refusals.
    """
    for offer in offers:
        if offer.kind in _IN_STORES and not on_site:
            raise errors.TenderNotHere(kind=offer.kind.value)
        if offer.kind is TenderKind.TRANSFER and on_site:
            raise errors.TransferOnSite
    if total_minor < 0:
        return _pay_out(offers, total_minor, currency, cash_step_minor)
    for offer in offers:
        _check(offer, currency)
    shares = _shares(offers, total_minor, currency)
    planned: list[PlannedTender] = []
    for offer, share in zip(offers, shares, strict=True):
        if share:
            tender = _tender(offer, len(planned) + 1, share, currency, cash_step_minor)
            planned.append(_start(tender, on_site=on_site))
    return PaymentPlan(tuple(planned), starting_status(planned))


def starting_status(planned: Sequence[PlannedTender]) -> PaymentStatus:
    """Tell where the money of an order stands right after it was placed."""
    if any(one.state is TransactionState.PENDING for one in planned):
        return PaymentStatus.PENDING
    if any(one.kind is TransactionKind.AUTHORISE for one in planned):
        return PaymentStatus.AUTHORISED
    return PaymentStatus.PAID


def _check(offer: TenderOffer, currency: str) -> None:
    least = min(offer.amount_minor or 0, offer.given_minor or 0)
    if least < 0:
        raise errors.TenderNegative(kind=offer.kind.value, **amount_words(least, currency))
    no_card = offer.kind is TenderKind.CARD and not offer.token
    if no_card or (offer.kind in STORED and not offer.reach):
        raise errors.TenderWithoutToken(kind=offer.kind.value)


def _shares(offers: Sequence[TenderOffer], total_minor: int, currency: str) -> list[int]:
    """Give each offer's part of the total, in order: fixed sums, fixed cash, then the open ones."""
    shares = [0] * len(offers)
    left = total_minor
    spent: dict[str, int] = {}
    for number in sorted(range(len(offers)), key=lambda n: _turn(offers[n])):
        offer = offers[number]
        share = _share(offer, left)
        if offer.reach:
            share = _from_stored(offer, offer.reach, share, spent, currency)
        shares[number] = share
        left -= share
        if left < 0:
            raise errors.TenderOver(**amount_words(-left, currency))
    if left:
        raise errors.TenderShort(**amount_words(left, currency))
    return shares


def _turn(offer: TenderOffer) -> tuple[bool, bool]:
    return offer.amount_minor is None, offer.kind is TenderKind.CASH


def _share(offer: TenderOffer, left: int) -> int:
    if offer.amount_minor is None:
        return left
    if offer.kind is TenderKind.CASH:
        return min(offer.amount_minor, left)
    return offer.amount_minor


def _from_stored(
    offer: TenderOffer, reach: Reach, share: int, spent: dict[str, int], currency: str
) -> int:
    """Give what a stored value pays of its part: all of it, or where it is open as it reaches."""
    left = reach.left_minor - spent.get(reach.instrument, 0)
    if offer.amount_minor is None:
        share = min(share, left)
    if share > left:
        raise _SHORT[offer.kind](last4=reach.last4, **amount_words(left, currency))
    spent[reach.instrument] = spent.get(reach.instrument, 0) + share
    return share


def _tender(
    offer: TenderOffer, number: int, share: int, currency: str, cash_step_minor: int
) -> Tender:
    if offer.kind is TenderKind.CASH:
        return _cash(offer, number, share, currency, cash_step_minor)
    instrument, label = offer.token, offer.label
    if offer.reach:
        instrument, label = offer.reach.instrument, label or offer.reach.last4
    return Tender(number, offer.kind, share, currency, instrument, label)


def _cash(
    offer: TenderOffer, number: int, share: int, currency: str, cash_step_minor: int
) -> Tender:
    due = round_cash(share, cash_step_minor)
    given = offer.given_minor
    if given is None:
        given = max(due, offer.amount_minor or 0)
    if given < due:
        raise errors.TenderShort(**amount_words(due - given, currency))
    return Tender(
        *(number, TenderKind.CASH, share, currency, offer.token, offer.label, given, given - due)
    )


def _start(tender: Tender, *, on_site: bool) -> PlannedTender:
    """Begin with the tender's own number: the first transactions are numbered like the tenders."""
    kind, state = TransactionKind.CAPTURE, TransactionState.DONE
    if tender.kind in AWAITED:
        kind, state = TransactionKind.AUTHORISE, TransactionState.PENDING
    elif tender.kind in STORED and not on_site:
        kind = TransactionKind.AUTHORISE
    return PlannedTender(tender, kind, state, tender.tender_no)


def _pay_out(
    offers: Sequence[TenderOffer], total_minor: int, currency: str, cash_step_minor: int
) -> PaymentPlan:
    """Pay out in cash what a basket is below 0, as when its coupons exceed the goods."""
    if (
        len(offers) != 1
        or offers[0].kind is not TenderKind.CASH
        or offers[0].amount_minor not in (None, total_minor)
        or offers[0].given_minor
    ):
        raise errors.PayOutInCash(**amount_words(-total_minor, currency))
    out = -round_cash(total_minor, cash_step_minor)
    offer = offers[0]
    tender = Tender(*(1, TenderKind.CASH, total_minor, currency, offer.token, offer.label, 0, out))
    return PaymentPlan((_start(tender, on_site=True),), PaymentStatus.PAID)
