"""Two SKUs at two places, and the hand that moves them."""

from itertools import count

from sqlalchemy import select

from paraguas.inventory.actions.receive_stock import receive_stock
from paraguas.inventory.model import Kind, Movement, Position, Units
from paraguas.inventory.queries import audit, positions
from paraguas.plumbing.db import Database
from paraguas.plumbing.facts import facts
from paraguas.values.by import By
from paraguas.values.ids import Ids, PlaceId, SkuId, digest_id
from paraguas.values.stamp import Stamp
from paraguas.values.time import DAY

TEA = SkuId(digest_id("sku", "TEA"))
CUP = SkuId(digest_id("sku", "CUP"))
SOL = PlaceId(digest_id("place", "SOL"))
BASTILLE = PlaceId(digest_id("place", "BASTILLE"))
NOON = 20_000 * DAY + DAY // 2

_seeds = count(1)
_causes = count(1)


def stamp(at: int = NOON, *, door: str = "web", actor: str = "customer") -> Stamp:
    return Stamp(at, By(door, actor), Ids(at, next(_seeds)))


def cause() -> str:
    return digest_id("cause", str(next(_causes)))


def move(
    kind: Kind,
    quantity: int,
    *,
    sku: SkuId = TEA,
    place: PlaceId = SOL,
    of: str | None = None,
    no: int = 1,
    at: int = NOON,
) -> Movement:
    return Movement(sku, place, kind, of or cause(), no, quantity, at, "customer")


def told(db: Database) -> list[tuple[str, str, str]]:
    """What was announced, in order: name, stream and body."""
    with db.reading() as tx:
        rows = tx.all(select(facts).order_by(facts.c.at, facts.c.name))
    return [(row.name, row.stream_id, row.body) for row in rows]


def numbers(db: Database, sku: SkuId = TEA, place: PlaceId = SOL) -> tuple[int, int, int, int]:
    """On hand, allocated, reserved and safety stock."""
    with db.reading() as tx:
        found = {one.place_id: one for one in positions(tx, [sku])}
    one = found.get(place) or Position(sku, place, 0, 0, 0, 0)
    return one.on_hand, one.allocated, one.reserved, one.safety_stock


def clean(db: Database) -> bool:
    """Whether the audit finds nothing."""
    with db.reading() as tx:
        return not any(check.findings for check in audit(tx))


def stock(db: Database, quantity: int, *, sku: SkuId = TEA, place: PlaceId = SOL) -> None:
    with db.writing() as tx:
        receive_stock(tx, stamp(), cause(), [Units(sku, place, quantity)])
