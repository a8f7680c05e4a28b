"""Try a rule set out on past orders before it is put in force.

Parcels are sourced again, each order by itself: on the stock as it is now with the order's own
units put back, with the promises of the time the order was placed, as if every place had room.
What is fetched in a store stays where the person fetches it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from msgspec import Struct

from paraguas.catalog.queries import Catalogue, catalogue
from paraguas.fulfilment.model import Fulfilment, Status
from paraguas.fulfilment.queries import Loads, fulfilments_of
from paraguas.inventory.queries import slice_positions
from paraguas.inventory.rules.pool import Positions, Shelves
from paraguas.journeys.checkout.offers import OfferKey, Offers, make_offers
from paraguas.journeys.checkout.room import Room, candidates
from paraguas.journeys.checkout.rules import ask_by
from paraguas.journeys.stock.keeping_back import Kept, read_kept
from paraguas.network.queries import Network, network
from paraguas.orders import queries as orders
from paraguas.orders.model import Group, GroupKind, PlacedOrder
from paraguas.plumbing.tx import Tx
from paraguas.sourcing.model import Candidate, Plan, RuleSet, Want
from paraguas.sourcing.queries import rule_book
from paraguas.sourcing.rules.choosing import RuleBook
from paraguas.sourcing.rules.comparing import Comparison, Replayed, Served, compare
from paraguas.sourcing.rules.sourcing import source
from paraguas.values.ids import OrderId, PlaceId, SkuId
from paraguas.values.place import Point
from paraguas.values.time import minute_of

AT_ONCE = 200
"""Orders read together."""

_GONE = frozenset((Status.REFUSED, Status.CANCELLED, Status.EXPIRED))


class _Ground(Struct, frozen=True):
    """What orders are sourced on again: the same for both rule sets."""

    net: Network
    catalog: Catalogue
    force: RuleBook
    trial: RuleBook
    kept: Kept


class _Parcel(Struct, frozen=True):
    """What is shipped of an order: how, to where, and which lines."""

    key: OfferKey
    point: Point | None
    wants: tuple[Want, ...]
    worth_minor: int

    def choose(self, ground: _Ground, book: RuleBook) -> RuleSet:
        skus = [sku for want in self.wants if (sku := ground.catalog.sku(want.sku_id))]
        return book.choose(*self.key.way, lambda: {ground.catalog.category(sku) for sku in skus})


def try_rules(tx: Tx, rules: RuleSet, order_ids: Sequence[OrderId]) -> Comparison:
    """Compare what is in force with a rule set put beside it, over parcels it would decide."""
    force = rule_book(tx)
    ground = _Ground(network(tx), catalogue(tx), force, force.beside(rules), read_kept(tx))
    left = iter(order_ids)
    chunks = iter(lambda: list(islice(left, AT_ONCE)), [])
    return compare(group for ids in chunks for group in _replay(tx, ground, ids))


def _replay(tx: Tx, ground: _Ground, order_ids: Sequence[OrderId]) -> Iterator[Replayed]:
    found = orders.orders(tx, order_ids)
    skus = {entry.line.sku_id for order in found for entry in order.lines}
    positions = slice_positions(tx, sorted(skus))
    parts: dict[str, list[Fulfilment]] = {}
    for part in fulfilments_of(tx, order_ids):
        if part.status not in _GONE:
            parts.setdefault(part.order_id, []).append(part)
    for order in found:
        own = parts.get(order.order_id, ())
        _each_unit(positions.give_back, own)
        for group in order.groups:
            if replayed := _again(ground, positions, order, group):
                yield replayed
        _each_unit(positions.take, own)


def _each_unit(move: Callable[[SkuId, PlaceId, int], None], parts: Iterable[Fulfilment]) -> None:
    for part in parts:
        for portion in part.portions:
            move(portion.sku_id, part.place_id, portion.quantity)


def _again(
    ground: _Ground, positions: Positions, order: PlacedOrder, group: Group
) -> Replayed | None:
    wants = tuple(
        Want(entry.line.line_no, entry.line.sku_id, entry.standing.wanted)
        for entry in order.lines
        if entry.line.group_no == group.group_no and entry.standing.wanted
    )
    if group.kind is not GroupKind.SHIP or not wants:
        return None
    country = group.address.country if group.address else ""
    key = OfferKey(group.kind, order.market, country, "", minute_of(order.placed_at))
    shelves = ground.kept.shelves(positions, order.channel)
    worth = sum(e.line.amount_minor for e in order.lines if e.line.group_no == group.group_no)
    parcel = _Parcel(key, group.address.point if group.address else None, wants, worth)
    was, now = (parcel.choose(ground, book) for book in (ground.force, ground.trial))
    if was is now:
        return None
    valued = now if now.serving else was
    served = (_serve(ground, shelves, parcel, by, valued) for by in (was, now))
    head = (order.order_id, order.number, group.group_no, order.currency, order.placed_at)
    return Replayed(*head, *served)


def _serve(
    ground: _Ground, shelves: Shelves, parcel: _Parcel, by: RuleSet, valued: RuleSet
) -> Served | None:
    asked = ask_by(by, parcel.key, make_offers(ground.net, parcel.key))
    room = Room(ground.net, Loads({}), limited=False)
    shown = candidates(room, asked.offers, asked.offers, parcel.point, by)
    whole = parcel.worth_minor < by.unsplit_below_minor
    plan = source(parcel.wants, shown, shelves, by.rules, whole=whole)
    if not isinstance(plan, Plan):
        return None
    parts = plan.parts()
    return _told([each for each in shown if each.place_id in parts], asked.offers, valued)


def _told(used: Sequence[Candidate], offers: Offers, valued: RuleSet) -> Served:
    costs = (
        valued.cost_minor(offers[each.place_id].place.kind.value, each.distance_m) for each in used
    )
    return Served(
        tuple(sorted(each.place_id for each in used)),
        sum(each.distance_m or 0 for each in used),
        sum(costs),
        max(each.promise_at for each in used),
    )
