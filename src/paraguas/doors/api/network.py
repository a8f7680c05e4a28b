"""The network: legal entities, markets, stores and warehouses, channels."""

from decimal import Decimal, InvalidOperation
from typing import Annotated

import msgspec
from litestar import Response, get, put
from litestar.params import JSONBody, QueryParameter

from paraguas.doors.api.bulk import MOST_ROWS, Bulk, Saved, saving
from paraguas.doors.api.given import (
    AnyRequest,
    CodePart,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
)
from paraguas.doors.api.network_shapes import (
    ChannelIn,
    EntityIn,
    MarketIn,
    PlaceIn,
    PlaceOut,
    show_place,
)
from paraguas.doors.api.writing import perform
from paraguas.network.actions.save_channels import save_channels
from paraguas.network.actions.save_entities import save_entities
from paraguas.network.actions.save_markets import save_markets
from paraguas.network.actions.save_places import save_places
from paraguas.network.errors import EntityUnknown, PlaceUnknown
from paraguas.network.model import (
    Channel,
    Entity,
    Market,
    Place,
    PlaceKind,
    entity_id_of,
    place_id_of,
)
from paraguas.network.queries import network
from paraguas.network.rules.distance import distance_metres
from paraguas.network.rules.hours_text import read_hours
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.values.ids import EntityId
from paraguas.values.place import Point
from paraguas.values.refusal import Malformed

Entities = Annotated[tuple[EntityIn, ...], msgspec.Meta(max_length=MOST_ROWS)]
Markets = Annotated[tuple[MarketIn, ...], msgspec.Meta(max_length=MOST_ROWS)]
Places = Annotated[tuple[PlaceIn, ...], msgspec.Meta(max_length=MOST_ROWS)]
Channels = Annotated[tuple[ChannelIn, ...], msgspec.Meta(max_length=MOST_ROWS)]
_PARTS = 1_000_000


@get("/entities", operation_id="listEntities", tags=["network"])
async def list_entities(
    runtime: GivenRuntime,
    caller: GivenCaller,  # noqa: ARG001 - any key may read them
) -> tuple[Entity, ...]:
    """List the legal entities, by code."""
    return (await runtime.read(network)).entities


@get("/markets", operation_id="listMarkets", tags=["network"])
async def list_markets(
    runtime: GivenRuntime,
    caller: GivenCaller,  # noqa: ARG001 - any key may read them
) -> tuple[Market, ...]:
    """List the markets, by code."""
    return (await runtime.read(network)).markets


@get("/channels", operation_id="listChannels", tags=["network"])
async def list_channels(
    runtime: GivenRuntime,
    caller: GivenCaller,  # noqa: ARG001 - any key may read them
) -> tuple[Channel, ...]:
    """List the channels, by code."""
    return (await runtime.read(network)).channels


@get("/places", operation_id="findPlaces", tags=["network"])
async def find_places(
    runtime: GivenRuntime,
    caller: GivenCaller,  # noqa: ARG001
    market: Annotated[str, QueryParameter(max_length=40)] = "",
    kind: Annotated[PlaceKind | None, QueryParameter()] = None,
    near: Annotated[str, QueryParameter(max_length=40)] = "",
    open_now: Annotated[bool, QueryParameter()] = False,  # noqa: FBT002 - a query parameter
    most: Annotated[int, QueryParameter(ge=1, le=1000)] = 100,
) -> list[PlaceOut]:
    """Find places, the nearest first where `near` (latitude,longitude in degrees) is given."""
    net, at = await runtime.read(network), now()
    point = read_point(near) if near else None
    places = [
        place
        for place in net.places
        if (not market or place.market == market) and (kind is None or place.kind is kind)
    ]
    if point:
        shown = [show_place(net, one, at, metres) for one, metres in net.nearest(point, places)]
    else:
        shown = [show_place(net, one, at) for one in places]
    return [one for one in shown if one.open_now or not open_now][:most]


@get("/places/{code:str}", operation_id="getPlace", tags=["network"])
async def get_place(
    code: CodePart,
    runtime: GivenRuntime,
    caller: GivenCaller,  # noqa: ARG001
    near: Annotated[str, QueryParameter(max_length=40)] = "",
) -> PlaceOut:
    """Read a place: its hours, whether it is open, when it opens next."""
    net = await runtime.read(network)
    place = net.place_by_code(code)
    if place is None:
        raise PlaceUnknown(place=code)
    metres = distance_metres(read_point(near), place.point) if near else None
    return show_place(net, place, now(), metres)


@put("/entities", operation_id="saveEntities", tags=["network"])
async def put_entities(
    data: JSONBody[Entities],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[Saved]:
    """Register legal entities or change their data."""
    caller.demand(Scope.ADMIN)
    return await perform(runtime, caller, request, _ENTITIES, Bulk(caller.stamp("api"), data))


@put("/markets", operation_id="saveMarkets", tags=["network"])
async def put_markets(
    data: JSONBody[Markets],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Saved]:
    """Open markets or change their settings."""
    caller.demand(Scope.ADMIN)
    return await perform(runtime, caller, request, _MARKETS, Bulk(caller.stamp("api"), data))


@put("/places", operation_id="savePlaces", tags=["network"])
async def put_places(
    data: JSONBody[Places],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Saved]:
    """Open stores and warehouses, or change what is known of them."""
    caller.demand(Scope.ADMIN)
    return await perform(runtime, caller, request, _PLACES, Bulk(caller.stamp("api"), data))


@put("/channels", operation_id="saveChannels", tags=["network"])
async def put_channels(
    data: JSONBody[Channels],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Saved]:
    """Open channels or change their settings."""
    caller.demand(Scope.ADMIN)
    return await perform(runtime, caller, request, _CHANNELS, Bulk(caller.stamp("api"), data))


def read_point(text: str) -> Point:
    """Read `40.4168,-3.7038`; Malformed where it is no point on the earth."""
    north, _, east = text.partition(",")
    try:
        latitude, longitude = Decimal(north.strip()), Decimal(east.strip())
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            return Point(int(latitude * _PARTS), int(longitude * _PARTS))
    except InvalidOperation:
        pass
    raise Malformed(where="near", problem="not latitude,longitude in degrees")


def _entity(_tx: Tx, row: EntityIn) -> Entity:
    return Entity(
        *(entity_id_of(row.code), row.code, row.name, row.country, row.currency, row.tax_number),
        *(row.zone, row.address, row.invoice_series, row.tax_registrations),
        *(row.distance_scheme, row.exporter_number),
    )


def _market(tx: Tx, row: MarketIn) -> Market:
    return Market(
        *(row.code, row.country, _entity_id(tx, row.entity), row.currency),
        *(row.prices_include_tax, row.languages, row.zone, row.cash_rounding),
        *(row.invoicing, row.invoice_series),
    )


def _place(tx: Tx, row: PlaceIn) -> Place:
    return Place(
        *(place_id_of(row.code), row.code, row.kind, row.name, _entity_id(tx, row.entity)),
        *(row.market, row.zone, Point(row.latitude, row.longitude), row.address),
        read_hours(row.hours, place=row.code, holidays=row.holidays),
        ships=row.ships,
        picks_up=row.picks_up,
        daily_capacity=row.daily_capacity,
        handling_minutes=row.handling_minutes,
        transit_days=row.transit_days,
        bays=row.bays,
    )


def _channel(_tx: Tx, row: ChannelIn) -> Channel:
    return Channel(row.code, row.kind, row.name, row.hold_minutes, row.staffed, row.on_site)


def _entity_id(tx: Tx, code: str) -> EntityId:
    found = network(tx).entity(entity_id_of(code))
    if found is None:
        raise EntityUnknown(entity=code)
    return found.entity_id


_ENTITIES = saving(save_entities, _entity)
_MARKETS = saving(save_markets, _market)
_PLACES = saving(save_places, _place)
_CHANNELS = saving(save_channels, _channel)
HANDLERS = (
    *(list_entities, list_markets, list_channels, find_places, get_place),
    *(put_entities, put_markets, put_places, put_channels),
)
