"""A small shop to test with, and the facts it told."""

from itertools import count

from sqlalchemy import select

from paraguas.catalog.model import Price, Product, Sku, product_id_of, sku_id_of
from paraguas.plumbing.facts import facts
from paraguas.values.by import By
from paraguas.values.ids import Ids
from paraguas.values.stamp import Stamp
from paraguas.values.time import read_iso

NOON = read_iso("2026-11-21T12:00:00Z")
PEN_GTIN = "09520000000011"
CUP_GTIN = "09520000000028"
_seeds = count()


def stamp(at=NOON) -> Stamp:
    drawn = next(_seeds)
    # A millisecond later each time, so that ids sort in the order of the writes.
    return Stamp(at, By("web", "tester"), Ids(at + drawn * 1000, drawn))


def product(code="pen", **titles) -> Product:
    return Product(product_id_of(code), code, titles or {"en": code})


def sku(code="PEN", of="pen", titles=None, **more) -> Sku:
    return Sku(sku_id_of(code), code, product_id_of(of), titles or {"en": code.title()}, **more)


def price(code="PEN", amount=100, currency="EUR", from_at=0, until_at=None) -> Price:
    return Price(sku_id_of(code), currency, amount, from_at, until_at)


def told(db):
    """The facts told so far, as pairs of name and body, in the order told."""
    statement = select(facts.c.name, facts.c.body).order_by(facts.c.fact_id)
    with db.reading() as tx:
        return [tuple(row) for row in tx.all(statement)]
