"""What the tests of fulfilment start from."""

from itertools import count

import msgspec
from sqlalchemy import select

from paraguas.fulfilment.actions.write_fulfilments import write_fulfilments
from paraguas.fulfilment.model import Fulfilment, Kind, Portion, Sourced, Status
from paraguas.fulfilment.queries import audit
from paraguas.plumbing.db import Database
from paraguas.plumbing.facts import facts
from paraguas.plumbing.journal_seals import open_facts
from paraguas.values.by import By
from paraguas.values.ids import FulfilmentId, Ids, OrderId, PlaceId, SkuId, digest_id
from paraguas.values.stamp import Stamp
from paraguas.values.time import HOUR

NOW = 1_700_000_000_000_000
_seeds = count(1)


def stamp(at: int = NOW) -> Stamp:
    turn = next(_seeds)
    return Stamp(at, By("till", "ana"), Ids(NOW + turn * 1000, turn))


def place(name: str = "gracia") -> PlaceId:
    return PlaceId(digest_id("place", name))


def sku(name: str = "handset") -> SkuId:
    return SkuId(digest_id("sku", name))


def order(name: str = "first") -> OrderId:
    return OrderId(digest_id("order", name))


def pick_up(**changes: object) -> Fulfilment:
    known: dict[str, object] = {
        "order_id": order(),
        "fulfilment_id": FulfilmentId(digest_id("fulfilment", str(next(_seeds)))),
        "group_no": 1,
        "place_id": place(),
        "kind": Kind.PICK_UP,
        "status": Status.RELEASED,
        "promised_at": NOW + 2 * HOUR,
        "portions": (Portion(1, sku(), 2), Portion(2, sku("case"), 1)),
        "changed_at": NOW,
        "code": "123456",
    }
    return Fulfilment(**(known | changes))  # type: ignore[arg-type]


def written(db: Database, *fulfilments: Fulfilment, capacity: int | None = None) -> Fulfilment:
    limits = {f.place_id: capacity for f in fulfilments} if capacity is not None else None
    with db.writing() as tx:
        write_fulfilments(tx, [Sourced(fulfilments, limits)])
    return fulfilments[0]


def announced(db: Database, order_id: OrderId) -> list[tuple[str, dict[str, object]]]:
    """The facts of an order, name and body, in the order they were announced."""
    statement = select(facts).where(facts.c.stream_id == order_id).order_by(facts.c.fact_id)
    with db.reading() as tx:
        told = open_facts(tx, tx.all(statement))
        return [(row.name, msgspec.json.decode(row.body)) for row in told]


def audited(db: Database) -> None:
    with db.reading() as tx:
        assert [finding for check in audit(tx) for finding in check.findings] == []
