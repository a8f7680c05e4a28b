"""Countries are opened by files given by path: they sell, invoice, refund and take cash.

Their currencies have two, no and three decimals; in two of them the smallest coins have gone.
"""

from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from paraguas.doors.imports.importing import import_file
from paraguas.doors.imports.report import Report
from paraguas.doors.imports.told_tables import import_tables
from paraguas.plumbing.clock import now
from paraguas.values.time import local_day
from tests.doors.api.wishes import shipped
from tests.doors.documents.ubl_rules import SPACES, findings

FILES = Path(__file__).parent / "countries"
SKU = "CASE-CLEAR"


@dataclass(frozen=True)
class Country:
    """A country to open and what is expected of it; amounts in minor units."""

    name: str
    code: str
    currency: str
    store: str
    price: int
    tax: int
    cash: int
    rounding: int
    shown: str
    major: str
    town: str
    address: dict[str, str]


SINGAPORE = Country(
    *("singapore", "SG", "SGD", "SG-ORCHARD", 2493, 206, 2495, 2, "$24.93", "24.93"),
    *("Singapore 048616", {"line1": "2 Bay Road", "postal_code": "018956", "city": "Singapore"}),
)
JAPAN = Country(
    *("japan", "JP", "JPY", "JP-GINZA", 2493, 227, 2493, 0, "2,493", "2493"),
    *(
        "100-0005 Tokyo Chiyoda-ku",
        {"line1": "1-1 Umeda", "postal_code": "530-0001", "city": "Osaka"},
    ),
)
KUWAIT = Country(
    *("kuwait", "KW", "KWD", "KW-SALMIYA", 5123, 0, 5125, 2, "KWD5.123", "5.123"),
    *("20002 Salmiya", {"line1": "Gulf Road", "postal_code": "13001", "city": "Kuwait City"}),
)
ZONES = {"singapore": "Asia/Singapore", "japan": "Asia/Tokyo", "kuwait": "Asia/Kuwait"}
COUNTRIES = [SINGAPORE, JAPAN, KUWAIT]


def take_in(desk, name):
    """Hand in the files of a country; gives what became of each."""
    runtime, folder = desk.api.runtime, FILES / name
    report = Report(None, lambda refusal: refusal.code, pytest.fail)
    return [
        import_tables(runtime, "country", folder / "country.toml", report),
        *(
            import_file(runtime, what, folder / f"{what}.csv", report)
            for what in ("prices", "stock")
        ),
    ]


@pytest.fixture(params=COUNTRIES, ids=lambda country: country.name)
def opened(request, desk):
    take_in(desk, request.param.name)
    return desk, request.param


def sent(country):
    groups = [{"kind": "ship", "address": {**country.address, "country": country.code}}]
    return shipped(SKU, 1, market=country.code, groups=groups)


def counter(country, *tenders, quantity=1):
    return {
        "channel": "till",
        "market": country.code,
        "place": country.store,
        "lines": [{"sku": SKU, "quantity": quantity}],
        "groups": [{"kind": "carry_out"}],
        "tenders": list(tenders),
    }


def documents(desk, order_id):
    """The invoice of an order: as data, page, paper and file."""
    path = f"/v1/orders/{order_id}/invoices"
    invoice = desk.api.post(path).json()
    page, pdf, xml = (
        desk.api.get(f"{path}/{invoice['invoice_id']}/{kind}") for kind in ("html", "pdf", "ubl")
    )
    paper = " ".join(one.extract_text() for one in PdfReader(BytesIO(pdf.content)).pages)
    return invoice, page.text, paper, xml.content


def total(xml, name):
    return ET.fromstring(xml).findtext(f"cac:LegalMonetaryTotal/cbc:{name}", "", SPACES)


def test_files_open_a_country_and_again_change_nothing(desk):
    first, again = take_in(desk, "singapore"), take_in(desk, "singapore")
    assert [one.changed for one in first] == [1, 1, 1]
    assert [one.changed for one in again] == [0, 0, 0]
    assert not any(one.refused for one in (*first, *again))


def test_no_python_file_knows_the_country():
    for file in Path(str(files("paraguas"))).rglob("*.py"):
        text = file.read_text("utf-8")
        assert not any(word in text for word in ('"SG"', "SGD", "Singapore", "'SG'")), file


def test_it_sells_and_invoices_with_the_decimals_of_its_currency(opened):
    desk, country = opened
    order_id = desk.place(sent(country))
    order = desk.order(order_id)
    assert (order["currency"], order["total_minor"]) == (country.currency, country.price)
    assert order["tax_minor"] == country.tax
    [parcel] = desk.parts(order_id)
    desk.deliver(parcel)
    assert desk.charged(order_id) == country.price
    invoice, page, paper, xml = documents(desk, order_id)
    assert invoice["number"].startswith(f"{country.code}-")
    assert country.shown in page
    assert country.shown in paper
    assert country.town in page
    assert total(xml, "PrepaidAmount") == country.major
    assert findings(xml) == []


def test_it_refunds_and_credits(opened):
    desk, country = opened
    order_id = desk.place({**sent(country), "lines": [{"sku": SKU, "quantity": 2}]})
    documents(desk, order_id)
    desk.cancel(order_id, {"1": 1})
    assert desk.billed(order_id) == [2 * country.price, country.price]
    [parcel] = desk.parts(order_id)
    desk.deliver(parcel)
    assert desk.charged(order_id) == country.price
    body = {"amount_minor": country.price, "reason": "scratched"}
    assert desk.api.post(f"/v1/orders/{order_id}/refunds", body).status_code == 200
    desk.settle()
    assert desk.charged(order_id) == 0


def test_cash_is_rounded_to_its_coins_told_apart_and_right_in_the_books(opened):
    desk, country = opened
    order_id = desk.place(counter(country, {"kind": "cash", "given_minor": 10_000}))
    invoice, page, paper, xml = documents(desk, order_id)
    (paid,) = invoice["paid"]
    assert (paid["amount_minor"], paid["rounding_minor"]) == (country.price, country.rounding)
    assert desk.billed(order_id) == [country.price]
    assert ("Rounding of cash" in page) is ("Rounding of cash" in paper) is bool(country.rounding)
    assert total(xml, "PayableAmount").strip("0.") == ""
    assert bool(total(xml, "PayableRoundingAmount")) is bool(country.rounding)
    assert findings(xml) == []
    (step,) = desk.book_of(order_id)
    assert step.amount_minor + step.rounding_minor == country.cash


def test_only_the_part_paid_in_cash_is_rounded(opened):
    desk, country = opened
    card = {"kind": "terminal", "amount_minor": country.price - 1002, "token": "T1"}
    order_id = desk.place(counter(country, card, {"kind": "cash"}))
    steps = {one.amount_minor: one.rounding_minor for one in desk.book_of(order_id)}
    step = 5 if country.rounding else 1
    assert steps == {country.price - 1002: 0, 1002: -2 if step == 5 else 0}
    assert desk.order(order_id)["payment_status"] == "paid"
    invoice, *_ = documents(desk, order_id)
    assert sum(one["amount_minor"] for one in invoice["paid"]) == country.price


def test_cash_given_back_is_rounded_to_coins_too(opened):
    desk, country = opened
    order_id = desk.place(counter(country, {"kind": "cash"}))
    body = {"amount_minor": country.price, "reason": "scratched"}
    assert desk.api.post(f"/v1/orders/{order_id}/refunds", body).status_code == 200
    desk.settle()
    taken, given = desk.book_of(order_id)
    assert given.amount_minor + given.rounding_minor == country.cash
    assert taken.rounding_minor == given.rounding_minor == country.rounding


def test_the_takings_of_the_day_count_the_rounding(opened):
    desk, country = opened
    desk.place(counter(country, {"kind": "cash"}))
    today = local_day(now(), ZONES[country.name])
    [cash] = desk.api.get(f"/v1/places/{country.store}/takings/{today}").json()["tenders"]
    assert (cash["captured_minor"], cash["rounding_minor"], cash["net_minor"]) == (
        *(country.price, country.rounding, country.cash),
    )
