"""The money of a claim: all of it by a return, or a part that lowers what the units cost."""

from msgspec.structs import replace

from paraguas.claims.errors import ReductionTooMuch, RemedyClosed
from paraguas.claims.model import Claim, Reduce, Refund, Remedy
from paraguas.claims.queries import claims_of
from paraguas.claims.rules.guaranteeing import is_given, most_lower
from paraguas.journeys.claiming.asking import defective
from paraguas.journeys.money.paying import note_balance, smallest_coin
from paraguas.journeys.money.stored_tenders import move_stored
from paraguas.journeys.returning.authority import demand_person
from paraguas.journeys.returning.lines import sold_lines
from paraguas.journeys.returning.returning import AtDesk, Requesting, return_at_once
from paraguas.network.queries import network
from paraguas.orders import queries as orders
from paraguas.payments.actions.refund_payment import refund_payment
from paraguas.payments.rules.balance import GUARANTEED
from paraguas.plumbing.tx import Tx
from paraguas.returns.model import Came, Disposition
from paraguas.returns.rules.sold import costs_of
from paraguas.staff.model import Actor
from paraguas.values.money import amount_words
from paraguas.values.stamp import Stamp
from paraguas.values.time import local_day


def pay_back(tx: Tx, stamp: Stamp, claim: Claim, step: Refund, actor: Actor | None) -> Claim:
    """Give all of the money by a return of the units, with its credit note and stock.

    Refuses RemedyClosed where the guarantee does not give it yet and nobody answers for it.
    """
    place = network(tx).place(claim.place_id) if claim.place_id else None
    assert place is not None, "a claim whose units are here"
    asked = defective(claim.line_no, claim.units, claim.defect)
    came = Came(item=1, units=claim.units, dispositions={Disposition(step.leftover): claim.units})
    wish = Requesting(stamp, claim.order_id, (asked,), actor, place=place.code, guaranteed=True)
    back = return_at_once(tx, AtDesk(wish, (came,), step.till))
    if not _gives(tx, stamp, claim, Remedy.REFUND):
        _demand_reason(claim, step.reason, Remedy.REFUND)
        demand_person(actor, back.given_minor, claim.currency)
    return replace(
        claim,
        given_minor=back.given_minor,
        return_id=back.return_id,
        ended_because=step.reason or None,
    )


def lower_price(tx: Tx, stamp: Stamp, claim: Claim, step: Reduce, actor: Actor | None) -> Claim:
    """Give a part of the money for units the person keeps, within the authority of who does it.

    How much the defect takes of their worth is for somebody to judge.  Refuses more than they cost.
    """
    order = orders.order(tx, claim.order_id)
    [cost] = costs_of(sold_lines(order), [(claim.line_no, claim.units)])
    most = most_lower(claims_of(tx, claim.order_id), claim.line_no, cost)
    if step.amount_minor > most:
        raise ReductionTooMuch(**amount_words(most, claim.currency))
    demand_person(actor, step.amount_minor, claim.currency)
    refunded = refund_payment(
        *(tx, stamp, claim.order_id, step.amount_minor),
        cash_step_minor=smallest_coin(tx, order),
        reason=GUARANTEED,
    )
    move_stored(tx, refunded.moves)
    note_balance(tx, claim.order_id)
    return replace(claim, given_minor=step.amount_minor, ended_because=step.reason)


def _gives(tx: Tx, stamp: Stamp, claim: Claim, remedy: Remedy) -> bool:
    place = network(tx).place(claim.place_id) if claim.place_id else None
    market = network(tx).market(place.market) if place else None
    today = local_day(stamp.at, market.zone if market else "UTC")
    return is_given(claim, remedy, today.isoformat())


def _demand_reason(claim: Claim, reason: str, remedy: Remedy) -> None:
    if not reason:
        raise RemedyClosed(remedy=remedy.value, number=claim.number, due=claim.guarantee.due_on)
