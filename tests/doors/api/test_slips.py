"""Receipts and packing slips: for a roll and for A4, as page and PDF, at the till and at home."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import ANA, shipped, sold

SKU, STORE = "CASE-CLEAR", "ES-MAD-SERRANO"
NBSP = "\N{NO-BREAK SPACE}"
TOTAL, CHANGE, TAX = f"49,80{NBSP}€", f"10,20{NBSP}€", f"8,64{NBSP}€"


@pytest.fixture
def shop(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    desk.api.stock(SKU, ES_MAD_SERRANO=90, ES_GETAFE=9)
    return desk


@pytest.fixture
def receipt(shop):
    """Sell two cases for cash, and give the receipt as it was asked for."""
    cash = [{"kind": "cash", "given_minor": 6000}]
    order_id = shop.place(sold(SKU, 2, STORE, tenders=cash, language="es"))

    def ask(query=""):
        return shop.api.get(f"/v1/orders/{order_id}/receipt{query}")

    return ask


def read(pdf):
    """The text of a PDF, and the size of its pages in millimetres."""
    pages = PdfReader(BytesIO(pdf.content)).pages
    sizes = {
        (round(float(p.mediabox.width) / 72 * 25.4), round(float(p.mediabox.height) / 72 * 25.4))
        for p in pages
    }
    return " ".join(page.extract_text() for page in pages).replace(NBSP, " "), sizes


@pytest.mark.parametrize(("paper", "size"), [("80mm", "80mm"), ("a4", "A4")])
def test_a_receipt_says_what_was_bought_paid_and_taxed(receipt, paper, size):
    page = receipt(f"?paper={paper}")
    assert page.headers["content-type"].startswith("text/html")
    for told in ("Recibo", TOTAL, CHANGE, "Cambio", TAX, "NIF A99999997", "IVA 21"):
        assert told in page.text
    assert f"size: {size}" in page.text


@pytest.mark.parametrize("paper", ["80mm", "a4"])
def test_a_receipt_is_a_pdf_for_a_roll_as_long_as_it_needs_or_for_a4(receipt, paper):
    text, [(width, height)] = read(receipt(f"?paper={paper}&form=pdf"))
    for told in (TOTAL, CHANGE, TAX):
        assert told.replace(NBSP, " ") in text
    if paper == "a4":
        assert (width, height) == (210, 297)
    else:
        assert width == 80
        assert height < 150


def test_a_long_receipt_goes_on_over_pages(shop):
    lines = [{"sku": SKU, "quantity": 1}] * 60
    order_id = shop.place({**sold(SKU, 1, STORE), "lines": lines})
    pdf = shop.api.get(f"/v1/orders/{order_id}/receipt?paper=a4&form=pdf")
    assert len(PdfReader(BytesIO(pdf.content)).pages) == 2


def test_a_packing_slip_tells_goods_and_address_and_no_price(shop):
    order_id = shop.place(shipped(SKU, 3, person=ANA, language="es"))
    [parcel] = shop.parts(order_id)
    path = f"/v1/orders/{order_id}/fulfilments/{parcel.fulfilment_id}/packing-slip"
    page = shop.api.get(path).text
    text, _ = read(shop.api.get(f"{path}?form=pdf"))
    for told in (page, text):
        assert "Albarán" in told
        assert "Ana Díaz" in told
        assert "28013 Madrid" in told
        assert "€" not in told
        assert "24,90" not in told
    assert "<dd>3</dd>" in page


@pytest.mark.parametrize(
    ("query", "status"), [("?paper=a5", 400), ("?form=docx", 400), ("?paper=a4", 200)]
)
def test_a_paper_nobody_has_is_refused(receipt, query, status):
    assert receipt(query).status_code == status


def test_a_parcel_of_another_order_has_no_slip_here(shop):
    order_id, other = shop.place(shipped(SKU, 1)), shop.place(shipped(SKU, 1))
    [parcel] = shop.parts(other)
    path = f"/v1/orders/{order_id}/fulfilments/{parcel.fulfilment_id}/packing-slip"
    refused = shop.api.get(path)
    assert (refused.status_code, refused.json()["code"]) == (404, "fulfilment_unknown")
