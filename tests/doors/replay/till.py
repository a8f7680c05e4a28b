"""A till that writes receipts the way the data do, odd ones too."""

from datetime import datetime, timedelta

import pyarrow as pa
from pyarrow.parquet import write_table

MORNING = datetime(2017, 1, 1, 9, 0)  # noqa: DTZ001 - what the store's clock showed
COLUMNS = (
    *("household_id", "store_id", "basket_id", "product_id", "quantity", "sales_value"),
    *("retail_disc", "coupon_disc", "coupon_match_disc", "week", "transaction_timestamp"),
)
GASOLINE = 6534178


def line(basket, product=1, quantity=1, sales=1.0, *, retail=0.0, coupon=0.0, store=7, at=MORNING):
    return (12, store, basket, product, quantity, sales, retail, coupon, 0.0, 1, at)


def write_receipts(folder, lines):
    """Write the two files a replay reads; product 99 is not among the products."""
    columns = dict(zip(COLUMNS, map(list, zip(*lines, strict=True)), strict=True))
    stamps = pa.array(columns.pop("transaction_timestamp"), pa.timestamp("ns"))
    write_table(
        pa.table({**columns, "transaction_timestamp": stamps}), folder / "transactions.parquet"
    )
    products = {
        "product_id": [1, 2, GASOLINE],
        "department": ["GROCERY", "GROCERY", "FUEL"],
        "brand": ["National", "Private", "Private"],
        "product_category": ["FRUIT", None, "COUPON/MISC ITEMS"],
        "product_type": ["APPLE SAUCE", None, "GASOLINE-REG UNLEADED"],
        "package_size": ["50 OZ", None, None],
    }
    write_table(pa.table(products), folder / "products.parquet")
    return folder


def minutes_later(minutes):
    return MORNING + timedelta(minutes=minutes)
