"""Substituting: a store offers another article, the person is asked, and her answer is carried out.

Until she answers what is missing waits; a yes is a change of the order, a no cancels it.
"""

from msgspec import Struct

from paraguas.catalog.errors import PriceMissing, SkuUnknown
from paraguas.catalog.model import Sku
from paraguas.catalog.queries import catalogue
from paraguas.changes.errors import LineAbsent
from paraguas.changes.model import AddLine, Change, OverridePrice, SetQuantity
from paraguas.fulfilment import queries as fulfilments
from paraguas.fulfilment.model import Fulfilment
from paraguas.journeys.changing.cancellation import Cancelling, cancel_order
from paraguas.journeys.changing.changing import Deciding, Preview, change_at_once, rehearse_change
from paraguas.journeys.promises.letters import named_items, send_news
from paraguas.journeys.serving.reshaping import Reshaping, hold_task, split_task
from paraguas.messages.model import Item, SubstitutionOffered
from paraguas.network.errors import MarketUnknown
from paraguas.network.queries import network
from paraguas.orders import queries as orders
from paraguas.orders.actions.lock_order import lock_order
from paraguas.orders.errors import StockShort
from paraguas.orders.events import CUSTOMER_ASKED
from paraguas.orders.model import PlacedLine, PlacedOrder
from paraguas.orders.rules.amending import line_of, next_line_no
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.tx import Tx
from paraguas.substitutions import queries as substitutions
from paraguas.substitutions.actions.answer_substitution import answer_substitution
from paraguas.substitutions.actions.ask_substitution import ask_substitution
from paraguas.substitutions.actions.save_substitution_rule import save_substitution_rule
from paraguas.substitutions.errors import (
    SubstituteDearer,
    SubstituteSame,
    SubstituteUnfit,
    SubstitutionAsked,
)
from paraguas.substitutions.model import Answer, Substitution, SubstitutionRule
from paraguas.substitutions.rules.asking import left_of, question
from paraguas.substitutions.rules.charging import charged_at, unit_cost
from paraguas.values.ids import FulfilmentId, OrderId, digest_id
from paraguas.values.money import amount_words
from paraguas.values.quantity import Unit
from paraguas.values.stamp import Stamp

SOLD_OUT = "sold_out"
"""Why a line is cancelled about which nobody answered, in the words of `letters.why`."""


class Proposing(Struct, frozen=True):
    """Units of a line a place cannot pick, and what it has instead; the reason is the stamp's."""

    stamp: Stamp
    order_id: OrderId
    fulfilment_id: FulfilmentId
    line_no: int
    units: int
    sku: str


class Answering(Struct, frozen=True):
    """A person's answer; note: what staff heard, where she gave it by telephone."""

    stamp: Stamp
    order_id: OrderId
    substitution_no: int
    accepts: bool
    note: str | None = None


class RulingSubstitution(Struct, frozen=True):
    """How a market substitutes from now on."""

    stamp: Stamp
    rule: SubstitutionRule


def propose_substitute(tx: Tx, item: Proposing) -> Substitution:
    """Ask the person whether another article will do; its line waits until she has answered.

    Writes her a letter.  Refuses what cannot be had, what is worth more than the rule bears, units
    the place does not have to pick, and a line she is asked about already.
    """
    lock_order(tx, item.order_id)
    order = orders.order(tx, item.order_id)
    before = substitutions.substitutions_of(tx, order.order_id)
    if any(one.line_no == item.line_no and one.answer is Answer.ASKED for one in before):
        raise SubstitutionAsked(line=item.line_no)
    entry, sku = _line(order, item.line_no), _sku(tx, item.sku)
    unit_minor = _charged(tx, item.stamp, order, entry, sku)
    seen = _rehearsed(tx, item.stamp, order, entry, (item.units, sku.code, unit_minor))
    waiting = _set_aside(tx, item)
    asked = question(
        *(item.stamp, substitutions.rule_in(tx, order.market), len((*before, entry))),
        order_id=order.order_id,
        fulfilment_id=waiting.fulfilment_id,
        line_no=item.line_no,
        units=item.units,
        code=sku.code,
        title=sku.title(order.language),
        unit_minor=unit_minor,
        difference_minor=seen.money.difference_minor,
    )
    ask_substitution(tx, item.stamp, asked)
    _write(tx, item.stamp, order, asked, Unit(sku.unit))
    return asked


def answer_substitute(tx: Tx, item: Answering) -> Substitution:
    """Carry out a person's answer: the order changes, or what is missing is cancelled.

    Refuses SubstitutionAbsent, SubstitutionAnswered, and what is refused of changes: then the
    question stays open.
    """
    lock_order(tx, item.order_id)
    found = substitutions.open_substitution(tx, item.order_id, item.substitution_no)
    if not item.accepts:
        return _decline(tx, item.stamp, found, Answer.REFUSED, cause=CUSTOMER_ASKED, note=item.note)
    order = orders.order(tx, item.order_id)
    entry = _line(order, found.line_no)
    _demand_waiting(tx, found)
    offer = (found.units, found.code, found.unit_minor)
    seen = _rehearsed(tx, item.stamp, order, entry, offer)
    change_at_once(tx, _deciding(item.stamp, order, entry, offer, basis=seen.basis))
    return answer_substitution(tx, item.stamp, found, Answer.ACCEPTED, note=item.note)


def lapse_substitution(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Take silence for a no once the deadline has passed."""
    told = chore.read()
    lock_order(tx, told["order_id"])
    found = substitutions.substitution(tx, told["order_id"], told["substitution_no"])
    if found.answer is Answer.ASKED:
        _decline(tx, stamp, found, Answer.LAPSED, cause=SOLD_OUT)


def rule_substitution(tx: Tx, item: RulingSubstitution) -> SubstitutionRule:
    """Say how a market substitutes; refuses a market that is not there."""
    if network(tx).market(item.rule.market) is None:
        raise MarketUnknown(market=item.rule.market)
    return save_substitution_rule(tx, item.stamp, item.rule)


def _decline(
    tx: Tx,
    stamp: Stamp,
    found: Substitution,
    answer: Answer,
    *,
    cause: str,
    note: str | None = None,
) -> Substitution:
    """Cancel what still waits; it may have been cancelled otherwise meanwhile."""
    told = answer_substitution(tx, stamp, found, answer, note=note)
    if units := _waiting(tx, found):
        lines = {found.line_no: units}
        what = Cancelling(stamp, found.order_id, lines, cause, found.fulfilment_id)
        cancel_order(tx, what)
    return told


def _line(order: PlacedOrder, line_no: int) -> PlacedLine:
    entry = line_of(order, line_no)
    if entry is None:
        raise LineAbsent(line=line_no)
    return entry


def _sku(tx: Tx, code: str) -> Sku:
    sku = catalogue(tx).find(code)
    if sku is None:
        raise SkuUnknown(sku=code)
    return sku


def _charged(tx: Tx, stamp: Stamp, order: PlacedOrder, entry: PlacedLine, sku: Sku) -> int:
    line, rule = entry.line, substitutions.rule_in(tx, order.market)
    if sku.sku_id == line.sku_id:
        raise SubstituteSame(sku=sku.code)
    price = catalogue(tx).price(sku.sku_id, order.currency, stamp.at)
    if price is None:
        raise PriceMissing(sku=sku.code, currency=order.currency)
    if (sku.unit.value, sku.per) != (line.unit, line.per):
        raise SubstituteUnfit(sku=sku.code, units=line.quantity)
    cost = unit_cost(line.amount_minor, line.quantity, line.per)
    return charged_at(rule, cost, price.amount_minor, order.currency)


def _rehearsed(
    tx: Tx, stamp: Stamp, order: PlacedOrder, entry: PlacedLine, offer: tuple[int, str, int]
) -> Preview:
    """Show what a yes would make of the order; it never costs the person more."""
    units, code, _ = offer
    if units > entry.standing.open:
        raise SubstituteUnfit(sku=code, units=entry.standing.open)
    seen = rehearse_change(tx, _deciding(stamp, order, entry, offer))
    if seen.money.to_pay_minor:
        raise SubstituteDearer(**amount_words(order.worth_minor, order.currency))
    late = sum(one.quantity for one in seen.waits if one.line_no == next_line_no(order))
    if late:
        raise StockShort(sku=code, wanted=units, available=left_of(units, late))
    return seen


def _deciding(
    stamp: Stamp,
    order: PlacedOrder,
    entry: PlacedLine,
    offer: tuple[int, str, int],
    basis: str = "",
) -> Deciding:
    units, code, unit_minor = offer
    line = entry.line
    wishes: tuple[Change, ...] = (
        SetQuantity(line.line_no, left_of(entry.standing.wanted, units)),
        AddLine(code, units, line.group_no),
        OverridePrice(next_line_no(order), unit_minor),
    )
    return Deciding(stamp, order.order_id, "substitution", wishes, basis, by_rule=True)


def _set_aside(tx: Tx, item: Proposing) -> Fulfilment:
    """Let what is missing wait by itself, so that the rest of the task goes on."""
    found = fulfilments.fulfilment(tx, item.order_id, item.fulfilment_id)
    there = {portion.line_no: portion.quantity for portion in found.portions}
    if item.units > there.get(item.line_no, 0):
        raise SubstituteUnfit(sku=item.sku, units=there.get(item.line_no, 0))
    reason = item.stamp.by.reason or ""
    wanted = {item.line_no: item.units}
    apart = Reshaping(item.stamp, item.order_id, item.fulfilment_id, reason, wanted)
    waiting = found if there == wanted else split_task(tx, apart)
    return hold_task(tx, Reshaping(item.stamp, item.order_id, waiting.fulfilment_id, reason))


def _waiting(tx: Tx, found: Substitution) -> int:
    """Tell how many units still wait for the answer."""
    order = orders.order(tx, found.order_id)
    still = (
        one.quantity
        for one in order.allocations
        if one.fulfilment_id == found.fulfilment_id
        and one.line_no == found.line_no
        and one.status == "open"
    )
    return sum(still)


def _demand_waiting(tx: Tx, found: Substitution) -> None:
    waiting = _waiting(tx, found)
    if waiting < found.units:
        raise SubstituteUnfit(sku=found.code, units=waiting)


def _write(tx: Tx, stamp: Stamp, order: PlacedOrder, asked: Substitution, unit: Unit) -> None:
    news = SubstitutionOffered(
        items=named_items(order, {asked.line_no: asked.units}),
        instead=Item(asked.title, asked.units, unit),
        saved_minor=asked.saved_minor,
        currency=order.currency,
        until_at=asked.answer_by_at,
    )
    cause = digest_id("substitution", order.order_id, str(asked.substitution_no))
    send_news(tx, stamp, order, news, cause=cause)
