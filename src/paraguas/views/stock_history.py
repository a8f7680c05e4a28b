"""Why a number of stock is what it is, in words."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from paraguas.catalog.errors import SkuUnknown
from paraguas.catalog.queries import catalogue
from paraguas.inventory.model import Buckets, Entry, Kind
from paraguas.inventory.queries import history
from paraguas.network.errors import PlaceUnknown
from paraguas.network.queries import network
from paraguas.orders.tables import orders
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.words import speak
from paraguas.values.quantity import Unit
from paraguas.values.words import Words

_NUMBERS = select(orders.c.order_id, orders.c.number).where(
    orders.c.order_id.in_(bindparam("ids", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Change:
    """A movement of stock: what happened, in words, and the numbers after it.

    order: the number of the order it was for.  basket: the id of the basket it was held for.
    """

    at: int
    kind: str
    actor: str
    reason: str | None
    order: str | None
    basket: str | None
    change: Buckets
    after: Buckets
    words: str


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
    rows = tx.all(_NUMBERS, ids=sorted({one.cause_id for one in entries}))
    numbers = {row.order_id: row.number for row in rows}
    return tuple(
        _change(one, numbers.get(one.cause_id), sku.unit, speak(language)) for one in entries
    )


def _change(one: Entry, order: str | None, unit: Unit, words: Words) -> Change:
    # A correction is told with its sign; all else moves one number, or two by the same.
    units = one.change.on_hand if one.kind is Kind.ADJUSTED else max(map(abs, one.change))
    said = words.say(
        f"stock.{one.kind.value}",
        units=words.quantity(units, unit),
        order=order or "?",
        reason=one.reason or "?",
        actor=one.actor,
    )
    return Change(
        *(one.at, one.kind.value, one.actor, one.reason, order, one.basket_id),
        *(one.change, one.after, said),
    )
