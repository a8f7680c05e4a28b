"""The rows of the catalogue."""

from sqlalchemy import Column, Index, Integer, String

from paraguas.plumbing.schema import IdType, Instant, Json, Minor, table

products = table(
    "products",
    Column("product_id", IdType, primary_key=True),
    Column("code", String(60), nullable=False, unique=True),
    Column("titles", Json, nullable=False),
    Column("department", String(60)),
    distribution="reference",
)
skus = table(
    "skus",
    Column("sku_id", IdType, primary_key=True),
    Column("code", String(60), nullable=False, unique=True),
    Column("product_id", IdType, nullable=False),
    Column("titles", Json, nullable=False),
    Column("gtin", String(14)),
    Column("unit", String(12), nullable=False),
    Column("per", Integer, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("tax_category", String(40), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("skill", String(40)),
    Column("attributes", Json, nullable=False),
    Column("bundle", Json),
    Index("skus_gtin", "gtin", unique=True),
    distribution="reference",
)
prices = table(
    "prices",
    Column("sku_id", IdType, primary_key=True),
    Column("currency", String(3), primary_key=True),
    Column("price_list", String(40), primary_key=True),
    Column("from_at", Instant, primary_key=True),
    Column("until_at", Instant),
    Column("amount_minor", Minor, nullable=False),
    distribution="reference",
)
