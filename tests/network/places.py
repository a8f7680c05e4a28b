"""A small network to test with."""

from msgspec.structs import replace
from sqlalchemy import select

from paraguas.network.actions.save_channels import save_channels
from paraguas.network.actions.save_entities import save_entities
from paraguas.network.actions.save_markets import save_markets
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
from paraguas.plumbing.facts import facts
from paraguas.values.place import Address, Point
from paraguas.values.time import read_iso
from tests.catalog.goods import stamp

SPAIN = Entity(
    entity_id_of("ES"),
    "ES",
    "Tienda, S.A.",
    "ES",
    "EUR",
    "A99999997",
    "Europe/Madrid",
    Address("Gran Vía 1", city="Madrid", country="ES"),
    "ES",
)
SPANISH = Market("ES", "ES", SPAIN.entity_id, "EUR", True, ("es",), "Europe/Madrid")
WEB = Channel("web", ChannelKind.WEB, "Web shop", 30)
SOL = Place(
    place_id=place_id_of("SOL"),
    code="SOL",
    kind=PlaceKind.STORE,
    name="Sol",
    entity_id=SPAIN.entity_id,
    market="ES",
    zone="Europe/Madrid",
    point=Point(40_416_900, -3_703_500),
    address=Address("Puerta del Sol 1", city="Madrid", country="ES"),
    hours=read_hours("Mo-Sa 10:00-21:00", place="SOL", holidays="ES-MD"),
    ships=True,
    picks_up=True,
    transit_days={"ES": 2},
    bays=("A1", "A2"),
)


def place(code, **more) -> Place:
    return replace(SOL, code=code, place_id=place_id_of(code), **more)


def open_at(hours, holidays=None, zone="Europe/Madrid", code="SOL") -> Place:
    return place(code, hours=read_hours(hours, place=code, holidays=holidays), zone=zone)


def at(text):
    """An instant out of a time with its offset, which may be left out for UTC."""
    return read_iso(text if "+" in text or text.count("-") > 2 else text + "+00:00")


def found(db):
    """Register the entity, its market and a channel."""
    with db.writing() as tx:
        save_entities(tx, stamp(), [SPAIN])
        save_markets(tx, stamp(), [SPANISH])
        save_channels(tx, stamp(), [WEB])


def told(db, stream):
    """The names of the facts of a stream, in the order told."""
    statement = select(facts.c.name).where(facts.c.stream_id == stream).order_by(facts.c.fact_id)
    with db.reading() as tx:
        return [row.name for row in tx.all(statement)]
