"""The rows of customers; what is personal in them is sealed under the key of its record."""

from sqlalchemy import Column, Index, Integer, LargeBinary, SmallInteger, String, Text

from paraguas.plumbing.schema import IdType, Instant, Json, table

records = table(
    "customer_records",
    Column("record_id", IdType, primary_key=True),
    Column("person_id", IdType, nullable=False),
    # Of its oldest record: who changes a person raises it, and so sees who else did meanwhile.
    Column("version", Integer, nullable=False),
    Column("source_key", IdType, nullable=False),
    Column("source", String(16), nullable=False),
    Column("system", String(40), nullable=False),
    Column("at", Instant, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("erased_at", Instant),
    Index("customer_records_person", "person_id"),
    distribution="record",
    wide=True,
)
seals = table(
    "customer_seals",
    Column("record_id", IdType, primary_key=True),
    Column("seal", LargeBinary, nullable=False),
    distribution="record",
)
sources = table(
    "customer_sources",
    Column("source_key", IdType, primary_key=True),
    Column("record_id", IdType, nullable=False),
    Column("content_key", IdType, nullable=False),
    distribution="key",
)
blocks = table(
    "customer_blocks",
    # A position is given once: who places a record where another process just did decides again.
    Column("block_key", IdType, primary_key=True),
    Column("position", SmallInteger, primary_key=True, autoincrement=False),
    Column("record_id", IdType),
    Column("initials", String(2), nullable=False),
    Index("customer_blocks_record", "record_id"),
    distribution="key",
)
links = table(
    "customer_links",
    Column("link_id", IdType, primary_key=True),
    Column("left_id", IdType, nullable=False),
    Column("right_id", IdType, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("by_whom", String(8), nullable=False),
    Column("weight_millibits", Integer, nullable=False),
    Column("rank", IdType),
    Column("evidence", Json, nullable=False),
    Column("reason", Text, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    Column("retracted_at", Instant),
    Column("retracted_by", String(64)),
    Index("customer_links_left", "left_id"),
    Index("customer_links_right", "right_id"),
    distribution="key",
    wide=True,
)
IN_REVIEW = (links.c.kind == "possible") & links.c.retracted_at.is_(None)
"""Of these somebody should say whether they are one person."""

Index(
    "customer_links_review",
    links.c.weight_millibits,
    links.c.link_id,
    sqlite_where=IN_REVIEW,
    postgresql_where=IN_REVIEW,
)
households = table(
    "customer_households",
    Column("household_key", IdType, primary_key=True),
    Column("record_id", IdType, primary_key=True),
    Index("customer_households_record", "record_id"),
    distribution="key",
)
suppressions = table(
    "customer_suppressions",
    Column("point_key", IdType, primary_key=True),
    Column("at", Instant, nullable=False),
    distribution="key",
)
