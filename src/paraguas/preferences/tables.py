"""What persons said; what is personal lies sealed under the key of the record it was said on."""

from sqlalchemy import Boolean, Column, Index, LargeBinary, String

from paraguas.plumbing.schema import IdType, Instant, table

statements = table(
    "person_statements",
    Column("record_id", IdType, primary_key=True),
    Column("statement_id", IdType, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("at", Instant, nullable=False),
    Column("door", String(24), nullable=False),
    Column("actor", String(64), nullable=False),
    Column("subject", IdType),
    Column("sealed", LargeBinary, nullable=False),
    distribution="record",
)
consents = table(
    "person_consents",
    Column("record_id", IdType, primary_key=True),
    Column("consent_id", IdType, primary_key=True),
    Column("point_key", IdType, nullable=False),
    Column("point_kind", String(16), nullable=False),
    Column("purpose", String(24), nullable=False),
    Column("entity_id", IdType, nullable=False),
    Column("granted", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    Column("door", String(24), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Index("person_consents_point", "point_key"),
    distribution="record",
)
