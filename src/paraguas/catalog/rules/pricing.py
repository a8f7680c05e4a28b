"""What a line costs, and which of a SKU's prices is in force."""

from collections.abc import Sequence

from paraguas.catalog.model import Price
from paraguas.values.money import LARGEST_MINOR, round_half_up
from paraguas.values.quantity import QuantityOutOfRange


def line_gross(price_minor: int, quantity: int, per: int) -> int:
    """Give what a quantity costs at a price for `per` units, rounded half up once per line.

    Refuses QuantityOutOfRange where it would cost more than any sum of money may be.
    """
    gross = round_half_up(price_minor * quantity, per)
    if gross > LARGEST_MINOR:
        most = LARGEST_MINOR * per // price_minor
        raise QuantityOutOfRange(where="lines.quantity", quantity=quantity, least=1, most=most)
    return gross


def price_in_force(prices: Sequence[Price], at: int) -> Price | None:
    """Choose, among the prices of one SKU, currency and list, the one that holds at an instant.

    The one that began last wins; when it ends, the one before it holds again, so that an offer
    lies over the standing price and falls back to it by itself.
    """
    if len(prices) == 1:
        only = prices[0]
        ended = only.until_at is not None and only.until_at <= at
        return only if only.from_at <= at and not ended else None
    running = (p for p in prices if p.from_at <= at and (p.until_at is None or at < p.until_at))
    return max(running, key=lambda price: price.from_at, default=None)
