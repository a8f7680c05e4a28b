"""The rows of the network."""

from sqlalchemy import Boolean, Column, Integer, String

from paraguas.plumbing.schema import IdType, Json, table

entities = table(
    "entities",
    Column("entity_id", IdType, primary_key=True),
    Column("code", String(40), nullable=False, unique=True),
    Column("name", String(120), nullable=False),
    Column("country", String(2), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("tax_number", String(40), nullable=False),
    Column("zone", String(40), nullable=False),
    Column("address", Json, nullable=False),
    Column("invoice_series", String(20), nullable=False),
    Column("tax_registrations", Json, nullable=False),
    Column("distance_scheme", Boolean, nullable=False),
    Column("exporter_number", String(40), nullable=False),
    distribution="reference",
)
markets = table(
    "markets",
    Column("code", String(40), primary_key=True),
    Column("country", String(2), nullable=False),
    Column("entity_id", IdType, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("prices_include_tax", Boolean, nullable=False),
    Column("languages", Json, nullable=False),
    Column("zone", String(40), nullable=False),
    Column("cash_rounding", Integer, nullable=False),
    Column("invoicing", String(12), nullable=False),
    Column("invoice_series", String(20), nullable=False),
    distribution="reference",
)
places = table(
    "places",
    Column("place_id", IdType, primary_key=True),
    Column("code", String(40), nullable=False, unique=True),
    Column("kind", String(12), nullable=False),
    Column("name", String(120), nullable=False),
    Column("entity_id", IdType, nullable=False),
    Column("market", String(40), nullable=False),
    Column("zone", String(40), nullable=False),
    Column("point", Json, nullable=False),
    Column("address", Json, nullable=False),
    Column("hours", Json, nullable=False),
    Column("ships", Boolean, nullable=False),
    Column("picks_up", Boolean, nullable=False),
    Column("daily_capacity", Integer),
    Column("handling_minutes", Integer, nullable=False),
    Column("transit_days", Json, nullable=False),
    Column("bays", Json, nullable=False),
    distribution="reference",
)
channels = table(
    "channels",
    Column("code", String(24), primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("name", String(120), nullable=False),
    Column("hold_minutes", Integer, nullable=False),
    Column("staffed", Boolean, nullable=False),
    Column("on_site", Boolean, nullable=False),
    distribution="reference",
)
