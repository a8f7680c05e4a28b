from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from paraguas.doors.documents.invoice_ubl import NORM, render_ubl
from paraguas.invoices.model import Paid, Party
from paraguas.values.money import exponent
from tests.doors.documents.papers import HELENE, OHIO, credit_note, document
from tests.doors.documents.ubl_rules import SPACES, findings
from tests.doors.documents.varied import documents

PARTY = ("cac:AccountingSupplierParty/cac:Party/", "cac:AccountingCustomerParty/cac:Party/")
"""Of the seller, and of the buyer."""
TOTAL = "cac:LegalMonetaryTotal/cbc:"


def said(xml, path):
    found = ET.fromstring(xml).findall(path, SPACES)
    return [one.text for one in found]


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_documents_of_all_sorts_keep_the_rules_of_the_norm(given_document):
    xml = render_ubl(given_document)
    assert findings(xml) == []
    # The amounts are those on the paper, whatever had to be rounded.
    places = exponent(given_document.heading.currency)
    paid = sum(one.amount_minor for one in given_document.paid)
    for path, amount_minor in (
        (f"{TOTAL}PayableAmount", given_document.gross_minor - paid),
        (f"{TOTAL}LineExtensionAmount", given_document.net_minor),
    ):
        assert said(xml, path) == [str(Decimal(amount_minor).scaleb(-places))]
    assert said(xml, "*/cbc:LineExtensionAmount")[1:] == [
        str(Decimal(line.net_minor).scaleb(-places)) for line in given_document.lines
    ]


EUR = ' currencyID="EUR">'
BROKEN = [
    ("urn:cen.eu:en16931:2017", "urn:other", "BR-01"),
    ("<cbc:ID>MAD-2025-000123</cbc:ID>", "", "BR-02"),
    (">2025-11-18<", "><", "BR-03"),
    (">380<", ">381<", "BR-04"),
    ("<cbc:RegistrationName>Núria Àlvarez</cbc:RegistrationName>", "", "BR-07"),
    ("<cbc:IdentificationCode>ES</cbc:IdentificationCode>", "", "BR-09"),
    ('"H87"', '"PCE"', "BR-23"),
    ("<cbc:Name>Teléfono Arco 12</cbc:Name>", "", "BR-25"),
    (f"<cbc:PriceAmount{EUR}", f"<cbc:PriceAmount{EUR}-", "BR-27"),
    ("ReasonCode>95<", "ReasonCode><", "BR-42"),
    (">ESB12345674<", ">12345674<", "BR-CO-09"),
    (f"<cbc:LineExtensionAmount{EUR}7", f"<cbc:LineExtensionAmount{EUR}1", "BR-CO-10"),
    (f"<cbc:TaxExclusiveAmount{EUR}7", f"<cbc:TaxExclusiveAmount{EUR}8", "BR-CO-13"),
    (f"<cbc:TaxAmount{EUR}1", f"<cbc:TaxAmount{EUR}2", "BR-CO-14"),
    (f"<cbc:TaxInclusiveAmount{EUR}9", f"<cbc:TaxInclusiveAmount{EUR}8", "BR-CO-15"),
    (f"<cbc:PrepaidAmount{EUR}9", f"<cbc:PrepaidAmount{EUR}8", "BR-CO-16"),
    ("Percent>21<", "Percent>20<", "BR-CO-17"),
    (f"<cbc:PayableAmount{EUR}0.00", f"<cbc:PayableAmount{EUR}1.00", "BR-CO-25"),
    (f"<cbc:TaxableAmount{EUR}7", f"<cbc:TaxableAmount{EUR}8", "BR-S-08"),
    ("<cbc:ID>S</cbc:ID>", "<cbc:ID>Z</cbc:ID>", "BR-S-05"),
    (f"<cbc:PayableAmount{EUR}0.00", f"<cbc:PayableAmount{EUR}0", "BR-DEC"),
    ("<cbc:IssueDate>2025-11-18</cbc:IssueDate>", "<cbc:Note>x</cbc:Note>", "out of order"),
]  # fmt: skip


@pytest.mark.parametrize(("good", "bad", "rule"), BROKEN, ids=[rule for _, _, rule in BROKEN])
def test_a_broken_rule_is_found(good, bad, rule):
    xml = render_ubl(document()).decode()
    assert findings(xml.encode()) == []
    assert good in xml
    assert rule in " ".join(findings(xml.replace(good, bad, 1).encode()))


def test_an_invoice_says_who_sells_what_to_whom():
    xml = render_ubl(document(buyer=replace(HELENE, email="helene@example.com")))
    assert said(xml, f"{PARTY[0]}cac:PartyLegalEntity/*") == ["Paraguas Ibérica, S.L."]
    assert said(xml, f"{PARTY[1]}cac:PartyLegalEntity/*") == ["Hélène <Lefèvre>"]
    assert said(xml, f"{PARTY[1]}cac:PostalAddress/cac:Country/*") == ["FR"]
    assert said(xml, f"{PARTY[1]}cac:Contact/*") == ["helene@example.com"]
    assert said(xml, "cac:Delivery//cbc:CityName") == ["Lyon"]
    assert said(xml, "cac:InvoiceLine/cac:Item/cbc:Name")[0] == "Teléfono Arco 12"
    assert said(xml, "cac:InvoiceLine/cac:Item/cac:SellersItemIdentification/*")[0] == "SKU-1"


def test_each_rate_is_stated_once_with_its_sums():
    xml = render_ubl(document())
    assert said(xml, "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:Percent") == ["21", "4"]
    assert said(xml, "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxableAmount") == ["766.95", "5.62"]
    assert said(xml, "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount") == ["161.05", "0.23"]


def test_a_discount_and_weighed_goods_come_to_the_net_exactly():
    xml = render_ubl(document())
    assert said(xml, "cac:InvoiceLine/cac:AllowanceCharge/cbc:Amount") == ["82.64"]
    assert said(xml, "cac:InvoiceLine/cac:Price/*")[-2:] == ["5.62", "1500"]
    assert said(xml, "cac:InvoiceLine/cbc:InvoicedQuantity") == ["1", "1", "1500"]


@pytest.mark.parametrize(
    ("paid", "code", "left"),
    [
        ((), [], "933.85"),
        ((Paid("cash", 93_385),), ["10"], "0.00"),
        ((Paid("card", 50_000, "4242"), Paid("terminal", 43_385)), ["48"], "0.00"),
        ((Paid("gift_card", 5_000),), ["ZZZ"], "883.85"),
        ((Paid("gift_card", 5_000), Paid("card", 88_385)), ["1"], "0.00"),
    ],
)
def test_what_is_paid_is_told_and_what_is_left_has_terms(paid, code, left):
    xml = render_ubl(replace(document("en"), paid=paid))
    assert said(xml, "cac:PaymentMeans/cbc:PaymentMeansCode") == code
    assert said(xml, f"{TOTAL}PayableAmount") == [left]
    assert said(xml, "cac:PaymentTerms/cbc:Note") == (
        [] if left == "0.00" else ["Payable on receipt."]
    )
    assert findings(xml) == []


@pytest.mark.parametrize(
    ("number", "vat", "scheme", "identified"),
    [
        ("ESB12345674", True, ["VAT"], []),
        ("B12345674", False, ["TAX"], ["B12345674"]),
        ("31-1234567", False, ["TAX"], ["31-1234567"]),
    ],
)
def test_a_number_that_is_not_one_of_vat_identifies_the_seller(number, vat, scheme, identified):
    seller = replace(document().heading.seller, tax_number=number, vat=vat)
    xml = render_ubl(document(seller=seller))
    assert said(xml, f"{PARTY[0]}cac:PartyTaxScheme/cac:TaxScheme/*") == scheme
    assert said(xml, f"{PARTY[0]}cac:PartyTaxScheme/cbc:CompanyID") == [number]
    assert said(xml, f"{PARTY[0]}cac:PartyIdentification/*") == identified
    assert findings(xml) == []


def test_somebody_at_a_till_has_a_name_and_the_country_of_the_seller():
    xml = render_ubl(document("en", inclusive=False, currency="USD", seller=OHIO, buyer=Party()))
    assert said(xml, f"{PARTY[1]}cac:PartyLegalEntity/*") == ["Customer in store"]
    assert said(xml, f"{PARTY[1]}cac:PostalAddress/cac:Country/*") == ["US"]
    assert said(xml, "cac:Delivery") == []
    assert findings(xml) == []


@pytest.mark.parametrize("name", ["", " "])
def test_a_person_without_a_name_goes_by_her_address(name):
    buyer = Party(name, email="ana@example.com", tax_number="12345678Z")
    xml = render_ubl(document(buyer=buyer))
    assert said(xml, f"{PARTY[1]}cac:PartyLegalEntity/*") == ["ana@example.com"]
    assert said(xml, f"{PARTY[1]}cac:PartyIdentification/*") == ["12345678Z"]
    assert said(xml, f"{PARTY[1]}cac:PartyTaxScheme") == []
    assert findings(xml) == []


def test_what_a_till_recorded_without_a_quantity_is_one_piece():
    whole = document()
    (*others, rice) = whole.lines
    xml = render_ubl(replace(whole, lines=(*others, replace(rice, units=0, quantity=0))))
    quantity = ET.fromstring(xml).findall("cac:InvoiceLine/cbc:InvoicedQuantity", SPACES)[-1]
    assert (quantity.text, quantity.get("unitCode")) == ("1", "H87")
    assert findings(xml) == []


def test_a_credit_note_names_its_invoice_and_gives_back():
    xml = render_ubl(credit_note())
    assert said(xml, "cbc:CreditNoteTypeCode") == ["381"]
    assert said(xml, "cac:BillingReference//cbc:ID") == ["MAD-2025-000123"]
    assert said(xml, "cbc:Note") == ["Devolución"]
    assert said(xml, "cac:CreditNoteLine/cbc:CreditedQuantity") == ["1"]
    assert said(xml, f"{TOTAL}PayableAmount") == ["899.00"]
    assert findings(xml) == []


@pytest.mark.parametrize(
    ("currency", "payable", "norm"),
    [("EUR", "0.01", [NORM]), ("JPY", "1", [NORM]), ("KWD", "0.001", [])],
)
def test_a_currency_keeps_its_decimals_and_the_norm_knows_two(currency, payable, norm):
    paid = (Paid("cash", document().gross_minor - 1),)
    xml = render_ubl(replace(document(currency=currency), paid=paid))
    assert said(xml, f"{TOTAL}PayableAmount") == [payable]
    assert said(xml, "cbc:CustomizationID") == norm


def test_what_xml_forbids_is_replaced_and_the_rest_is_text():
    name = "A\x00B\x1b & <i>\ud800\uffff ]]> \N{SNOWMAN}"
    xml = render_ubl(document(buyer=replace(HELENE, name=name)))
    mark = "\N{REPLACEMENT CHARACTER}"
    assert said(xml, f"{PARTY[1]}cac:PartyLegalEntity/*") == [
        f"A{mark}B{mark} & <i>{mark}{mark} ]]> \N{SNOWMAN}"
    ]


def test_the_same_document_gives_the_same_bytes():
    assert render_ubl(document("fr", more=5)) == render_ubl(document("fr", more=5))
