"""Taking units back without any proof of purchase: store credit at the lowest price of late."""

from msgspec import Struct

from paraguas.catalog.model import Sku, SkuKind
from paraguas.catalog.queries import catalogue
from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.model import Kind, Movement
from paraguas.journeys.money.store_credit import holder_of
from paraguas.journeys.returning.authority import demand_person
from paraguas.journeys.returning.book import Contract, ask_book
from paraguas.journeys.returning.stock import put_away
from paraguas.journeys.stock.codes import place_of, sku_of
from paraguas.network.model import Market, Place
from paraguas.network.queries import network
from paraguas.plumbing.tx import Tx
from paraguas.policies.model import Value
from paraguas.policies.queries import decider_at
from paraguas.returns.actions.take_blind import take_blind
from paraguas.returns.errors import NeverSold
from paraguas.returns.model import Asked, BlindReturn, Disposition, Ruling
from paraguas.returns.rules.blind import Listed, least_paid
from paraguas.returns.rules.receiving import Portion, usual
from paraguas.returns.rules.ruling import demand_allowed
from paraguas.staff.model import Actor
from paraguas.stored_value.actions.grant_store_credit import grant_store_credit
from paraguas.values.ids import ReturnId, short_number
from paraguas.values.money import Money
from paraguas.values.stamp import Stamp


class Blind(Struct, frozen=True):
    """Units of a SKU (code or GTIN) brought to a place, by somebody with a contact, and why."""

    stamp: Stamp
    actor: Actor
    place: str
    sku: str
    units: int
    contact: str
    reason: str = "changed_mind"
    handling: str = "unused"
    opened: bool = False
    disposition: Disposition | None = None


def take_back_blind(tx: Tx, item: Blind) -> BlindReturn:
    """Take units in and give store credit for them, within the authority of who does it.

    Announces `return.taken_blind.v1`.  Refuses NeverSold, and what the book gives nothing for.
    """
    place, sku_id = place_of(tx, item.place), sku_of(tx, item.sku)
    sku, market = catalogue(tx).sku(sku_id), network(tx).market(place.market)
    assert sku is not None, "a SKU that was just found"
    assert market is not None, "a place of a market that is not there"
    ruling = _ruling(tx, item, place, sku, market)
    demand_allowed(ruling, 1)
    demand_person(item.actor, ruling.refund_minor, market.currency)
    new = _drawn(tx, item, place, sku, market, ruling=ruling)
    take_blind(tx, item.stamp, new)
    _move(tx, item.stamp, new)
    credit = Money(ruling.refund_minor, market.currency)
    grant_store_credit(tx, item.stamp, new.holder_id, credit, new.return_id)
    return new


def _ruling(tx: Tx, item: Blind, place: Place, sku: Sku, market: Market) -> Ruling:
    at = item.stamp.at
    listed = [
        Listed(one.amount_minor, one.from_at, one.until_at)
        for one in catalogue(tx).prices(sku.sku_id, market.currency)
    ]
    cost = least_paid(listed, at, units=item.units, per=sku.per)
    if cost is None or sku.kind is not SkuKind.GOODS:
        raise NeverSold(sku=sku.code, currency=market.currency)
    shared: dict[str, Value] = {
        "contract_form": "on_premises",
        "receipt": False,
        "place_kind": place.kind.value,
    }
    contract = Contract(
        *(sku.sku_id, market.country, place.address.region, at, at, at, market.currency),
        language=market.languages[0],
    )
    asked = Asked(
        line_no=1,
        units=item.units,
        reason=item.reason,
        handling=item.handling,
        opened=item.opened,
    )
    return ask_book(tx, decider_at(tx, at), shared, contract, asked, amount_minor=cost)


def _drawn(
    tx: Tx, item: Blind, place: Place, sku: Sku, market: Market, *, ruling: Ruling
) -> BlindReturn:
    stamp = item.stamp
    kind = item.disposition or usual(item.reason, item.handling, opened=item.opened)
    return BlindReturn(
        place_id=place.place_id,
        return_id=ReturnId(stamp.ids.next()),
        number=short_number(stamp.ids.draw()),
        sku_id=sku.sku_id,
        units=item.units,
        currency=market.currency,
        amount_minor=ruling.amount_minor,
        disposition=kind,
        holder_id=holder_of(tx, item.contact),
        ruling=ruling,
        at=stamp.at,
        actor=stamp.by.actor,
        reason=item.reason,
    )


def _move(tx: Tx, stamp: Stamp, new: BlindReturn) -> None:
    come = Movement(
        *(new.sku_id, new.place_id, Kind.RETURNED, new.return_id, 1),
        *(new.units, stamp.at, stamp.by.actor, new.number),
    )
    move_stock(tx, [come])
    portion = Portion(1, new.sku_id, new.disposition, new.units)
    put_away(tx, stamp, (new.return_id, new.number), portion, new.place_id)
