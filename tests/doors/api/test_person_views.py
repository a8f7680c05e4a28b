"""The whole view of a person: found by whatever somebody holds, at a glance, and what happened."""

import pytest

from paraguas.journeys.checkout.placing import place_orders
from paraguas.orders.model import (
    GroupKind,
    Person,
    Recorded,
    Wish,
    WishedGroup,
    WishedLine,
    WishedTender,
)
from paraguas.plumbing.clock import stamp
from paraguas.plumbing.tx import on_statement
from paraguas.staff.model import Scope
from paraguas.values.by import By
from tests.doors.api.members import give, join
from tests.doors.api.people import ANA, LUIS, links, person_of, take_in
from tests.doors.api.wishes import fetched, shipped

HER = {"name": "Ana García", "email": ANA["emails"][0], "phone": ANA["phones"][0]}


def found(api, text, **more):
    answer = api.get("/v1/persons", params={"find": text, **more})
    assert answer.status_code == 200, answer.text
    return [(one["person_id"], one["by"]) for one in answer.json()]


def bought(api, wish):
    answer = api.post("/v1/orders", wish)
    assert answer.status_code == 201, answer.text
    return answer.json()


def overview(api, person_id):
    return api.get(f"/v1/persons/{person_id}/overview").json()


def timeline(api, person_id, **asked):
    return api.get(f"/v1/persons/{person_id}/timeline", params=asked).json()


def test_a_person_is_found_by_any_number_point_or_name(desk):
    api = desk.api
    card, channel = "7700-1234-5678", {"kind": "whatsapp", "value": "ES.1234"}
    more = {"loyalty_cards": [card], "national_id": "X1234567L", "channel_ids": [channel]}
    ana = person_of(api, {**ANA, **more}, external="c-1")
    api.stock("CASE-CLEAR", ES_GETAFE=5)
    order = bought(api, shipped("CASE-CLEAR", 1, person=HER, external="shop-77"))
    desk.settle()
    number, order_id = order["number"], order["order_id"]
    for text in (number, number.lower(), order_id, "web:shop-77"):
        assert found(api, text)[0] == (ana, "order"), text
    for text in ("ANA.garcia@example.com", "600 123 456", "+34600123456", card, "X1234567L"):
        assert found(api, text)[0][0] == ana, text
    assert found(api, "whatsapp:ES.1234")[0] == (ana, "identifier")
    assert found(api, ana) == [(ana, "id")]
    assert (ana, "name") in found(api, "Ana García López")
    assert found(api, "nobody@example.com") == []
    person_of(api, LUIS)
    assert found(api, LUIS["emails"][0])[0][0] != ana


def test_a_guest_is_found_by_name_though_nothing_follows_from_one(api):
    api.stock("CASE-CLEAR", ES_GETAFE=5)
    for mail in ("one@example.com", "two@example.com"):
        bought(api, shipped("CASE-CLEAR", 1, person={"name": "Nadia Ruiz", "email": mail}))
    take_in(api)
    hits = found(api, "Nadia Ruiz")
    assert [by for _, by in hits] == ["name", "name"]
    assert api.get("/v1/customers/review").json()["pairs"] == []
    assert len(found(api, "Nadia Ruiz", limit=1)) == 1


def test_a_person_is_found_by_the_invoice_she_holds(desk):
    api = desk.api
    api.stock("CASE-CLEAR", ES_GETAFE=5)
    order_id = desk.place(shipped("CASE-CLEAR", 1, person=HER))
    [part] = desk.parts(order_id)
    desk.deliver(part)
    [invoice] = desk.invoices(order_id)
    take_in(api)
    record_id = api.get(f"/v1/orders/{order_id}").json()["record_id"]
    assert found(api, invoice["number"]) == [(record_id, "invoice")]


def test_orders_of_all_her_records_stand_at_a_glance_and_part_with_them(desk):
    api = desk.api
    api.stock("CASE-CLEAR", ES_GETAFE=5, ES_MAD_SERRANO=5)
    one = bought(api, shipped("CASE-CLEAR", 1, person={"email": "a@example.com"}))
    other = bought(api, fetched("CASE-CLEAR", 1, "ES-MAD-SERRANO", person={"phone": "600111222"}))
    desk.cancel(one["order_id"])
    take_in(api)
    records = [
        api.get(f"/v1/orders/{each['order_id']}").json()["record_id"] for each in (one, other)
    ]
    api.post(f"/v1/persons/{records[0]}/merge", {"other": records[1], "reason": "she said so"})
    seen = overview(api, records[1])
    assert (seen["person_id"], seen["order_count"]) == (records[0], 2)
    assert [each["number"] for each in seen["orders"]] == [other["number"], one["number"]]
    assert seen["promises"] == {"dropped": 1, "open": 1}
    assert [each["moment"] for each in seen["letters"]] == ["cancelled"]
    [link] = links(api, records[0])
    api.post(f"/v1/customers/links/{link['link_id']}/retract", {"reason": "she did not"})
    assert [each["number"] for each in overview(api, records[1])["orders"]] == [other["number"]]


def test_what_happened_is_told_in_words_over_orders_and_decisions_page_by_page(api):
    ana = person_of(api, ANA)
    api.stock("CASE-CLEAR", ES_GETAFE=5)
    order = bought(api, shipped("CASE-CLEAR", 1, person=HER))
    cancelled = api.post(f"/v1/orders/{order['order_id']}/cancel", {"reason": "customer_asked"})
    assert cancelled.status_code == 200, cancelled.text
    whole = timeline(api, ana, language="en")
    told = [(each["number"], each["told"]["name"]) for each in whole["happenings"]]
    assert told[-1] == (None, "customer.recorded.v1")
    assert (order["number"], "order.placed.v1") in told
    assert (order["number"], "order.cancelled.v1") in told
    assert (
        whole["happenings"][-1]["told"]["what"] == "The web account told something of this customer"
    )
    assert any("Pedido" in each["told"]["what"]
               for each in timeline(api, ana, language="es")["happenings"])  # fmt: skip
    pages, cursor = [], ""
    while cursor is not None:
        page = timeline(api, ana, language="en", limit=2, before=cursor)
        pages, cursor = [*pages, *page["happenings"]], page["next"]
    assert pages == whole["happenings"]
    again = api.get(f"/v1/persons/{ana}/timeline", params={"language": "en"})
    assert again.content == api.get(f"/v1/persons/{ana}/timeline?language=en").content
    for cursor in ("x", "0" * 32, "g" * 48):
        refused = api.get(f"/v1/persons/{ana}/timeline", params={"before": cursor})
        assert (refused.status_code, refused.json()["code"]) == (400, "malformed")
    refused = api.get(f"/v1/persons/{ana}/timeline", params={"before": "x"})
    assert (refused.status_code, refused.json()["code"]) == (400, "malformed")


def test_points_goods_promises_and_messages_stand_in_her_life_once_each(desk):
    api = desk.api
    ana = person_of(api, ANA)
    number = join(desk, person=ana)
    give(desk, number, 70)
    api.stock("CASE-CLEAR", ES_GETAFE=5, ES_MAD_SERRANO=5)
    fetched_id = desk.place(fetched("CASE-CLEAR", 1, "ES-MAD-SERRANO", person=HER))
    [part] = desk.parts(fetched_id)
    desk.hand_over(part)
    desk.settle()
    whole = timeline(api, ana, language="en", limit=200)["happenings"]
    names = [each["told"]["name"] for each in whole]
    wanted = {
        *("loyalty.account_opened.v1", "points.adjusted.v1", "points.earned.v1"),
        *("points.revised.v1", "goods.ready.v1", "goods.handed_over.v1", "promise.closed.v1"),
        *("letter.sent.v1", "invoice.issued.v1", "order.completed.v1", "customer.recorded.v1"),
    }
    assert wanted <= set(names)
    for once in ("order.placed.v1", "goods.handed_over.v1", "points.adjusted.v1"):
        assert names.count(once) == 1, once
    told = {each["told"]["name"]: each for each in whole}
    assert told["points.adjusted.v1"]["told"]["what"].endswith(": 70")
    assert told["points.earned.v1"]["told"]["what"] == "Points earned: 24"
    assert told["points.earned.v1"]["number"] == told["order.placed.v1"]["number"]
    assert [each["told"]["at"] for each in whole] == sorted(
        (each["told"]["at"] for each in whole), reverse=True
    )
    kept = api.get(f"/v1/persons/{ana}/export").json()
    assert kept["timeline"] == whole
    assert [one["number"] for one in kept["orders"]] == [told["order.placed.v1"]["number"]]
    [points] = kept["points"]
    assert points["balance"]["active"] == sum(line["active"] for line in points["statement"]) == 70
    assert {one["moment"] for one in kept["letters"]} >= {"ready_for_pick_up"}


def test_who_was_parted_sees_that_she_was_one_with_somebody(api):
    ana, luis = person_of(api, ANA), person_of(api, LUIS)
    api.post(f"/v1/persons/{ana}/merge", {"other": luis, "reason": "one"})
    [link] = links(api, ana)
    api.post(f"/v1/customers/links/{link['link_id']}/retract", {"reason": "two"})
    for person in (ana, luis):
        names = [each["told"]["name"] for each in timeline(api, person)["happenings"]]
        assert names == ["customer.unlinked.v1", "customer.linked.v1", "customer.recorded.v1"]
    assert len(timeline(api, luis, limit=1)["happenings"]) == 1


def test_what_happened_long_ago_stands_where_it_happened_though_it_was_imported_today(desk):
    api = desk.api
    ana = person_of(api, ANA)
    api.stock("CASE-CLEAR", ES_GETAFE=5)
    bought(api, shipped("CASE-CLEAR", 1, person=HER))
    long_ago = stamp(By("web", "shop"), at=1_600_000_000_000_000)
    group = WishedGroup(GroupKind.CARRY_OUT, "ES-MAD-SERRANO")
    line = WishedLine("CASE-CLEAR", 1, recorded=Recorded(2490))
    tender = WishedTender("card", token="tok_ok")
    wish = Wish(long_ago, "web", "ES", (line,), (group,), (tender,), Person(**HER), historic=True)
    api.runtime.write_now(place_orders, wish, together=True)
    desk.settle()
    whole = timeline(api, ana)["happenings"]
    placed = [each for each in whole if each["told"]["name"] == "order.placed.v1"]
    assert len(placed) == 2
    assert placed[1]["told"]["at"] == 1_600_000_000_000_000
    pages, cursor = [], ""
    while cursor is not None:
        page = timeline(api, ana, limit=1, before=cursor)
        pages, cursor = [*pages, *page["happenings"]], page["next"]
    assert pages == whole


def test_a_life_is_one_look_a_room_however_many_orders_it_has(api):
    api.stock("CASE-CLEAR", ES_GETAFE=50)
    ana = person_of(api, ANA)

    def looks():
        heard = []
        on_statement.append(heard.append)
        try:
            timeline(api, ana, limit=200)
        finally:
            on_statement.remove(heard.append)
        return len(heard)

    bought(api, shipped("CASE-CLEAR", 1, person=HER))
    looks()
    one = looks()
    for _ in range(5):
        bought(api, shipped("CASE-CLEAR", 1, person=HER))
    assert looks() == one


@pytest.mark.parametrize("what", ["timeline", "overview", "value"])
def test_who_is_not_there_has_no_view(api, what):
    answer = api.get(f"/v1/persons/{'0' * 32}/{what}")
    assert (answer.status_code, answer.json()["code"]) == (404, "person_unknown")
    writer = api.key_of("shop", Scope.CUSTOMERS_WRITE)
    closed = api.get(f"/v1/persons/{'0' * 32}/{what}", secret=writer)
    assert closed.json()["code"] == "scope_missing"


def test_where_a_person_stands_is_told_and_what_came_back_counts_no_more(desk):
    api = desk.api
    ana = person_of(api, ANA)
    assert api.get(f"/v1/persons/{ana}/value").json()["stage"] == "prospect"
    api.stock("CASE-CLEAR", ES_GETAFE=5)
    order_id = desk.place(shipped("CASE-CLEAR", 1, person=HER))
    told = api.get(f"/v1/persons/{ana}/value").json()
    assert (told["stage"], told["frequency"], told["recency_days"]) == ("new", 1, 0)
    assert told["spent_minor"] == {"EUR": api.get(f"/v1/orders/{order_id}").json()["total_minor"]}
    assert told["year_minor"]["EUR"] == 2 * told["spent_minor"]["EUR"]
    desk.cancel(order_id)
    assert api.get(f"/v1/persons/{ana}/value").json()["stage"] == "prospect"
