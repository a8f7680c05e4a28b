"""Decide where goods come from and when: sourcing, fulfilments, allocations and promises."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from msgspec import Struct, field
from msgspec.structs import replace

from paraguas.backorders.model import Waiting
from paraguas.fulfilment.model import Fulfilment, Kind
from paraguas.fulfilment.rules.parting import part_plan
from paraguas.inventory.model import Kind as MovementKind, Movement
from paraguas.inventory.rules.selling import Sale, Short, sell
from paraguas.journeys.checkout.lines import Item
from paraguas.journeys.checkout.offers import (
    COMING_DAYS,
    Offer,
    OfferKey,
    Offers,
    make_offers,
    offer_key,
)
from paraguas.journeys.checkout.room import candidates
from paraguas.journeys.checkout.rules import Asked, ask_places
from paraguas.journeys.checkout.slice import Slice
from paraguas.journeys.checkout.splitting import keeps_whole
from paraguas.network.model import Place
from paraguas.orders.errors import NoCapacity, PlaceClosed, SplitTooSmall, StockShort
from paraguas.orders.model import Allocation, GroupKind, Promise, Wish, WishedGroup, group_no_of
from paraguas.sourcing.model import Plan, Shortage, Want
from paraguas.sourcing.rules.sourcing import source
from paraguas.sourcing.rules.wanting import has_all
from paraguas.values.ids import OrderId, PlaceId
from paraguas.values.refusal import Refusal

PROMISES = {GroupKind.SHIP: "deliver", GroupKind.PICK_UP: "ready"}
"""What is promised for a group: goods at the door, or ready at the store."""


class Supply(Struct):
    """What an order's goods come to, gathered group by group; written if it is accepted.

    places: where each group comes from (the first of its places), by position in the wish.
    waiting: units no place has yet, by `wait_numbers`.  ask_at: when the card is asked, where its
    terms say later.
    """

    movements: list[Movement] = field(default_factory=list)
    fulfilments: list[Fulfilment] = field(default_factory=list)
    allocations: list[Allocation] = field(default_factory=list)
    traces: list[tuple[int, bytes]] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    places: dict[int, PlaceId] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    waiting: list[Waiting] = field(default_factory=list)
    wait_numbers: Iterator[int] = field(default_factory=count)
    ask_at: int | None = None


class Ask(Struct, frozen=True, gc=False):
    """A group with the goods in it; `number` is its position in the wish, from 0."""

    order_id: OrderId
    number: int
    group: WishedGroup
    items: tuple[Item, ...]

    @property
    def group_no(self) -> int:
        """Its number in the order, from 1."""
        return group_no_of(self.number)

    @property
    def wants(self) -> list[Want]:
        """What it asks of places."""
        return [Want(item.line_no, item.sku.sku_id, item.asked.quantity) for item in self.items]


class Way(Struct, frozen=True, gc=False):
    """How a group may be served: by which places and rules, each place on a day it has room.

    whole: one place has to serve all of it.
    """

    key: OfferKey
    asked: Asked
    opened: Offers
    whole: bool = False


def carry_out(known: Slice, wish: Wish, ask: Ask, place: Place, supply: Supply) -> None:
    """Take goods off the shelf of a store; StockShort where it has fewer."""
    supply.places[ask.number] = place.place_id
    outcome = sell(
        known.positions,
        place.place_id,
        [Sale(item.line_no, item.sku.sku_id, item.asked.quantity) for item in ask.items],
        cause_id=ask.order_id,
        at=wish.stamp.at,
        actor=wish.stamp.by.actor,
        recorded=wish.historic,
    )
    if isinstance(outcome, Short):
        code = next(i.sku.code for i in ask.items if i.line_no == outcome.sale.cause_no)
        raise StockShort(sku=code, wanted=outcome.sale.quantity, available=outcome.available)
    _take(known, supply, outcome)


def give_back(known: Slice, supply: Supply) -> None:
    """Let the slice forget what a supply took: its order is not to be."""
    known.positions.forget(supply.movements)
    known.room.give_back(supply.fulfilments)
    for one in supply.waiting:
        assert known.pools is not None, "units wait without a pool"
        known.pools.take(one.sku_id, one.pool_id, -one.quantity)


def supply_group(known: Slice, wish: Wish, ask: Ask, supply: Supply) -> None:
    """Source a group that is shipped or picked up, and promise when.

    StockShort where all candidates together have too few; NoCapacity where those that have enough
    are full for weeks; PlaceClosed where no place that could serve it opens again.
    """
    way = find_way(known, wish, ask, offer_key(wish, ask.group))
    plan = plan_wants(known, wish, ask, way)
    if isinstance(plan, Shortage):
        raise short(known, wish, ask, plan, way)
    parts = keep(known, wish, ask, supply, way=way, plan=plan)
    supply.promises.append(promise(wish, ask, [way.opened[part.place_id] for part in parts]))


def find_way(known: Slice, wish: Wish, ask: Ask, key: OfferKey) -> Way:
    """Find who may serve a group; PlaceClosed where no place that could opens again."""
    offers = known.offers.get(key) or make_offers(known.network, key)
    if not offers:
        raise PlaceClosed(place=ask.group.place or wish.market)
    skus = (item.sku for item in ask.items)
    asked = ask_places(known.rules, known.catalogue, key, skus, offers)
    whole = keeps_whole(known, wish, ask.items, asked.rules)
    return Way(key, asked, known.room.open_offers(key, asked.offers), whole)


def plan_wants(
    known: Slice, wish: Wish, ask: Ask, way: Way, wants: Sequence[Want] | None = None
) -> Plan | Shortage:
    """Choose the places that serve a group, or so much of it, from stock."""
    rules = way.asked.rules
    point = ask.group.address.point if ask.group.address else None
    shown = candidates(known.room, way.asked.offers, way.opened, point, rules)
    wanted = ask.wants if wants is None else wants
    return source(wanted, shown, known.shelves(wish), rules.rules, whole=way.whole)


def keep(
    known: Slice,
    wish: Wish,
    ask: Ask,
    supply: Supply,
    *,
    way: Way,
    plan: Plan,
    not_before: int | None = None,
    to_place_id: PlaceId | None = None,
) -> tuple[Fulfilment, ...]:
    """Take what was planned.

    not_before: when work on it may begin, where that is later.  to_place_id: the store it is
    brought to, where it is fetched there.
    """
    parts = _part(wish, ask, plan, way.opened)
    if not_before is not None or to_place_id is not None:
        parts = tuple(
            replace(part, not_before=not_before, to_place_id=to_place_id) for part in parts
        )
    supply.fulfilments.extend(parts)
    supply.traces.append((ask.group_no, way.asked.pack(plan.trace)))
    supply.places[ask.number] = parts[0].place_id
    known.room.take(parts)
    _take(known, supply, _allocate(wish, ask, parts, supply))
    return parts


def promise(wish: Wish, ask: Ask, offers: Sequence[Offer]) -> Promise:
    """Promise a group for when the last of its places has it."""
    latest = max(offers, key=lambda offer: offer.window.end_at)
    return Promise(
        promise_no=ask.group_no,
        group_no=ask.group_no,
        kind=PROMISES[ask.group.kind],
        earliest_at=latest.window.start_at,
        latest_at=latest.window.end_at,
        source=",".join(offer.place.code for offer in offers),
        made_at=wish.stamp.at,
        door=wish.stamp.by.door,
    )


def short(known: Slice, wish: Wish, ask: Ask, shortage: Shortage, way: Way) -> Refusal:
    """Say what a group lacks: goods, or room on any day soon."""
    sku_id, _ = shortage.short[0]
    items = [item for item in ask.items if item.sku.sku_id == sku_id]
    wanted = sum(item.asked.quantity for item in items)
    there = known.shelves(wish)(sku_id)
    units = [there.get(place_id, 0) for place_id in way.asked.offers]
    if way.whole and not has_all(ask.wants, known.shelves(wish), way.asked.offers):
        return SplitTooSmall(sku=items[0].sku.code, wanted=wanted, available=max(units, default=0))
    available = sum(units)
    if available >= wanted:
        return NoCapacity(sku=items[0].sku.code, days=COMING_DAYS)
    return StockShort(sku=items[0].sku.code, wanted=wanted, available=available)


def _part(wish: Wish, ask: Ask, plan: Plan, offers: Offers) -> tuple[Fulfilment, ...]:
    parts = plan.parts()
    return part_plan(
        wish.stamp,
        ask.order_id,
        ask.group_no,
        Kind(ask.group.kind.value),
        parts,
        skus={item.line_no: item.sku.sku_id for item in ask.items},
        promised_at={place_id: offers[place_id].window.end_at for place_id in parts},
        counted_on={p: day for p in parts if (day := offers[p].counted_on)},
    )


def _take(known: Slice, supply: Supply, movements: Iterable[Movement]) -> None:
    """Move goods, seen at once by whatever asks next: the order's other groups too."""
    moved = tuple(movements)
    supply.movements.extend(moved)
    known.positions.follow(moved)


def _allocate(
    wish: Wish, ask: Ask, parts: Sequence[Fulfilment], supply: Supply
) -> Iterator[Movement]:
    told = (wish.stamp.at, wish.stamp.by.actor)
    for part in parts:
        for line_no, sku_id, quantity in part.portions:
            number = next(supply.numbers)
            made = Allocation(number, line_no, part.place_id, quantity, part.fulfilment_id)
            supply.allocations.append(made)
            cause = (ask.order_id, number)
            yield Movement(sku_id, part.place_id, MovementKind.ALLOCATED, *cause, quantity, *told)
