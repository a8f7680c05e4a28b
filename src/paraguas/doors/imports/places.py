"""Rows of places: stores and warehouses."""

from paraguas.doors.imports.cells import Cells
from paraguas.doors.imports.kinds import Kind, Known
from paraguas.doors.imports.rows import Columns
from paraguas.network.actions.save_places import save_places
from paraguas.network.errors import MarketUnknown
from paraguas.network.model import Place, PlaceKind, place_id_of
from paraguas.network.rules.hours_text import read_hours
from paraguas.values.place import Address, Point
from paraguas.values.refusal import Malformed

_LONGEST_TRANSIT_DAYS = 365


def read_place(cells: Cells, known: Known) -> Place:
    """Read a place; its market says whose it is, its country and, unless told, its zone."""
    code = cells.needed("place", most=40)
    market = known.network.market(cells.needed("market"))
    if market is None:
        raise MarketUnknown(market=cells.needed("market"))
    point = Point(cells.degrees("latitude"), cells.degrees("longitude"))
    written = cells.address()
    return Place(
        place_id=place_id_of(code),
        code=code,
        kind=_kind(cells),
        name=cells.text("name", code, most=120),
        entity_id=market.entity_id,
        market=market.code,
        zone=cells.text("zone", market.zone, most=40),
        point=point,
        address=Address(
            *(written.line1, written.line2, written.postal_code, written.city, written.region),
            *(written.country or market.country, point.latitude, point.longitude),
        ),
        hours=read_hours(
            cells.needed("hours", most=1000), place=code, holidays=cells.text("holidays") or None
        ),
        ships=cells.yes("ships"),
        picks_up=cells.yes("picks_up"),
        daily_capacity=cells.whole("daily_capacity") if cells.text("daily_capacity") else None,
        handling_minutes=cells.whole("handling_minutes", 60),
        transit_days=_transit_days(cells),
        bays=tuple(cells.text("bays").split()),
    )


def _kind(cells: Cells) -> PlaceKind:
    try:
        return PlaceKind(cells.text("kind", PlaceKind.STORE))
    except ValueError as unknown:
        raise Malformed(where="kind", problem=cells.text("kind")) from unknown


def _transit_days(cells: Cells) -> dict[str, int]:
    """Read `US=3 CA=6`: days to a country."""
    days = {}
    for part in cells.text("transit_days").split():
        country, _, number = part.partition("=")
        if not number.isdecimal() or int(number) > _LONGEST_TRANSIT_DAYS or len(country) != 2:
            raise Malformed(where="transit_days", problem=part)
        days[country] = int(number)
    return days


PLACES = Kind(
    Columns(
        needed=("place", "market", "latitude", "longitude", "hours"),
        optional=(
            *("kind", "name", "zone", "line1", "line2", "postal_code", "city", "region"),
            *("country", "holidays", "ships", "picks_up", "daily_capacity"),
            *("handling_minutes", "transit_days", "bays"),
        ),
    ),
    read=read_place,
    key=lambda place: (place.code,),
    save=save_places,
)
