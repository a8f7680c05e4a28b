"""The rows of shelving."""

from sqlalchemy import Column, String

from paraguas.plumbing.schema import IdType, table

shelf_locations = table(
    "shelf_locations",
    Column("place_id", IdType, primary_key=True),
    Column("sku_id", IdType, primary_key=True),
    Column("aisle", String(20), nullable=False),
    Column("shelf", String(20), nullable=False),
    Column("bin", String(20), nullable=False),
    distribution="place",
)
