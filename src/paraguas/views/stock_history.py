"""Why a number of stock is what it is, in words."""

from msgspec import Struct
from sqlalchemy import bindparam, select

from paraguas.catalog.errors import SkuUnknown
from paraguas.catalog.queries import catalogue
from paraguas.inventory.model import Buckets, Entry, Kind
from paraguas.inventory.queries import counts_by_id, history, transfers_by_id
from paraguas.network.errors import PlaceUnknown
from paraguas.network.queries import Network, network
from paraguas.orders.tables import orders
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.words import speak
from paraguas.values.ids import PlaceId
from paraguas.values.quantity import Unit
from paraguas.values.words import Words

_SIGNED = {Kind.ADJUSTED, Kind.COUNTED}
_NUMBERS = select(orders.c.order_id, orders.c.number).where(
    orders.c.order_id.in_(bindparam("ids", expanding=True))
)


class Change(Struct, frozen=True):
    """A movement of stock: what happened, in words, and the numbers after it.

    order: the number of the order it was for.  basket: the id of the basket it was held for.
    paper: the number of the transfer or count it was made by.
    """

    at: int
    kind: str
    actor: str
    reason: str | None
    order: str | None
    basket: str | None
    paper: str | None
    change: Buckets
    after: Buckets
    words: str


class _Cause(Struct, frozen=True):
    """What movements tell as their cause, by people's names.  other: the place at the far end."""

    order: str | None = None
    paper: str | None = None
    other: str | None = None


def stock_history(
    tx: Tx, text: str, place: str, *, language: str, most: int = 100
) -> tuple[Change, ...]:
    """Tell the last movements of a SKU (code or GTIN) at a place, the latest first.

    Refuses unknown codes; what never moved there has no history.
    """
    sku, named = catalogue(tx).find(text), network(tx).place_by_code(place)
    if sku is None:
        raise SkuUnknown(sku=text)
    if named is None:
        raise PlaceUnknown(place=place)
    entries = history(tx, sku.sku_id, named.place_id, most=most)
    causes = _causes(tx, sorted({one.cause_id for one in entries}), named.place_id)
    return tuple(
        _change(one, causes.get(one.cause_id, _Cause()), sku.unit, speak(language))
        for one in entries
    )


def _causes(tx: Tx, ids: list[str], here: PlaceId) -> dict[str, _Cause]:
    net = network(tx)
    orders_found = {row.order_id: _Cause(row.number) for row in tx.all(_NUMBERS, ids=ids)}
    sent = {
        one.transfer_id: _Cause(
            paper=one.number,
            other=_name(net, one.from_place_id if one.place_id == here else one.place_id),
        )
        for one in transfers_by_id(tx, ids)
    }
    counted = {one.count_id: _Cause(paper=one.number) for one in counts_by_id(tx, ids)}
    return {**orders_found, **sent, **counted}


def _name(net: Network, place_id: PlaceId) -> str | None:
    place = net.place(place_id)
    return place.name if place else None


def _change(one: Entry, cause: _Cause, unit: Unit, words: Words) -> Change:
    # A correction is told with its sign; all else moves one number, or two by the same.
    units = one.change.on_hand if one.kind in _SIGNED else max(map(abs, one.change))
    said = words.say(
        f"stock.{one.kind.value}",
        units=words.quantity(units, unit),
        order=cause.order or "?",
        paper=cause.paper or "?",
        other=cause.other or "?",
        reason=one.reason or "?",
        actor=one.actor,
    )
    return Change(
        *(one.at, one.kind.value, one.actor, one.reason, cause.order, one.basket_id),
        *(cause.paper, one.change, one.after, said),
    )
