"""Invoices: one for an order over all its groups, gapless, on paper, credited, for some to read."""

from asyncio import gather
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from paraguas.journeys.afterwards import FOLLOWS
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.clock import stamp
from paraguas.staff.model import Scope
from paraguas.values.by import SYSTEM
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import ANA, MADRID, fetched, shipped, sold
from tests.doors.documents.ubl_rules import SPACES, findings

SKU = "CASE-CLEAR"
PRICE = 2490
STORE = "ES-MAD-SERRANO"
PARIS = {"line1": "3 rue de la Paix", "postal_code": "75002", "city": "Paris", "country": "FR"}
NEW_YORK = {"line1": "1 Main St", "postal_code": "10012", "city": "New York", "region": "NY"}


@pytest.fixture
def shop(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    desk.api.stock(SKU, ES_MAD_SERRANO=9, ES_GETAFE=9, FR_LIEUSAINT=9, US_GROVEPORT=9)
    return desk


def abroad(country, address, **more):
    """An order of another market than the Spanish one, shipped within it."""
    groups = [{"kind": "ship", "address": {**address, "country": country}}]
    return shipped(SKU, 1, market=country, groups=groups, **more)


def issue(shop, order_id, **how):
    return shop.api.post(f"/v1/orders/{order_id}/invoices", **how)


def invoiced(shop, wish):
    """Place an order, have it invoiced now, and give the invoice."""
    return issue(shop, shop.place(wish)).json()


def paper(shop, order_id, document, kind, **how):
    return shop.api.get(f"/v1/orders/{order_id}/invoices/{document['invoice_id']}/{kind}", **how)


def told(file, path):
    return ET.fromstring(file.content).find(path, SPACES).text


def major(amount_minor):
    return f"{amount_minor // 100}.{amount_minor % 100:02}"


def facts(shop, stream, name):
    told = shop.api.get(f"/v1/streams/{stream}/facts").json()["facts"]
    return [one["body"] for one in told if one["name"] == name]


def test_one_invoice_for_all_groups_once_the_last_has_gone(shop):
    wish = fetched(SKU, 2, STORE)
    wish["lines"].append({"sku": SKU, "quantity": 1, "group": 1})
    wish["groups"].append({"kind": "ship", "address": MADRID})
    order_id = shop.place(wish)
    pick_up, parcel = shop.parts(order_id)
    shop.hand_over(pick_up)
    assert shop.invoices(order_id) == []
    shop.steps(parcel, "accept", "pick", "pack", "ship")
    shop.settle()
    (invoice,) = shop.invoices(order_id)
    shop.step(parcel, "deliver")
    shop.settle()
    assert shop.invoices(order_id) == [invoice]
    assert issue(shop, order_id).json() == invoice
    assert [(line["group"], line["units"]) for line in invoice["lines"]] == [
        *(("pick_up", 2), ("ship", 1))
    ]
    order = shop.order(order_id)
    assert shop.billed(order_id) == [order["total_minor"]] == [3 * PRICE]
    assert sum(line["tax_minor"] for line in invoice["lines"]) == order["tax_minor"]
    assert invoice["paid"] == [
        {"kind": "card", "amount_minor": 3 * PRICE, "label": "", "rounding_minor": 0}
    ]
    (told,) = facts(shop, order_id, "invoice.issued.v1")
    assert (told["number"], told["net_minor"] + told["tax_minor"]) == (
        *(invoice["number"], 3 * PRICE),
    )


def test_numbers_have_no_gaps_in_each_entity_whatever_is_refused_between(shop):
    first = invoiced(shop, shipped(SKU, 1))
    gone = shop.place(shipped(SKU, 1))
    shop.cancel(gone)
    nothing = issue(shop, gone)
    assert (nothing.status_code, nothing.json()["code"]) == (409, "nothing_to_invoice")
    french = invoiced(shop, abroad("FR", PARIS))
    second = invoiced(shop, shipped(SKU, 1))
    year = first["issued_on"][:4]
    assert [one["number"] for one in (first, second, french)] == [
        *(f"ES-{year}-000001", f"ES-{year}-000002", f"FR-{year}-000001")
    ]
    assert first["heading"]["seller"]["name"] != french["heading"]["seller"]["name"]


@pytest.mark.parametrize(
    ("country", "address", "rate_pcm", "on_top"),
    [("ES", MADRID, 21_000, False), ("FR", PARIS, 20_000, False), ("US", NEW_YORK, 4000, True)],
)
def test_tax_is_that_of_the_table_where_it_goes(shop, country, address, rate_pcm, on_top):
    order_id = shop.place(abroad(country, address))
    (line,) = issue(shop, order_id).json()["lines"]
    assert shop.billed(order_id) == [shop.order(order_id)["total_minor"]]
    base = line["net_minor"] if on_top else line["net_minor"] + line["tax_minor"]
    whole = 100_000 if on_top else 100_000 + rate_pcm
    assert line["tax_rate_pcm"] == rate_pcm
    assert line["tax_minor"] == (2 * base * rate_pcm + whole) // (2 * whole)


def test_a_part_of_a_tax_that_comes_on_top_is_charged_and_invoiced_with_it(shop):
    order_id = shop.place(
        shipped(
            *(SKU, 3),
            market="US",
            groups=[{"kind": "ship", "address": {**NEW_YORK, "country": "US"}}],
        )
    )
    before = shop.order(order_id)
    shop.cancel(order_id, {"1": 1})
    (parcel,) = shop.parts(order_id)
    shop.deliver(parcel)
    worth = shop.order(order_id)["lines"][0]["line"]
    kept = before["total_minor"] - before["total_minor"] // 3
    assert worth["tax_minor"] == before["tax_minor"] > 0
    assert shop.charged(order_id) == shop.billed(order_id)[0]
    assert abs(shop.charged(order_id) - kept) <= 1
    (gone,) = facts(shop, order_id, "order.cancelled.v1")
    assert gone["amount_minor"] == before["total_minor"] - shop.charged(order_id)


def test_a_sale_over_the_counter_is_invoiced_when_somebody_asks(shop):
    order_id = shop.place(sold(SKU, 2, STORE, person={**ANA, "tax_number": "12345678Z"}))
    assert shop.statuses(order_id) == ("completed", "delivered", "paid")
    assert shop.invoices(order_id) == []
    asked = issue(shop, order_id)
    assert asked.status_code == 201
    (invoice,) = shop.invoices(order_id)
    assert invoice == asked.json()
    assert invoice["heading"]["buyer"]["tax_number"] == "12345678Z"
    assert [line["group"] for line in invoice["lines"]] == ["carry_out"]
    (paid,) = invoice["paid"]
    assert (paid["kind"], paid["amount_minor"], paid["rounding_minor"]) == ("cash", 2 * PRICE, 0)


@pytest.mark.parametrize(
    ("language", "title", "total"),
    [("es", "Factura", "24,90 €"), ("fr", "Facture", "24,90 €"), ("en", "Invoice", "€24.90")],
)
def test_page_and_pdf_say_the_same_in_the_language_of_the_order(shop, language, title, total):
    order_id = shop.place(shipped(SKU, 1, language=language, person=ANA))
    document = issue(shop, order_id).json()
    page = paper(shop, order_id, document, "html")
    pdf = paper(shop, order_id, document, "pdf")
    assert page.headers["content-type"].startswith("text/html")
    assert pdf.headers["content-type"].startswith("application/pdf")
    printed = "\n".join(one.extract_text() for one in PdfReader(BytesIO(pdf.content)).pages)
    for text in (page.text, printed):
        plain = text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
        for said in (title, document["number"], ANA["name"], total, SKU):
            assert said in plain


def test_units_cancelled_after_the_invoice_are_credited_in_a_series_of_their_own(shop):
    order_id = shop.place(shipped(SKU, 3))
    invoice = issue(shop, order_id).json()
    shop.cancel(order_id, {"1": 2})
    shop.cancel(order_id)
    kept, first, second = shop.invoices(order_id)
    assert kept == invoice
    year = invoice["issued_on"][:4]
    assert [one["number"] for one in (first, second)] == [f"ESR-{year}-{n:06}" for n in (1, 2)]
    for note, units in ((first, 2), (second, 1)):
        origin = {"invoice_id": invoice["invoice_id"], "number": invoice["number"]}
        assert note["refers_to"] == {**origin, "reason": "cancelled"}
        assert [line["units"] for line in note["lines"]] == [units]
        assert invoice["number"] in paper(shop, order_id, note, "html").text
        assert paper(shop, order_id, note, "pdf").content.startswith(b"%PDF")
    assert shop.billed(order_id) == [3 * PRICE, 2 * PRICE, PRICE]
    told = facts(shop, order_id, "invoice.credited.v1")
    assert [(one["number"], one["refers_to"], one["reason"]) for one in told] == [
        (note["number"], invoice["invoice_id"], "cancelled") for note in (first, second)
    ]
    assert shop.statuses(order_id) == ("cancelled", "cancelled", "voided")


@pytest.mark.parametrize(
    ("wish", "country"),
    [
        (shipped(SKU, 3, person=ANA), "ES"),
        (sold(SKU, 2, STORE), "ES"),
        (abroad("FR", PARIS, person={**ANA, "tax_number": "FR29999999907"}), "FR"),
        (abroad("US", NEW_YORK), "US"),
    ],
    ids=["parcel", "till", "company", "tax on top"],
)
def test_an_invoice_is_a_file_by_the_european_norm(shop, wish, country):
    order_id = shop.place(wish)
    invoice = issue(shop, order_id).json()
    file = paper(shop, order_id, invoice, "ubl")
    assert file.headers["content-type"] == "application/xml"
    named = f'attachment; filename="{invoice["number"]}.xml"'
    assert file.headers["content-disposition"] == named
    assert findings(file.content) == []
    total = shop.order(order_id)["total_minor"]
    assert told(file, "cbc:ID") == invoice["number"]
    assert told(file, "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount") == major(total)
    assert told(file, "cac:LegalMonetaryTotal/cbc:PayableAmount") == "0.00"
    assert told(file, ".//cac:AccountingCustomerParty//cbc:IdentificationCode") == country


def test_a_credit_note_is_a_file_that_names_its_invoice(shop):
    order_id = shop.place(shipped(SKU, 3))
    invoice = issue(shop, order_id).json()
    shop.cancel(order_id, {"1": 2})
    note = shop.invoices(order_id)[1]
    file = paper(shop, order_id, note, "ubl")
    assert findings(file.content) == []
    assert told(file, "cbc:CreditNoteTypeCode") == "381"
    assert told(file, "cac:BillingReference//cbc:ID") == invoice["number"]
    assert told(file, "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount") == major(2 * PRICE)


def test_a_seller_whose_address_names_no_country_is_in_its_own(shop):
    entity = next(e for e in shop.api.get("/v1/entities").json() if e["code"] == "ES")
    del entity["entity_id"]
    entity["address"]["country"] = ""
    assert shop.api.put("/v1/entities", [entity]).json() == {"changed": 1}
    order_id = shop.place(shipped(SKU, 1))
    file = paper(shop, order_id, issue(shop, order_id).json(), "ubl")
    assert findings(file.content) == []
    assert told(file, "cac:AccountingSupplierParty//cbc:IdentificationCode") == "ES"


def test_an_invoice_is_read_by_whom_it_is_opened_to_and_under_its_own_order(shop):
    order_id, other = shop.place(shipped(SKU, 1)), shop.place(shipped(SKU, 1))
    document = issue(shop, order_id).json()
    seller = shop.api.key_of("shop", Scope.ORDERS_READ, Scope.STORE_WORK)
    reader = shop.api.key_of("shop", Scope.INVOICES_READ)
    path = f"/v1/orders/{order_id}/invoices"
    assert shop.api.get(path, secret=seller).json()["code"] == "scope_missing"
    assert shop.api.get(path, secret=reader).json() == [document]
    refused = issue(shop, other, secret=reader)
    assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")
    assert shop.invoices(other) == []
    for kind in ("html", "pdf", "ubl"):
        assert paper(shop, order_id, document, kind, secret=seller).status_code == 403
        assert paper(shop, order_id, document, kind, secret=reader).status_code == 200
        assert paper(shop, order_id, document, kind, secret="").status_code == 401
        foreign = paper(shop, other, document, kind, secret=reader)
        assert (foreign.status_code, foreign.json()["code"]) == (404, "invoice_absent")


def test_asked_for_twice_at_once_it_is_one_with_one_number(shop):
    order_id = shop.place(shipped(SKU, 1))

    async def both():
        path = f"/v1/orders/{order_id}/invoices"
        return await gather(shop.api.ask("POST", path), shop.api.ask("POST", path))

    answers = shop.api.run(both())
    assert {answer.status_code for answer in answers} == {201}
    assert answers[0].json() == answers[1].json()
    (kept,) = shop.invoices(order_id)
    assert kept["number"].endswith("-000001")


def test_a_till_sale_that_anything_becomes_of_is_not_invoiced_by_itself(shop):
    order_id = shop.place(sold(SKU, 1, STORE))
    with shop.api.runtime.database.writing() as tx:
        for fact in ("order.lines_moved.v1", "order.cancelled.v1"):
            heard = Chore("0" * 32, 0, "follow:invoice", order_id, 1, b"{}")
            FOLLOWS[fact]["invoice"](tx, stamp(SYSTEM), heard)
    assert shop.invoices(order_id) == []
