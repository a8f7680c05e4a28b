"""The bounds of a key: one that is bound to a place acts for no other."""

from paraguas.doors.api.caller import Caller
from paraguas.doors.runtime import Runtime
from paraguas.network.errors import PlaceUnknown
from paraguas.network.model import Place
from paraguas.network.queries import network


async def own_place(runtime: Runtime, caller: Caller, code: str) -> Place:
    """Find a place the caller may act for; PlaceUnknown where there is none, also for another's."""
    net = await runtime.read(network)
    place = net.place_by_code(code)
    if place is None or caller.grant.place_id not in {None, place.place_id}:
        raise PlaceUnknown(place=code)
    return place
