"""What may not stand in the catalogue is refused by name."""

import pytest

from paraguas.catalog.model import SkuKind
from paraguas.catalog.rules.listing import check_price, check_product, check_sku
from paraguas.values.refusal import Refusal
from tests.catalog.goods import CUP_GTIN, price, product, sku


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (sku(code=""), "malformed"),
        (sku(code=" PEN"), "malformed"),
        (sku(code="P" * 61), "malformed"),
        (sku(code="PEN\n1"), "malformed"),
        (sku(titles={"en": ""}), "malformed"),
        (sku(per=0), "malformed"),
        (sku(minutes=30), "malformed"),
        (sku(kind=SkuKind.SERVICE), "malformed"),
        (sku(tax_category=""), "malformed"),
        (sku(gtin="09520000000012"), "gtin_invalid"),
        (sku(gtin="9520000000011"), "gtin_invalid"),  # right, but not of 14 digits
    ],
)
def test_a_sku_is_refused(given, code):
    with pytest.raises(Refusal) as refused:
        check_sku(given)
    assert refused.value.code == code


def test_what_is_in_order_passes():
    for given in (sku(gtin=CUP_GTIN), sku(kind=SkuKind.SERVICE, minutes=45, skill="set_up")):
        assert check_sku(given) is given


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (price(amount=-1), "malformed"),
        (price(amount=10**15 + 1), "malformed"),
        (price(currency="eur"), "currency_unknown"),
        (price(from_at=5, until_at=5), "malformed"),
    ],
)
def test_a_price_is_refused(given, code):
    with pytest.raises(Refusal) as refused:
        check_price(given)
    assert refused.value.code == code


def test_a_price_of_nothing_passes():
    assert check_price(price(amount=0)).amount_minor == 0


def test_a_product_needs_a_title():
    with pytest.raises(Refusal) as refused:
        check_product(product(en=""))
    assert refused.value.code == "malformed"
