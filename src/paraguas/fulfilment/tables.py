"""The shape of fulfilment's rows."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
)

from paraguas.fulfilment.model import Portion
from paraguas.plumbing.schema import IdType, Instant, Json, table

fulfilments = table(
    "fulfilments",
    Column("order_id", IdType, primary_key=True),
    Column("fulfilment_id", IdType, primary_key=True),
    Column("group_no", SmallInteger, nullable=False),
    Column("place_id", IdType, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("status", String(16), nullable=False),
    Column("promised_at", Instant, nullable=False),
    Column("portions", Json, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("ready_at", Instant),
    Column("collect_until", Instant),
    Column("counted_on", Date),
    Column("code", String(6)),
    Column("wrong_codes", SmallInteger, nullable=False),
    Column("bay", String(20)),
    Column("carrier", String(40)),
    Column("tracking", String(80)),
    Column("hold", Text),
    Column("not_before", Instant),
    Column("owner", String(80)),
    Column("car", Text),
    Column("spot", String(20)),
    Column("to_place_id", IdType),
    Column("from_place_id", IdType),
    Index("fulfilments_at_place", "place_id", "status"),
    distribution="order_id",
)
boxes = table(
    "boxes",
    Column("order_id", IdType, primary_key=True),
    Column("fulfilment_id", IdType, primary_key=True),
    Column("box_no", SmallInteger, primary_key=True),
    Column("lines", Json, nullable=False),
    Column("weight_g", Integer),
    Column("sscc", String(18)),
    distribution="order_id",
)
sscc_ranges = table(
    "sscc_ranges",
    Column("entity_id", IdType, primary_key=True),
    Column("prefix", String(10), nullable=False),
    Column("last_no", BigInteger, nullable=False),
    distribution="entity",
)
service_levels = table(
    "service_levels",
    Column("place_kind", String(12), primary_key=True),
    Column("accept_minutes", Integer, nullable=False),
    Column("pick_minutes", Integer, nullable=False),
    Column("ready_minutes", Integer, nullable=False),
    distribution="reference",
)
reassign_rules = table(
    "reassign_rules",
    Column("market", String(24), primary_key=True),
    Column("after_minutes", Integer, nullable=False),
    Column("most_moves", Integer, nullable=False),
    Column("pick_ups", Boolean, nullable=False),
    distribution="reference",
)
pick_up_reminders = table(
    "pick_up_reminders",
    Column("market", String(24), primary_key=True),
    Column("days_before", Integer, primary_key=True, autoincrement=False),
    distribution="reference",
)
reassign_tries = table(
    "reassign_tries",
    Column("order_id", IdType, primary_key=True),
    Column("fulfilment_id", IdType, primary_key=True),
    Column("tried_at", Instant, nullable=False),
    distribution="order_id",
)
place_days = table(
    "place_days",
    Column("place_id", IdType, primary_key=True),
    Column("day_on", Date, primary_key=True),
    Column("taken", Integer, nullable=False),
    Column("most", Integer, nullable=False),
    distribution="place",
)

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(tuple[Portion, ...]).decode


def write_portions(portions: Sequence[Portion]) -> str:
    """Write portions as their column holds them: `[[line_no, sku_id, quantity], ...]`.

    The same portions give the same text, so a row can be guarded by it.
    """
    return _encode(portions).decode()


def read_portions(column: str) -> tuple[Portion, ...]:
    """Read the column of portions."""
    return _decode(column)
