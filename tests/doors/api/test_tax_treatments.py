"""How a sale is taxed: by buyer, border and registration; told on paper and to machines."""

from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from paraguas.invoices.actions.save_tax_rates import save_tax_rates
from paraguas.invoices.model import TaxRate, Treatment
from paraguas.journeys.checkout.draft import draft
from paraguas.journeys.checkout.slice import read_slice
from paraguas.network.actions.save_places import save_places
from paraguas.network.queries import network
from paraguas.orders.model import GroupKind, Wish, WishedGroup, WishedLine
from paraguas.plumbing.clock import now, stamp
from paraguas.values.by import SYSTEM
from paraguas.values.place import Address
from paraguas.values.time import instant
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import CARD, MADRID, fetched, shipped
from tests.doors.documents.ubl_rules import SPACES, findings

SKU, STORE = "CASE-CLEAR", "ES-MAD-SERRANO"
PRICE, NET = 2490, 2058
PARIS = {"line1": "3 rue de la Paix", "postal_code": "75002", "city": "Paris", "country": "FR"}
LONDON = {"line1": "1 Strand", "postal_code": "WC2N 5HR", "city": "London", "country": "GB"}
FRENCH = {"name": "Hélène", "organisation": "Lefèvre SARL", "tax_number": "FR 29 999999907"}
SPANISH = {"name": "Ana", "organisation": "Díaz S.L.", "tax_number": "ESB12345674"}


@pytest.fixture
def shop(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    desk.api.stock(SKU, ES_MAD_SERRANO=9, ES_GETAFE=9)
    return desk


def sent(address, person=None, **more):
    return shipped(SKU, 1, groups=[{"kind": "ship", "address": address}], **more) | {
        "person": person or {"name": "Hélène Lefèvre"}
    }


def invoiced(shop, wish):
    """Place and invoice an order: its line, the codes and reasons of the file, the page."""
    order_id = shop.place(wish)
    path = f"/v1/orders/{order_id}/invoices"
    invoice = shop.api.post(path).json()
    (line,) = invoice["lines"]
    xml = shop.api.get(f"{path}/{invoice['invoice_id']}/ubl").content
    assert findings(xml) == []
    page = shop.api.get(f"{path}/{invoice['invoice_id']}/html").text
    assert shop.billed(order_id) == [shop.order(order_id)["total_minor"]]
    return line, invoice["heading"], xml, page


def told(xml, path):
    return [one.text for one in ET.fromstring(xml).iterfind(f".//{path}", SPACES)]


def change_entity(shop, code="ES", **changes):
    entities = shop.api.get("/v1/entities").json()
    (entity,) = [one for one in entities if one["code"] == code]
    entity.pop("entity_id")
    answer = shop.api.put("/v1/entities", [{**entity, **changes}])
    assert answer.status_code == 200, answer.text


def send_to(shop, country):
    """Let the store send parcels to a country."""
    with shop.api.runtime.database.writing() as tx:
        place = network(tx).place_by_code(STORE)
        there = {**place.transit_days, country: 4}
        save_places(tx, stamp(SYSTEM), [replace(place, transit_days=there)])


@pytest.mark.parametrize(
    ("address", "person", "told_as", "treatment"),
    [
        (MADRID, None, ["S", "21"], "standard"),
        (MADRID, SPANISH, ["S", "21"], "standard"),
        (PARIS, None, ["S", "20"], "distance"),
        (PARIS, SPANISH, ["S", "20"], "distance"),
        (PARIS, FRENCH, ["K", "0"], "intra_community"),
    ],
)
def test_who_buys_and_where_it_goes_decide(shop, address, person, told_as, treatment):
    line, heading, xml, page = invoiced(shop, sent(address, person))
    assert line["tax_treatment"] == treatment
    relieved = treatment == "intra_community"
    assert line["net_minor"] + line["tax_minor"] == (NET if relieved else PRICE)
    path = "cac:TaxSubtotal/cac:TaxCategory/cbc"
    assert [*told(xml, f"{path}:ID"), *told(xml, f"{path}:Percent")] == told_as
    vat = heading["seller"]["tax_number"] == "ESA99999997"
    assert vat is (treatment in {"distance", "intra_community"})
    assert ("artículo 138" in page) is relieved


def test_without_the_one_stop_shop_a_consumer_abroad_pays_the_tax_of_where_goods_leave(shop):
    change_entity(shop, distance_scheme=False)
    line, _, xml, _ = invoiced(shop, sent(PARIS))
    assert (line["tax_rate_pcm"], line["tax_treatment"]) == (21_000, "standard")
    change_entity(shop, distance_scheme=False, tax_registrations={"FR": "FR29999999907"})
    line, heading, xml, _ = invoiced(shop, sent(PARIS))
    assert (line["tax_rate_pcm"], line["tax_treatment"]) == (20_000, "standard")
    assert heading["seller"]["tax_number"] == "FR29999999907"
    assert told(xml, "cac:TaxCategory/cbc:ID") == ["S"]


def test_goods_leave_the_tax_area_when_customs_know_the_seller(shop):
    send_to(shop, "GB")
    before = shop.api.rows()
    refused = shop.api.post("/v1/orders", sent(LONDON))
    assert (refused.status_code, refused.json()["code"]) == (409, "tax_border")
    assert shop.api.rows() == before
    change_entity(shop, exporter_number="ESA99999997")
    line, _, xml, page = invoiced(shop, sent(LONDON))
    assert (line["tax_treatment"], line["net_minor"], line["tax_minor"]) == ("export", NET, 0)
    assert told(xml, "cac:TaxCategory/cbc:ID") == ["G"]
    assert told(xml, "cac:TaxCategory/cbc:TaxExemptionReasonCode") == ["VATEX-EU-G"]
    assert "artículo 146" in page


def test_a_service_to_a_business_abroad_is_a_reverse_charge(shop):
    service = fetched("SETUP-PHONE", 1, STORE, person=FRENCH, language="fr")
    service["groups"] = [{"kind": "service", "place": STORE}]
    line, _, xml, page = invoiced(shop, service)
    assert (line["tax_treatment"], line["tax_minor"]) == ("reverse_charge", 0)
    assert told(xml, "cac:TaxCategory/cbc:ID") == ["AE"]
    assert "Autoliquidation" in page


@pytest.mark.parametrize("number", ["FR29999999908", "ESB12345675", "DE1"])
def test_a_number_no_tax_office_gives_is_refused_with_one_clear_message(shop, number):
    before = shop.api.rows()
    refused = shop.api.post("/v1/orders", sent(PARIS, {**FRENCH, "tax_number": number}))
    assert (refused.status_code, refused.json()["code"]) == (400, "tax_number_malformed")
    assert number in refused.json()["detail"]
    assert shop.api.rows() == before


@pytest.mark.parametrize(
    ("treatment", "reason", "category", "said"),
    [
        (Treatment.EXEMPT, "VATEX-EU-132-1I", "E", "Exento de impuesto."),
        (Treatment.OUTSIDE, "VATEX-EU-O", "O", "No sujeto a impuesto."),
        (None, "", "Z", ""),
    ],
)
def test_what_bears_no_rate_says_why(shop, treatment, reason, category, said):
    free = TaxRate("ES", "standard", date(2020, 1, 1), 0, "Ley", None, (), treatment, reason)
    with shop.api.runtime.database.writing() as tx:
        save_tax_rates(tx, stamp(SYSTEM), [free])
    line, _, xml, page = invoiced(shop, sent(MADRID))
    assert (line["net_minor"], line["tax_reason"]) == (PRICE, reason)
    assert told(xml, "cac:TaxCategory/cbc:ID") == [category]
    assert told(xml, "cac:TaxCategory/cbc:TaxExemptionReasonCode") == ([reason] if reason else [])
    assert said in page


def test_the_taxes_a_rate_is_made_of_stand_on_the_invoice(shop):
    shop.api.stock(SKU, US_GROVEPORT=9)
    parts = (("State", 4000), ("City", 4500), ("Metropolitan district", 375))
    city = TaxRate("US-NY-10012", "standard", date(2020, 1, 1), 8875, "Tax Law", parts=parts)
    with shop.api.runtime.database.writing() as tx:
        save_tax_rates(tx, stamp(SYSTEM), [city])
    address = {"line1": "1 Main St", "city": "New York", "region": "NY", "country": "US"}
    wish = sent({**address, "postal_code": "10012-1234"}, market="US", tenders=[CARD])
    line, _, xml, page = invoiced(shop, wish)
    assert (line["tax_rate_pcm"], line["tax_parts"]) == (8875, [list(part) for part in parts])
    assert told(xml, "cac:TaxSubtotal/cac:TaxCategory/cbc:Percent") == ["8.875"]
    (note,) = told(xml, "cbc:Note")[:1]
    for name, rate in (("State", "4%"), ("City", "4.5%"), ("Metropolitan district", "0.375%")):
        assert f"{name} {rate}" in page
        assert f"{name} {rate}" in note
    buffalo = sent({**address, "postal_code": "14201"}, market="US")
    elsewhere, _, _, _ = invoiced(shop, buffalo)
    assert elsewhere["tax_rate_pcm"] == 4000


def test_a_rate_changes_at_midnight_of_its_own_jurisdiction(shop):
    """The Spanish market sends to Lisbon, where the day begins an hour later."""
    send_to(shop, "PT")
    today = datetime.fromtimestamp(now() / 1_000_000, UTC).date()
    rates = [
        TaxRate("PT", "standard", date(2020, 1, 1), 23_000, "CIVA", today),
        TaxRate("PT", "standard", today, 6000, "CIVA"),
    ]
    with shop.api.runtime.database.writing() as tx:
        save_tax_rates(tx, stamp(SYSTEM), rates)
    midnight = instant(datetime(today.year, today.month, today.day, tzinfo=UTC))
    lisbon = Address("Rua Augusta 1", "", "1100", "Lisboa", "", "PT")
    assert [rate_at(shop, lisbon, at) for at in (midnight - 1, midnight)] == [23_000, 6000]


def rate_at(shop, address, at):
    """Draft an order as it would be placed at an instant, and give the rate of its line."""
    wish = Wish(
        *(stamp(SYSTEM, at=at), "web", "ES", (WishedLine(SKU, 1),)),
        groups=(WishedGroup(GroupKind.SHIP, address=address),),
    )
    with shop.api.runtime.database.reading() as tx:
        (line,) = draft(read_slice(tx, [wish]), wish).lines
    return line.tax_rate_pcm
