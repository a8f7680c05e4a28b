"""Opening a claim: what the guarantee gives for units that do not work, and saying that they do."""

from msgspec import Struct

from paraguas.claims.actions.open_claim import open_claim
from paraguas.claims.errors import ClaimLate
from paraguas.claims.model import Claim, ClaimState, Guarantee, Remedy
from paraguas.claims.queries import claims_of
from paraguas.claims.rules.guaranteeing import Told, guarantee_of, has_failed
from paraguas.journeys.claiming.asking import defective
from paraguas.journeys.returning.authority import demand_person
from paraguas.journeys.returning.case import Asking, guarantee_told
from paraguas.journeys.returning.lines import sold_lines
from paraguas.journeys.returning.returning import order_of
from paraguas.orders import queries as orders
from paraguas.orders.actions.count_units import count_units
from paraguas.orders.actions.lock_order import lock_order
from paraguas.orders.model import Counter, PlacedOrder
from paraguas.plumbing.tx import Tx
from paraguas.returns.model import Asked
from paraguas.returns.rules.receiving import demand_left
from paraguas.returns.rules.ruling import Decided
from paraguas.returns.rules.sold import costs_of
from paraguas.staff.model import Actor
from paraguas.values.ids import EntityId, short_number
from paraguas.values.stamp import Stamp


class Claiming(Struct, frozen=True):
    """Units of a line that do not work.

    order: id, number or `channel:key`.  defect: in the book's words, what: in the person's.
    actor: who answers where the guarantee is over and `override` says why it is taken all the same;
    None for the person herself.
    """

    stamp: Stamp
    order: str
    line_no: int
    units: int
    what: str
    defect: str = "minor"
    wish: Remedy = Remedy.REPAIR
    actor: Actor | None = None
    override: str = ""

    @property
    def asked(self) -> Asked:
        """The units as the policy book is asked about them."""
        return defective(self.line_no, self.units, self.defect)


def preview_claim(tx: Tx, item: Claiming) -> Guarantee:
    """Tell what the guarantee gives units that are there, without asking for anything."""
    return _guarantee(tx, item, order_of(tx, item.order))


def claim(tx: Tx, item: Claiming) -> Claim:
    """Open a claim; announces `claim.opened.v1`.

    Its units are in no return and no other claim as long as it is open.  Refuses ClaimLate where
    the guarantee is over and nobody answers for it, and more units than are with the person.
    """
    order_id = order_of(tx, item.order).order_id
    lock_order(tx, order_id)
    order = orders.order(tx, order_id)
    guarantee = _guarantee(tx, item, order)
    if not guarantee.holds:
        _demand_answer(item, order, guarantee)
    new = _drawn(order, item, guarantee)
    open_claim(tx, item.stamp, new)
    count_units(tx, item.stamp, order_id, Counter.COMING_BACK, {new.line_no: new.units})
    return new


def told_of(verdict: Decided) -> Told:
    """Hand a verdict on the guarantee to the room of claims."""
    return Told(
        until=verdict.until,
        clauses=tuple(dict.fromkeys(verdict.clauses.values())),
        version=verdict.version,
        content_hash=verdict.content_hash,
        text=verdict.text,
        reasons=verdict.reasons,
        verdict=verdict.told,
    )


def _guarantee(tx: Tx, item: Claiming, order: PlacedOrder) -> Guarantee:
    left = {number: line.left for number, line in sold_lines(order).items()}
    demand_left([item.asked], left)
    verdict, asked_on = guarantee_told(tx, order, item.asked, Asking(item.stamp.at))
    failed = has_failed(claims_of(tx, order.order_id), item.line_no)
    told = told_of(verdict)
    return guarantee_of(told, asked_on=asked_on, defect=item.defect, failed=failed)


def _demand_answer(item: Claiming, order: PlacedOrder, guarantee: Guarantee) -> None:
    if not item.override:
        raise ClaimLate(line=item.line_no, until=guarantee.until_on)
    [cost] = costs_of(sold_lines(order), [(item.line_no, item.units)])
    demand_person(item.actor, cost, order.currency)


def _drawn(order: PlacedOrder, item: Claiming, guarantee: Guarantee) -> Claim:
    stamp = item.stamp
    line = next(each.line for each in order.lines if each.line.line_no == item.line_no)
    return Claim(
        order_id=order.order_id,
        claim_id=stamp.ids.next(),
        number=short_number(stamp.ids.draw()),
        version=1,
        state=ClaimState.OPENED,
        entity_id=EntityId(order.entity_id),
        currency=order.currency,
        door=stamp.by.door,
        opened_at=stamp.at,
        opened_by=stamp.by.actor,
        line_no=item.line_no,
        sku_id=line.sku_id,
        units=item.units,
        defect=item.defect,
        what=item.what,
        wish=item.wish,
        guarantee=guarantee,
        until_on=guarantee.until_on,
        override=item.override or None,
    )
