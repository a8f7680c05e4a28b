"""Starting up: the data a new installation begins with, read out of the package.

One file for each country, so that a new country is a file and its rates; saving it all again
changes nothing.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Any

from paraguas.catalog.actions.save_prices import save_prices
from paraguas.catalog.actions.save_products import save_products
from paraguas.catalog.actions.save_skus import save_skus
from paraguas.catalog.model import Price, Product, Sku, SkuKind, product_id_of, sku_id_of
from paraguas.invoices.actions.save_tax_rates import save_tax_rates
from paraguas.invoices.model import TaxRate
from paraguas.network.actions.save_channels import save_channels
from paraguas.network.actions.save_entities import save_entities
from paraguas.network.actions.save_markets import save_markets
from paraguas.network.actions.save_places import save_places
from paraguas.network.model import (
    Channel,
    ChannelKind,
    Entity,
    Market,
    Place,
    PlaceKind,
    entity_id_of,
    place_id_of,
)
from paraguas.network.rules.hours_text import read_hours
from paraguas.plumbing.tx import Tx
from paraguas.staff.actions.hire import hire
from paraguas.staff.model import Actor, Role, actor_id_of
from paraguas.values.place import Address, Point
from paraguas.values.quantity import Unit
from paraguas.values.stamp import Stamp
from paraguas.values.time import at_local

Table = Mapping[str, Any]
"""A table of TOML."""

COUNTRIES = ("es", "fr", "gb", "us")


def load_starter(tx: Tx, stamp: Stamp) -> None:
    """Save the starter network, catalogue, staff and tax rates; what is there already stays."""
    channels = [
        Channel(**{**row, "kind": ChannelKind(row["kind"])})
        for row in _read("channels")["channels"]
    ]
    save_channels(tx, stamp, channels)
    for country in COUNTRIES:
        load_country(tx, stamp, _read(f"country_{country}"))
    hire(tx, stamp, [_actor(row) for row in _read("machines")["staff"]])
    load_catalogue(tx, stamp, _read("catalogue"))
    save_tax_rates(tx, stamp, [_tax_rate(row) for row in _read("tax")["rates"]])


def load_country(tx: Tx, stamp: Stamp, country: Table) -> None:
    """Save a country: its entity, markets, places and the staff who work there."""
    entity = _entity(country["entity"])
    markets = [Market(**_market(row, entity)) for row in country["markets"]]
    save_entities(tx, stamp, [entity])
    save_markets(tx, stamp, markets)
    save_places(tx, stamp, [_place(row, entity, markets[0]) for row in country["places"]])
    hire(tx, stamp, [_actor(row) for row in country["staff"]])


def load_catalogue(tx: Tx, stamp: Stamp, catalogue: Table) -> None:
    """Save products with their SKUs and prices."""
    products = catalogue["products"]
    rows = [(product, sku) for product in products for sku in product["skus"]]
    save_products(tx, stamp, [_product(row) for row in products])
    save_skus(tx, stamp, [_sku(row, product["code"]) for product, row in rows])
    prices = [price for _, row in rows for price in _prices(row, catalogue["prices_from"])]
    save_prices(tx, stamp, prices)


def _read(name: str) -> Table:
    return tomllib.loads((files("paraguas") / "data" / f"{name}.toml").read_text("utf-8"))


def _entity(row: Table) -> Entity:
    address = Address(**row["address"])
    return Entity(**{**row, "entity_id": entity_id_of(row["code"]), "address": address})


def _market(row: Table, entity: Entity) -> Table:
    return {**row, "entity_id": entity.entity_id, "languages": tuple(row["languages"])}


def _place(row: Table, entity: Entity, market: Market) -> Place:
    point = Point(row["latitude"], row["longitude"])
    return Place(
        place_id=place_id_of(row["code"]),
        code=row["code"],
        kind=PlaceKind(row["kind"]),
        name=row["name"],
        entity_id=entity.entity_id,
        market=row.get("market", market.code),
        zone=row["zone"],
        point=point,
        address=Address(**row["address"], latitude=point.latitude, longitude=point.longitude),
        hours=read_hours(row["hours"], place=row["code"], holidays=row.get("holidays")),
        ships=row["ships"],
        picks_up=row["picks_up"],
        daily_capacity=row["daily_capacity"],
        handling_minutes=row["handling_minutes"],
        transit_days=row["transit_days"],
        bays=tuple(row.get("bays", ())),
    )


def _actor(row: Table) -> Actor:
    return Actor(
        actor_id=actor_id_of(row["code"]),
        code=row["code"],
        name=row["name"],
        role=Role(row["role"]),
        place_id=place_id_of(row["place"]) if "place" in row else None,
        languages=tuple(row.get("languages", ())),
        skills=frozenset(row.get("skills", ())),
        authority_minor=row.get("authority_minor", {}),
    )


def _product(row: Table) -> Product:
    return Product(product_id_of(row["code"]), row["code"], row["titles"], row["department"])


def _sku(row: Table, product: str) -> Sku:
    return Sku(
        sku_id=sku_id_of(row["code"]),
        code=row["code"],
        product_id=product_id_of(product),
        titles=row["titles"],
        gtin=row.get("gtin"),
        unit=Unit(row.get("unit", Unit.PIECE)),
        per=row.get("per", 1),
        kind=SkuKind(row.get("kind", SkuKind.GOODS)),
        tax_category=row.get("tax_category", "standard"),
        minutes=row.get("minutes", 0),
        skill=row.get("skill"),
        attributes=row.get("attributes", {}),
    )


def _prices(row: Table, standing_from: date) -> list[Price]:
    """List a SKU's standing prices and the offers that lie over them for a while."""
    spans = [{"from": standing_from, "prices": row["prices"]}, *row.get("offers", ())]
    return [
        Price(
            sku_id=sku_id_of(row["code"]),
            currency=currency,
            amount_minor=amount_minor,
            from_at=at_local(span["from"], 0, "UTC"),
            until_at=at_local(span["until"], 0, "UTC") if "until" in span else None,
        )
        for span in spans
        for currency, amount_minor in span["prices"].items()
    ]


def _tax_rate(row: Table) -> TaxRate:
    return TaxRate(
        jurisdiction=row["jurisdiction"],
        category=row["category"],
        from_on=row["from"],
        rate_pcm=row["rate_pcm"],
        citation=row["citation"],
    )
