"""Check-out of goods that are not there yet, or not to be handed out yet: by the SKU's terms.

What is in stock goes as ever.  The rest waits for the supply it is promised from, by its date; a
person who fetches it finds all of it in one store.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from paraguas.backorders.errors import NotAvailableYet
from paraguas.backorders.model import Pool, Terms, Waiting
from paraguas.backorders.queries import slice_pools
from paraguas.backorders.rules.pools import Drawn, coming_on, draw
from paraguas.backorders.rules.terms import asks_at_release, not_before
from paraguas.journeys.checkout.offers import Offer, OfferKey, make_offers, offer_key
from paraguas.journeys.checkout.slice import Slice, skus_of
from paraguas.journeys.checkout.supply import (
    Ask,
    Supply,
    Way,
    find_way,
    keep,
    plan_wants,
    promise,
    short,
)
from paraguas.network.queries import Network
from paraguas.orders.model import GroupKind, Wish
from paraguas.plumbing.tx import Tx
from paraguas.sourcing.model import Plan, Shortage, Want
from paraguas.sourcing.rules.wanting import left_over, part_wants
from paraguas.values.ids import PlaceId, SkuId
from paraguas.values.time import at_local, iso, local_day, minute_of, whole_day


class Coming(Struct, frozen=True, gc=False):
    """What may be promised of SKUs, and when each pool's place has it for the person."""

    pools: Mapping[SkuId, Sequence[Pool]]
    offers: Mapping[str, Offer]


class Ahead(Struct, frozen=True, gc=False):
    """A way to serve a group: so much from stock, the rest from what is coming."""

    way: Way
    plan: Plan | None
    drawn: tuple[Drawn, ...]
    offers: tuple[Offer, ...]

    @property
    def complete_at(self) -> tuple[int, str]:
        """When the person has all of it; ties go to the first code."""
        latest = max(self.offers, key=lambda offer: offer.window.end_at)
        return latest.window.end_at, latest.place.code


def terms_for(known: Slice, wish: Wish, ask: Ask) -> tuple[Terms, ...]:
    """Give the terms under which goods of a group may be sold before they are there."""
    if not known.terms or wish.historic:
        return ()
    return known.terms.of((item.sku.sku_id for item in ask.items), wish.market)


def check_released(known: Slice, wish: Wish, ask: Ask) -> None:
    """Refuse that goods are carried out before their day."""
    terms = terms_for(known, wish, ask)
    if is_later(known, wish, terms):
        from_at = iso(_starts_at(known, wish, terms))
        raise NotAvailableYet(sku=ask.items[0].sku.code, from_at=from_at)


def is_later(known: Slice, wish: Wish, terms: Sequence[Terms]) -> bool:
    """Whether goods under these terms are handed out on a later day only."""
    return bool(terms) and _starts_at(known, wish, terms) > wish.stamp.at


def read_pools(tx: Tx, known: Slice, wishes: Sequence[Wish]) -> bool:
    """Read what is coming of the SKUs of wishes that are short; false where no terms let it."""
    skus = {
        sku_id
        for wish in wishes
        for sku_id in skus_of(known.catalogue, [wish])
        if known.terms.find(sku_id, wish.market)
    }
    if skus:
        known.pools = slice_pools(tx, sorted(skus))
    return bool(skus)


def supply_ahead(
    known: Slice, wish: Wish, ask: Ask, supply: Supply, terms: Sequence[Terms]
) -> None:
    """Source a group as `supply_group` does; what is short waits for what is coming.

    Nothing is handed out before the day of its terms.  Refuses StockShort beyond what is coming
    and the cap.
    """
    key = offer_key(wish, ask.group)
    starts_at = _starts_at(known, wish, terms)
    later = starts_at if starts_at > wish.stamp.at else None
    way = find_way(known, wish, ask, key if later is None else _uncounted(key, later))
    if later is not None:
        way = replace(way, opened=_freed(way.asked.offers))
    plan = plan_wants(known, wish, ask, way)
    if isinstance(plan, Plan):
        found = Ahead(way, plan, (), tuple(way.opened[p] for p in plan.parts()))
    else:
        found = _wait(known, wish, ask, way, terms, shortage=plan)
    if found.plan is not None:
        keep(known, wish, ask, supply, way=found.way, plan=found.plan, not_before=later)
    _note(known, wish, ask, supply, found)
    supply.promises.append(promise(wish, ask, found.offers))
    if asks_at_release(terms):
        supply.ask_at = min(_ready(offer) for offer in found.offers)


def coming_offer(net: Network, key: OfferKey, pool: Pool, lead_days: int) -> Offer | None:
    """Tell when the place of a pool has its goods for the person; None where it never does.

    They are there at the end of the day they are expected on; under a cap, so many days from now.
    A day that has passed counts as today.
    """
    place = net.place(pool.place_id)
    assert place is not None, "a pool at a place that is not there"
    day = coming_on(pool, local_day(key.at, place.zone), lead_days)
    offers = make_offers(net, _uncounted(key, max(key.at, whole_day(day, place.zone).end_at)))
    return _freed(offers).get(pool.place_id)


def _wait(
    known: Slice,
    wish: Wish,
    ask: Ask,
    way: Way,
    terms: Sequence[Terms],
    *,
    shortage: Shortage,
) -> Ahead:
    coming = _coming(known, way, terms)
    places: list[list[PlaceId]] = [list(way.asked.offers)]
    if ask.group.kind is GroupKind.PICK_UP or way.whole:
        places = [[place_id] for place_id in way.asked.offers]
    tried = (_try(known, wish, ask, way, coming=coming, places=some) for some in places)
    able = [found for found in tried if found]
    if not able:
        raise short(known, wish, ask, shortage, way)
    return min(able, key=lambda found: found.complete_at)


def _try(
    known: Slice, wish: Wish, ask: Ask, way: Way, *, coming: Coming, places: list[PlaceId]
) -> Ahead | None:
    """Serve a group from these places alone; None where they have and expect too few."""
    offers = {place_id: way.asked.offers[place_id] for place_id in places}
    opened = {place_id: way.opened[place_id] for place_id in places if place_id in way.opened}
    narrow = replace(way, asked=way.asked._replace(offers=offers), opened=opened)
    wants: Sequence[Want] = ask.wants
    plan: Plan | Shortage | None = plan_wants(known, wish, ask, narrow)
    if isinstance(plan, Shortage):
        wants = part_wants(ask.wants, plan.short)
        plan = plan_wants(known, wish, ask, narrow, wants) if wants else None
    drawn = _draw(ask.wants, left_over(ask.wants, wants), coming, places)
    if drawn is None or isinstance(plan, Shortage):
        return None
    from_stock = [opened[place_id] for place_id in plan.parts()] if plan is not None else []
    promised = [coming.offers[one.pool.pool_id] for one in drawn]
    return Ahead(narrow, plan, drawn, (*from_stock, *promised))


def _draw(
    wants: Sequence[Want], rest: Mapping[int, int], coming: Coming, places: Sequence[PlaceId]
) -> tuple[Drawn, ...] | None:
    lines = [(w.line_no, w.sku_id, rest[w.line_no]) for w in wants if rest.get(w.line_no)]
    dates = {pool_id: offer.window.end_at for pool_id, offer in coming.offers.items()}
    return draw(lines, coming.pools, dates, places)


def _coming(known: Slice, way: Way, terms: Sequence[Terms]) -> Coming:
    if known.pools is None:
        return Coming({}, {})
    pools = {one.sku_id: known.pools.of(one) for one in terms}
    offers = {
        pool.pool_id: offer
        for one in terms
        for pool in pools[one.sku_id]
        if pool.place_id in way.asked.offers
        and (offer := coming_offer(known.network, way.key, pool, one.lead_days))
    }
    return Coming(pools, offers)


def _note(known: Slice, wish: Wish, ask: Ask, supply: Supply, found: Ahead) -> None:
    """Write down who waits, and let the next of the batch see it."""
    offers = {offer.place.place_id: offer for offer in found.offers}
    for line_no, pool, quantity in found.drawn:
        assert known.pools is not None, "units are drawn from pools that were not read"
        known.pools.take(pool.sku_id, pool.pool_id, quantity)
        supply.places.setdefault(ask.number, pool.place_id)
        number = next(supply.wait_numbers)
        supply.waiting.append(
            Waiting(
                *(ask.order_id, number, ask.group_no, line_no, pool.sku_id),
                *(pool.place_id, wish.market, pool.pool_id, quantity, wish.stamp.at),
                promised_at=offers[pool.place_id].window.end_at,
            )
        )


def _starts_at(known: Slice, wish: Wish, terms: Sequence[Terms]) -> int:
    market = known.network.market(wish.market)
    return not_before(terms, market.zone) if market else 0


def _uncounted(key: OfferKey, at: int) -> OfferKey:
    return key._replace(at=minute_of(at))


def _freed(offers: Mapping[PlaceId, Offer]) -> dict[PlaceId, Offer]:
    """Count no day of a place yet: what comes later takes room once it is there."""
    return {place_id: offer._replace(counted_on=None) for place_id, offer in offers.items()}


def _ready(offer: Offer) -> int:
    """Tell when its goods can be worked on: the morning of the day they are ready."""
    zone = offer.place.zone
    return at_local(local_day(offer.ready_at, zone), 0, zone)
