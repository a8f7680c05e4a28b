"""The order board: what needs somebody first, then all orders, filtered by the address."""

from urllib.parse import urlencode

from litestar import Response, get

from paraguas.doors.api.given import AnyRequest
from paraguas.doors.consoles.desk import Desk, GivenDesk
from paraguas.network.queries import Network, network
from paraguas.orders.model import FulfilmentStatus, OrderStatus, PlacedOrder, PromiseState
from paraguas.orders.queries import find
from paraguas.payments.model import PaymentStatus
from paraguas.plumbing.clock import now
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.words import speak
from paraguas.staff.model import Scope
from paraguas.values.ids import PlaceId
from paraguas.values.words import Words
from paraguas.views.order_board import BoardFilter, BoardPage, order_board
from paraguas.views.order_exceptions import Exceptional, order_exceptions

NAMES = ("status", "payment", "fulfilment", "channel", "market", "place", "find")
"""What the address may filter by."""


@get("/board", include_in_schema=False)
async def show_board(desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Show orders, the newest first; a key of one place sees that place's."""
    desk.caller.demand(Scope.ORDERS_READ)
    chosen = {name: request.query_params.get(name, "")[:120] for name in NAMES}
    before = request.query_params.get("before", "")
    moment = now()

    def look(tx: Tx) -> tuple[Network, BoardPage, tuple[Exceptional, ...]]:
        net = network(tx)
        asked = _filter(tx, net, chosen, desk.caller.grant.place_id)
        first = not before and not any(chosen.values()) and not desk.caller.grant.place_id
        found = order_exceptions(tx, now=moment) if first else ()
        return net, order_board(tx, asked, before=before), found

    net, page, exceptions = await desk.runtime.read(look)
    kept = {name: text for name, text in chosen.items() if text}
    older = urlencode({**kept, "before": page.older}) if page.older else ""
    return desk.page(
        "consoles/head_office/board.html",
        at="board",
        now=moment,
        orders=[(order, _words(desk, net, order), _due(order)) for order in page.orders],
        names={place.place_id: place.name for place in net.places},
        exceptions=exceptions,
        options=_options(net, desk.reader.words),
        chosen=chosen,
        narrowed=sum(bool(text) for name, text in chosen.items() if name != "find"),
        paged=bool(before),
        newer=urlencode(kept),
        older=older,
    )


def _filter(tx: Tx, net: Network, chosen: dict[str, str], own: PlaceId | None) -> BoardFilter:
    text = chosen["find"]
    among = find(tx, text, secret=secret(tx, "contact")) if text else None
    place = net.place_by_code(chosen["place"])
    return BoardFilter(
        status=chosen["status"],
        payment=chosen["payment"],
        fulfilment=chosen["fulfilment"],
        channel=chosen["channel"],
        market=chosen["market"],
        place_id=own or (place.place_id if place else None),
        among=among,
    )


def _options(net: Network, words: Words) -> dict[str, list[tuple[str, str]]]:
    def told(kind: str, values: list[str]) -> list[tuple[str, str]]:
        return [(value, words.say(f"status.{kind}.{value}")) for value in values]

    return {
        "status": told("order", [each.value for each in OrderStatus]),
        "payment": told("payment", [each.value for each in PaymentStatus]),
        "fulfilment": told("goods", [each.value for each in FulfilmentStatus]),
        "channel": [(each.code, each.name) for each in net.channels],
        "market": [(each.code, words.country(each.country)) for each in net.markets],
        "place": [(each.code, each.name) for each in net.places],
    }


def _words(desk: Desk, net: Network, order: PlacedOrder) -> Words:
    market = net.market(order.market)
    assert market is not None, "an order of a market that is not there"
    return speak(desk.caller.language, market.zone, market.country)


def _due(order: PlacedOrder) -> int | None:
    """Give when the next promise of an order falls due."""
    due = [each.latest_at for each in order.promises if each.state is PromiseState.OPEN]
    return min(due, default=None)


HANDLERS = (show_board,)
