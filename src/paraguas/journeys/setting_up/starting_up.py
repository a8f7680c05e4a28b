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
from paraguas.journeys.setting_up.country_file import ActorRow, CountryFile, TaxFile, read_tables
from paraguas.journeys.setting_up.opening_country import open_country, save_taxes
from paraguas.network.actions.save_channels import save_channels
from paraguas.network.model import Channel, ChannelKind
from paraguas.plumbing.tx import Tx
from paraguas.staff.actions.hire import hire
from paraguas.values.quantity import Unit
from paraguas.values.stamp import Stamp
from paraguas.values.time import at_local

Table = Mapping[str, Any]
"""A table of TOML."""

_DATA = files("paraguas") / "data"


def load_starter(tx: Tx, stamp: Stamp) -> None:
    """Save the starter network, catalogue, staff and tax rates; what is there already stays."""
    channels = [
        Channel(**{**row, "kind": ChannelKind(row["kind"])})
        for row in _read("channels")["channels"]
    ]
    save_channels(tx, stamp, channels)
    for country in _countries():
        open_country(tx, stamp, read_tables(_read(country), CountryFile))
    hire(tx, stamp, [read_tables(row, ActorRow).value() for row in _read("machines")["staff"]])
    load_catalogue(tx, stamp, _read("catalogue"))
    save_taxes(tx, stamp, read_tables(_read("tax"), TaxFile))


def load_catalogue(tx: Tx, stamp: Stamp, catalogue: Table) -> None:
    """Save products with their SKUs and prices."""
    products = catalogue["products"]
    rows = [(product, sku) for product in products for sku in product["skus"]]
    save_products(tx, stamp, [_product(row) for row in products])
    save_skus(tx, stamp, [_sku(row, product["code"]) for product, row in rows])
    prices = [price for _, row in rows for price in _prices(row, catalogue["prices_from"])]
    save_prices(tx, stamp, prices)


def _read(name: str) -> Table:
    return tomllib.loads((_DATA / f"{name}.toml").read_text("utf-8"))


def _countries() -> list[str]:
    names = [file.name.removesuffix(".toml") for file in _DATA.iterdir()]
    return sorted(name for name in names if name.startswith("country_"))


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
