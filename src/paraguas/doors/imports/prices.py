"""Rows of prices: what a SKU costs in a currency from an instant on."""

from paraguas.catalog.actions.save_prices import save_prices
from paraguas.catalog.errors import SkuUnknown
from paraguas.catalog.model import STANDARD, Price
from paraguas.doors.imports.cells import Cells
from paraguas.doors.imports.kinds import Kind, Known
from paraguas.doors.imports.rows import Columns


def read_price(cells: Cells, known: Known) -> Price:
    """Read a price of a SKU named by code or GTIN."""
    sku = known.catalogue.find(cells.needed("sku"))
    if sku is None:
        raise SkuUnknown(sku=cells.needed("sku"))
    currency = cells.needed("currency")
    return Price(
        sku_id=sku.sku_id,
        currency=currency,
        amount_minor=cells.amount_minor("amount", currency),
        from_at=cells.at("from") or 0,
        until_at=cells.at("until"),
        price_list=cells.text("price_list", STANDARD, most=40),
    )


PRICES = Kind(
    Columns(needed=("sku", "currency", "amount"), optional=("from", "until", "price_list")),
    read=read_price,
    key=lambda price: (price.sku_id, price.currency, price.price_list, price.from_at),
    save=save_prices,
)
