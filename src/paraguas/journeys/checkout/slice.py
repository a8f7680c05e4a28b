"""What a batch of orders reads before it decides: one look for all of them."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from paraguas.backorders.model import PoolHold
from paraguas.backorders.queries import slice_holds as slice_holds_on_order, terms_book
from paraguas.backorders.rules.pools import Pools
from paraguas.backorders.rules.terms import TermsBook
from paraguas.catalog.queries import Catalogue, catalogue
from paraguas.holds.model import HoldRules
from paraguas.holds.queries import hold_rules
from paraguas.inventory.model import Hold
from paraguas.inventory.queries import ask_positions, slice_holds
from paraguas.inventory.rules.pool import Positions, Shelves
from paraguas.invoices.queries import tax_table
from paraguas.invoices.rules.tax_table import TaxTable
from paraguas.journeys.checkout.members import Promoting, read_promoting
from paraguas.journeys.checkout.offers import OfferKey, Offers, brought_key, make_offers, offer_key
from paraguas.journeys.checkout.people import People, ask_people
from paraguas.journeys.checkout.points import Points, read_points
from paraguas.journeys.checkout.room import Room, read_room
from paraguas.journeys.money.stored_tenders import stored_codes
from paraguas.journeys.stock.keeping_back import Kept
from paraguas.network.queries import Network, network
from paraguas.orders.model import GroupKind, Wish
from paraguas.orders.queries import ask_placed
from paraguas.orders.rules.finding import placing_keys
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.policies.queries import Versions, policies
from paraguas.sourcing.queries import rule_book
from paraguas.sourcing.rules.choosing import RuleBook
from paraguas.stored_value.model import StoredValues
from paraguas.stored_value.queries import ask_values
from paraguas.supply.queries import stock_rules
from paraguas.values.ids import BasketId, OrderId, PlaceId, SkuId


class Slice(Struct):
    """What the batch knows; positions, room, stored values and keys move on with accepted orders.

    offers: which places may serve, by what that depends on; worked out once per batch.  pools: of
    what is coming, read only once a wish is short; on_order: what baskets keep of those.
    """

    catalogue: Catalogue
    network: Network
    tax: TaxTable
    positions: Positions
    values: StoredValues
    placed: dict[str, OrderId]
    secret: str
    offers: dict[OfferKey, Offers]
    room: Room
    rules: RuleBook
    holds: dict[BasketId, tuple[Hold, ...]]
    kept: Kept
    hold_rules: HoldRules
    terms: TermsBook
    on_order: dict[BasketId, tuple[PoolHold, ...]]
    policies: Versions
    people: People
    promoting: Promoting
    points: Points | None = None
    pools: Pools | None = None

    def shelves(self, wish: Wish) -> Shelves:
        """Give the shelves a wish may be promised from, less what is kept back for others."""
        held = self.holds.get(wish.basket_id, ()) if wish.basket_id else ()
        return self.kept.shelves(self.positions, wish.channel, held)


def read_slice(tx: Tx, wishes: Sequence[Wish], *, placing: bool = False) -> Slice:
    """Read what these wishes need: about one statement a room, whatever their number.

    placing: also who they are of.
    """
    catalog, net = catalogue(tx), network(tx)
    offers, contact = _offers(net, wishes), secret(tx, "contact")
    with tx.together():
        positions = ask_positions(tx, skus_of(catalog, wishes), _places(net, wishes, offers))
        values = ask_values(tx, [c for wish in wishes for c in stored_codes(wish.tenders)])
        people = ask_people(tx, wishes if placing else ())
        placed = ask_placed(tx, [key for wish in wishes for key in placing_keys(wish)])
    points = read_points(tx, wishes)
    return Slice(
        catalogue=catalog,
        network=net,
        tax=tax_table(tx),
        positions=positions(),
        values=values(),
        placed=placed(),
        secret=contact,
        offers=offers,
        room=read_room(tx, net, offers.values(), sum(len(wish.groups) for wish in wishes)),
        rules=rule_book(tx),
        holds=slice_holds(tx, [wish.basket_id for wish in wishes if wish.basket_id]),
        kept=Kept(stock_rules(tx), catalog, net),
        hold_rules=hold_rules(tx),
        terms=terms_book(tx),
        on_order=_on_order(tx, catalog, wishes),
        policies=policies(tx),
        promoting=read_promoting(tx, wishes, points, contact),
        points=points,
        people=people(),
    )


def _on_order(
    tx: Tx, catalog: Catalogue, wishes: Sequence[Wish]
) -> dict[BasketId, tuple[PoolHold, ...]]:
    """Ask only about baskets with goods that may be sold before they are there."""
    terms = terms_book(tx)
    asked = [wish for wish in wishes if wish.basket_id] if terms else []
    may = [wish for wish in asked if terms.of(skus_of(catalog, [wish]), wish.market)]
    return slice_holds_on_order(tx, [wish.basket_id for wish in may if wish.basket_id])


def _offers(net: Network, wishes: Sequence[Wish]) -> dict[OfferKey, Offers]:
    keys = {offer_key(wish, group) for wish in wishes for group in wish.groups}
    keys.update(
        key
        for wish in wishes
        for group in wish.groups
        if group.brought and (key := brought_key(net, wish, group))
    )
    return {key: make_offers(net, key) for key in keys}


def skus_of(catalog: Catalogue, wishes: Sequence[Wish]) -> list[SkuId]:
    """Give the SKUs wishes ask stock of; of a bundle those in it."""
    found: set[SkuId] = set()
    for wish in wishes:
        for line in wish.lines:
            sku = catalog.find(line.sku)
            if sku and sku.bundle:
                found.update(part.sku_id for part in sku.bundle.parts)
            elif sku:
                found.add(sku.sku_id)
    return sorted(found)


def _places(
    net: Network, wishes: Sequence[Wish], offers: Mapping[OfferKey, Offers]
) -> list[PlaceId] | None:
    """The places to look at; None for all, where picking most of them out would cost more."""
    found = {place_id for places in offers.values() for place_id in places}
    for wish in wishes:
        for group in wish.groups:
            if group.kind is GroupKind.CARRY_OUT:
                place = net.place_by_code(group.place or wish.place)
                found.update([place.place_id] if place else [])
    return None if net.is_most(found) else sorted(found)
