"""Between entities: goods another entity's place gives out are owed, stated by month, both ways."""

from io import BytesIO

import pypdf
import pytest
from msgspec.structs import replace

from paraguas.journeys.money.between_entities import Returned, note_returned_elsewhere
from paraguas.network.actions.save_places import save_places
from paraguas.network.queries import network
from paraguas.orders.queries import order as read_order
from paraguas.plumbing.clock import now, stamp
from paraguas.returns.events import ReturnSettled
from paraguas.values.by import SYSTEM
from paraguas.values.time import local
from paraguas.views.auditing import audit
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import fetched

SKU, STORE = "CASE-CLEAR", "ES-MAD-SERRANO"


@pytest.fixture
def abroad(desk):
    """A store in a Spanish market that belongs to the French entity."""
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    desk.api.stock(SKU, ES_MAD_SERRANO=20)
    with desk.api.runtime.database.writing() as tx:
        net = network(tx)
        place = net.place_by_code(STORE)
        other = next(one for one in net.entities if one.entity_id != place.entity_id)
        seller = net.entity(place.entity_id)
        save_places(tx, stamp(SYSTEM), [replace(place, entity_id=other.entity_id)])
    desk.seller, desk.server = seller, other
    return desk


def save(desk, *rules, **more):
    body = {"rules": list(rules), "reason": "agreed for the year", **more}
    return desk.api.put("/v1/intercompany/transfer-prices", body)


def fetch(desk, units=2):
    order_id = desk.place(fetched(SKU, units, STORE))
    (part,) = desk.parts(order_id)
    desk.hand_over(part)
    desk.settle()
    return order_id


def owed(desk, order_id):
    told = desk.api.get(f"/v1/orders/{order_id}/intercompany").json()
    return {(one["entity_id"], one["kind"]): one["amount_minor"] for one in told}


def net_of(desk, order_id):
    (line,) = desk.order(order_id)["lines"]
    return line["line"]["amount_minor"] - line["line"]["tax_minor"]


def statement(desk, form=""):
    month = f"{local(now(), desk.seller.zone):%Y-%m}"
    pair = f"{desk.server.code}/{desk.seller.code}"
    return desk.api.get(f"/v1/intercompany/statements/{pair}/{month}{form}")


def sound(desk):
    with desk.api.runtime.database.reading() as tx:
        return [finding for check in audit(tx, at=now()) for finding in check.findings] == []


def test_goods_another_entitys_store_hands_over_are_owed_to_it(abroad):
    order_id = fetch(abroad)
    net, (seller, server) = net_of(abroad, order_id), (abroad.seller, abroad.server)
    assert owed(abroad, order_id) == {
        (server.entity_id, "goods"): net,
        (seller.entity_id, "goods"): -net,
    }
    assert sound(abroad)


def test_transfer_prices_are_data_and_frozen_on_what_was_priced(abroad):
    first = fetch(abroad)
    rule = {"seller": abroad.seller.code, "server": abroad.server.code, "share_pcm": 60_000}
    assert save(abroad, rule, based_on=0).json()["version"] == 1
    second = fetch(abroad)
    side = (abroad.server.entity_id, "goods")
    assert owed(abroad, first)[side] == net_of(abroad, first)
    assert owed(abroad, second)[side] == (net_of(abroad, second) * 6 + 5) // 10
    cost = {"sku": SKU, "unit_minor": 321, "currency": "EUR"}
    save(abroad, cost)
    third = fetch(abroad, 3)
    assert owed(abroad, third)[side] == 963
    versions = abroad.api.get("/v1/intercompany/transfer-prices").json()
    assert [one["version"] for one in versions] == [2, 1]


def test_an_order_its_own_entity_serves_owes_nobody(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    desk.api.stock(SKU, ES_MAD_SERRANO=20)
    assert owed(desk, fetch(desk)) == {}


def test_a_month_is_stated_for_two_as_json_csv_and_pdf(abroad):
    one, two = fetch(abroad), fetch(abroad, 1)
    told = statement(abroad).json()
    whole = net_of(abroad, one) + net_of(abroad, two)
    assert told["balances"] == [{"currency": "EUR", "before_minor": 0, "moved_minor": whole}]
    assert [entry["order_id"] for entry in told["entries"]] == [one, two]
    heading, *rows = statement(abroad, "/csv").text.splitlines()
    assert heading.startswith("at,kind,order")
    assert [row.split(",")[-2] for row in rows] == [
        str(net_of(abroad, one)),
        str(net_of(abroad, two)),
    ]
    paper = statement(abroad, "/pdf")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(paper.content)).pages)
    assert abroad.order(one)["number"] in text
    assert abroad.seller.name in text


def test_a_return_taken_in_elsewhere_charges_the_goods_and_gives_the_cash_back(abroad):
    order_id = fetch(abroad)
    with abroad.api.runtime.database.writing() as tx:
        order = read_order(tx, order_id)
        taker = abroad.server.entity_id
        came = Returned("c" * 32, "d" * 32, taker, {1: 1}, cash_minor=500)
        note_returned_elsewhere(tx, stamp(SYSTEM), order, came)
        note_returned_elsewhere(tx, stamp(SYSTEM), order, came)
    found = owed(abroad, order_id)
    half = found[abroad.seller.entity_id, "goods_back"]
    assert half == (net_of(abroad, order_id) + 1) // 2
    assert found[abroad.server.entity_id, "refund"] == 500
    (balance,) = statement(abroad).json()["balances"]
    assert balance["moved_minor"] == net_of(abroad, order_id) - half + 500
    assert sound(abroad)


def test_the_fact_of_a_settled_return_is_followed(abroad):
    order_id = fetch(abroad)
    fact = ReturnSettled(
        order_id=order_id,
        return_id="d" * 32,
        number="R-1",
        entity_id=abroad.seller.entity_id,
        place_id=None,
        place_entity_id=abroad.server.entity_id,
        currency="EUR",
        goods_minor=2490,
        fee_minor=0,
        amount_minor=2490,
        refunded_minor=2490,
        cash_minor=2490,
        credited_minor=0,
        short_minor=0,
        lines=[{"line_no": 1, "quantity": 1}],
    )
    with abroad.api.runtime.database.writing() as tx:
        tx.announce(stamp(SYSTEM), order_id, fact)
    abroad.settle()
    assert owed(abroad, order_id)[abroad.server.entity_id, "refund"] == 2490
    assert owed(abroad, order_id)[abroad.seller.entity_id, "goods_back"] > 0


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ([{"seller": "NOBODY", "share_pcm": 1}], "entity_unknown"),
        ([{"sku": SKU}], "transfer_price_malformed"),
        ([{"share_pcm": 1, "unit_minor": 1, "currency": "EUR"}], "transfer_price_malformed"),
        ([{"unit_minor": 1}], "transfer_price_malformed"),
    ],
)
def test_prices_that_make_no_sense_are_refused(abroad, rules, code):
    assert save(abroad, *rules).json()["code"] == code
    assert abroad.api.get("/v1/intercompany/transfer-prices").json() == []


def test_two_who_save_at_once_do_not_overwrite_each_other(abroad):
    save(abroad, {"share_pcm": 50_000}, based_on=0)
    assert (
        save(abroad, {"share_pcm": 60_000}, based_on=0).json()["code"] == "transfer_prices_changed"
    )


def test_statements_of_nobody_are_refused(abroad):
    def code(path):
        return abroad.api.get(f"/v1/intercompany/statements/{path}").json()["code"]

    one, other = abroad.seller.code, abroad.server.code
    assert code(f"{one}/{one}/2026-05") == "statement_pair"
    assert code(f"{one}/NOBODY/2026-05") == "entity_unknown"
    assert code(f"{one}/{other}/2026-13") == "statement_month"
