"""Between entities: what one does for an order of another is owed, from facts and never at placing.

Whoever has a return that another entity's place took in calls `note_returned_elsewhere`; for the
fact `return.settled.v1` its follower here does.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from paraguas.intercompany import queries as intercompany
from paraguas.intercompany.actions.enter_debts import enter_debts
from paraguas.intercompany.actions.save_transfer_prices import save_transfer_prices
from paraguas.intercompany.model import (
    Entry,
    EntryKind,
    PriceRules,
    SavedPrices,
    Served,
)
from paraguas.intercompany.rules.pricing import net_price, priced, total_of
from paraguas.network.errors import EntityUnknown
from paraguas.network.queries import Network, network
from paraguas.orders import queries as orders
from paraguas.orders.model import GroupKind, PlacedOrder
from paraguas.orders.rules.amending import line_of
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import EntityId, digest_id
from paraguas.values.stamp import Stamp

GAVE_OUT = frozenset(("handed_over", "shipped", "performed"))
"""Counters by which units leave a place for the person."""

Units = Mapping[int, int]


class Returned(Struct, frozen=True):
    """Units of an order (line number -> units) that a place of another entity took in and keeps.

    cause_id: counts once.  cash_minor: what the place gave back in cash for who sold.
    """

    cause_id: str
    return_id: str
    place_entity_id: EntityId
    units: Units
    cash_minor: int = 0


class CarriedOut(Struct, frozen=True):
    """Units of an order that a place of another entity than who sold gave out over the counter."""

    order: PlacedOrder
    group_no: int
    server: EntityId
    units: Units


class Pricing(Struct, frozen=True):
    """Transfer prices to save, and why; based_on: the version they were changed from."""

    stamp: Stamp
    prices: PriceRules
    reason: str
    based_on: int | None = None


def save_prices(tx: Tx, item: Pricing) -> SavedPrices:
    """Save transfer prices as a new version; refuses entities that are not there."""
    known = {"", *(entity.code for entity in network(tx).entities)}
    for rule in item.prices.rules:
        for code in (rule.seller, rule.server):
            if code not in known:
                raise EntityUnknown(entity=code)
    return save_transfer_prices(
        tx, item.stamp, item.prices, reason=item.reason, based_on=item.based_on
    )


def settle_served(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Follow units that left (`order.lines_moved.v1`): another entity's place is owed for them."""
    told, net = chore.read(), network(tx)
    if (
        len(net.entities) < 2
        or told.get("counter") not in GAVE_OUT
        or not told.get("fulfilment_id")
    ):
        return
    order = orders.order(tx, told["order_id"])
    fulfilment_id = told["fulfilment_id"]
    server = _server(net, order, fulfilment_id)
    if server is None or server == order.entity_id:
        return
    units = {line["line_no"]: line["quantity"] for line in told["lines"]}
    seller = EntityId(order.entity_id)
    entry = Entry(
        *(chore.chore_id, EntryKind.GOODS, server, seller, order.order_id, order.number),
        *(fulfilment_id, 0, order.currency, stamp.at),
    )
    enter_debts(tx, stamp, [_priced(tx, order, units, (seller, server), entry)])


def find_carried_out(tx: Tx, order: PlacedOrder) -> list[CarriedOut]:
    """Find the groups of an order that were carried out of another entity's place."""
    net = network(tx)
    if len(net.entities) < 2:
        return []
    found = []
    for group in order.groups:
        place = net.place(group.place_id) if group.place_id else None
        if group.kind is GroupKind.CARRY_OUT and place and place.entity_id != order.entity_id:
            own = (e for e in order.lines if e.line.group_no == group.group_no)
            units = {e.line.line_no: e.line.quantity for e in own if not e.line.service}
            found.append(CarriedOut(order, group.group_no, place.entity_id, units))
    return found


def enter_carried_out(tx: Tx, stamp: Stamp, item: CarriedOut) -> None:
    """Enter goods carried out of another entity's place, once: its entity is owed for them.

    They leave no fact of their own when they are placed, so the look back at orders tells of them.
    """
    order, seller = item.order, EntityId(item.order.entity_id)
    cause = digest_id("carried_out", order.order_id, str(item.group_no))
    entry = Entry(
        *(cause, EntryKind.GOODS, item.server, seller, order.order_id, order.number),
        *(order.order_id, 0, order.currency, stamp.at),
    )
    enter_debts(tx, stamp, [_priced(tx, order, item.units, (seller, item.server), entry)])


def settle_returned(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Follow a return whose money was given back (`return.settled.v1`)."""
    told = chore.read()
    taker = told.get("place_entity_id")
    if taker and taker != told["entity_id"]:
        units = {line["line_no"]: line["quantity"] for line in told["lines"]}
        note_returned_elsewhere(
            *(tx, stamp, orders.order(tx, told["order_id"])),
            Returned(
                *(chore.chore_id, told["return_id"], EntityId(taker), units, told["cash_minor"])
            ),
        )


def note_returned_elsewhere(tx: Tx, stamp: Stamp, order: PlacedOrder, item: Returned) -> None:
    """Enter a return that a place of another entity than who sold took in.

    Its entity now has the goods and owes their transfer price; what it gave back in cash it is
    owed.
    """
    seller, taker = EntityId(order.entity_id), item.place_entity_id
    goods = Entry(
        *(item.cause_id, EntryKind.GOODS_BACK, seller, taker, order.order_id, order.number),
        *(item.return_id, 0, order.currency, stamp.at),
    )
    cash = Entry(
        *(item.cause_id, EntryKind.REFUND, taker, seller, order.order_id, order.number),
        *(item.return_id, item.cash_minor, order.currency, stamp.at),
    )
    filled = _priced(tx, order, item.units, (seller, taker), goods)
    enter_debts(tx, stamp, [filled, cash])


def _priced(
    tx: Tx,
    order: PlacedOrder,
    units: Units,
    pair: tuple[EntityId, EntityId],
    entry: Entry,
) -> Entry:
    """Fill an entry with goods at their transfer price; pair: who sold, and whose place it is."""
    prices = intercompany.transfer_prices(tx)
    seller, server = (network(tx).entity(one) for one in pair)
    assert seller, "an order of an entity that is not there"
    assert server, "a place of an entity that is not there"
    lines = priced(prices, seller.code, server.code, order.currency, _served(order, units))
    version = prices.version
    return replace(entry, amount_minor=total_of(lines), lines=lines, prices_version=version)


def _served(order: PlacedOrder, units: Units) -> Iterable[Served]:
    for line_no, many in sorted(units.items()):
        entry = line_of(order, line_no)
        assert entry, "units of a line that is not there"
        line = entry.line
        tax_minor = line.tax_minor if order.prices_include_tax else 0
        net_minor = net_price(line.amount_minor, tax_minor, many, line.quantity)
        yield Served(line_no, line.sku_id, line.code, many, line.per, net_minor)


def _server(net: Network, order: PlacedOrder, fulfilment_id: str) -> EntityId | None:
    for one in order.allocations:
        if one.fulfilment_id == fulfilment_id and (place := net.place(one.place_id)):
            return place.entity_id
    return None
