"""The world of a bench: one market, 24 places that ship, some thousand SKUs in stock at each."""

import secrets
from collections.abc import Iterator

from msgspec import Struct

from paraguas.catalog.actions.save_prices import save_prices
from paraguas.catalog.actions.save_products import save_products
from paraguas.catalog.actions.save_skus import save_skus
from paraguas.catalog.model import Price, Product, Sku, product_id_of, sku_id_of
from paraguas.doors.runtime import Runtime, draw_secrets
from paraguas.inventory.actions.receive_stock import receive_stock
from paraguas.inventory.model import Units
from paraguas.journeys.setting_up.starting_up import load_starter
from paraguas.network.actions.save_entities import save_entities
from paraguas.network.actions.save_markets import save_markets
from paraguas.network.actions.save_places import save_places
from paraguas.network.model import Entity, Market, Place, PlaceKind, entity_id_of, place_id_of
from paraguas.network.rules.hours_text import read_hours
from paraguas.plumbing.clock import stamp
from paraguas.plumbing.migrations.stepping import climb
from paraguas.plumbing.tx import Tx
from paraguas.staff.actions.issue_key import issue_key
from paraguas.staff.model import Scope, actor_id_of
from paraguas.stored_value.actions.issue_gift_card import issue_gift_card
from paraguas.values.by import SYSTEM
from paraguas.values.ids import PlaceId, digest_id
from paraguas.values.money import Money
from paraguas.values.place import Address, Point
from paraguas.values.stamp import Stamp

MARKET = "BENCH"
CURRENCY = "EUR"
PLENTY = 1_000_000
"""Units of each SKU at each place, and minor units on each gift card: nothing ever runs out."""

_STEP = 137
"""Steps of this length, in thousandths of the country's width, scatter the places over it."""


class World(Struct, frozen=True):
    """What a load needs to know; codes in order.

    key: opens everything.  places, skus and cards: codes.
    """

    key: str
    places: tuple[str, ...]
    skus: tuple[str, ...]
    cards: tuple[str, ...]


def make_world(runtime: Runtime, *, places: int = 24, skus: int = 2000, cards: int = 1000) -> World:
    """Fill an empty database: every SKU lies at every place, so all of them are candidates."""
    climb(runtime.database)
    draw_secrets(runtime.database)
    world = World(
        key="",
        places=tuple(f"BENCH-{number:03}" for number in range(places)),
        skus=tuple(f"SKU-{number:05}" for number in range(skus)),
        cards=tuple(f"GIFT{number:012}" for number in range(cards)),
    )
    key: str = runtime.write_now(_fill, world)
    return World(key, world.places, world.skus, world.cards)


def list_goods(tx: Tx, by: Stamp, codes: tuple[str, ...]) -> None:
    """List goods with a price each, from 5 to 205 euros."""
    products = [Product(product_id_of("bench"), "bench", {"en": "Goods of the bench"})]
    skus = [
        Sku(sku_id_of(code), code, products[0].product_id, {"en": f"Article {code}"})
        for code in codes
    ]
    save_products(tx, by, products)
    save_skus(tx, by, skus)
    save_prices(
        tx,
        by,
        [
            Price(sku.sku_id, CURRENCY, 500 + number * 7919 % 20_000, from_at=0)
            for number, sku in enumerate(skus)
        ],
    )


def _fill(tx: Tx, world: World) -> str:
    by = stamp(SYSTEM)
    load_starter(tx, by)
    list_goods(tx, by, world.skus)
    places = _open_places(tx, by, world.places)
    stock = [Units(sku_id_of(code), place_id, PLENTY) for code in world.skus for place_id in places]
    receive_stock(tx, by, digest_id("bench", "opening"), stock)
    for code in world.cards:
        issue_gift_card(tx, by, code, Money(PLENTY, CURRENCY), digest_id("bench", code))
    entropy = secrets.token_bytes(32)
    return issue_key(tx, by, actor_id_of("shop"), [Scope.ADMIN], door="", entropy=entropy)


def _open_places(tx: Tx, by: Stamp, codes: tuple[str, ...]) -> list[PlaceId]:
    """Open an entity and a market of their own, so that no other place may ship."""
    entity_id = entity_id_of(MARKET)
    seat = Address("Calle Mayor 1", postal_code="28013", city="Madrid", region="MD", country="ES")
    entity = Entity(
        *(entity_id, MARKET, "Bench, S.L.", "ES", CURRENCY, "B99999998", "Europe/Madrid"),
        address=seat,
        invoice_series="BE",
    )
    save_entities(tx, by, [entity])
    languages, including_tax = ("en", "es"), True
    market = Market(
        *(MARKET, "ES", entity_id, CURRENCY, including_tax, languages), zone=entity.zone
    )
    save_markets(tx, by, [market])
    places = list(_places(codes, entity))
    save_places(tx, by, places)
    return [place.place_id for place in places]


def _places(codes: tuple[str, ...], entity: Entity) -> Iterator[Place]:
    for number, code in enumerate(codes):
        across, up = number * _STEP % 1000, number * _STEP * 7 % 1000
        yield Place(
            place_id=place_id_of(code),
            code=code,
            kind=PlaceKind.STORE,
            name=f"Store {code}",
            entity_id=entity.entity_id,
            market=MARKET,
            zone=entity.zone,
            point=Point(37_000_000 + up * 6_000, -7_000_000 + across * 10_000),
            address=entity.address,
            # Never shut, so that a figure does not depend on the hour it is measured at.
            hours=read_hours("Mo-Su 00:00-24:00", place=code),
            ships=True,
            picks_up=True,
            handling_minutes=30 + number % 3 * 30,
            transit_days={"ES": 1 + number % 3},
        )
