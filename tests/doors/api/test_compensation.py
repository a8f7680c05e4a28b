"""Promises made good: by the rules of the market, once, as store credit the person is told of."""

import re

import msgspec
import pytest
from sqlalchemy import select, update

from paraguas.compensation.tables import compensations
from paraguas.journeys.promises.letters import tell_promise_moved
from paraguas.orders.tables import orders, promises
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.clock import now, stamp
from paraguas.plumbing.facts import chores
from paraguas.values.by import SYSTEM
from paraguas.values.time import DAY, HOUR
from paraguas.views.auditing import audit
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import ANA, CARD, fetched, handset, shipped

SKU, STORE = "CASE-CLEAR", "ES-MAD-SERRANO"
RULES = {
    "currency": "EUR",
    "rules": [
        {"late_minutes": 60, "amount_minor": 500},
        {"late_minutes": 1440, "amount_minor": 800},
        {"causes": ["broken"], "amount_minor": 300},
    ],
}


@pytest.fixture
def store(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    desk.api.stock(SKU, ES_MAD_SERRANO=20, ES_GETAFE=20)
    return desk


def save(desk, rules=RULES, market="ES", **more):
    body = {"rules": rules, "reason": "our word counts", **more}
    return desk.api.put(f"/v1/compensation-rules/{market}", body)


def begin(desk, **more):
    order_id = desk.place(fetched(SKU, 1, STORE, **more))
    (part,) = desk.parts(order_id)
    return order_id, part


def delay(desk, part, late):
    promised = desk.open_promises(part.order_id)["ready"]["latest_at"]
    desk.step(part, "late", {"until_at": promised + late})
    desk.settle()


def given(desk, order_id):
    told = desk.api.get(f"/v1/orders/{order_id}/compensations").json()
    return [(one["promise_no"], one["cause"], one["amount_minor"]) for one in told]


def balance(desk, contact=ANA["email"]):
    body = {"contact": contact, "currency": "EUR"}
    return desk.api.post("/v1/store-credits/balance", body).json()


def facts(desk, order_id):
    told = desk.api.get(f"/v1/streams/{order_id}/facts", params={"limit": 200}).json()["facts"]
    return [one["body"] for one in told if one["name"] == "compensation.granted.v1"]


def let_it_break(desk, order_id):
    with desk.api.runtime.database.writing() as tx:
        mine = promises.c.order_id == order_id, promises.c.state == "open"
        tx.run(update(promises).where(*mine).values(earliest_at=0, latest_at=now() - HOUR))


def test_a_late_store_gives_store_credit_once_and_the_letter_tells_how_much(store):
    assert save(store).status_code == 200
    order_id, part = begin(store, language="en")
    delay(store, part, 5 * HOUR)
    assert given(store, order_id) == [(1, "goods_late", 500)]
    (fact,) = facts(store, order_id)
    assert (fact["market"], fact["version"], fact["rule_no"]) == ("ES", 1, 1)
    assert (fact["late"], fact["currency"]) == (5 * HOUR, "EUR")
    credit = balance(store)
    assert credit["balance_minor"] == 500
    (letter,) = store.letters()
    told = letter.get_body(("plain",)).get_content()
    assert "€5.00 of store credit" in " ".join(told.split())
    assert credit["code"] in told
    timeline = store.api.get(f"/v1/orders/{order_id}/timeline", params={"language": "en"}).json()
    assert any("€5.00 of store credit" in one["what"] for one in timeline["happenings"])
    paid = shipped(SKU, 1, tenders=[{"kind": "store_credit", "token": credit["code"]}, CARD])
    assert store.api.post("/v1/orders", paid).status_code == 201
    assert balance(store)["balance_minor"] == 0


@pytest.mark.parametrize(
    ("language", "words"), [("es", "le damos 5,00 €"), ("fr", "un avoir de 5,00 €")]
)
def test_the_amount_is_told_in_the_readers_language(store, language, words):
    save(store)
    _, part = begin(store, language=language)
    delay(store, part, HOUR)
    (letter,) = store.letters()
    told = letter.get_body(("plain",)).get_content()
    assert words in " ".join(told.split())


def test_many_small_delays_are_worth_what_one_long_one_is(store):
    save(store)
    order_id, part = begin(store)
    for _ in range(3):
        delay(store, part, HOUR)
    assert given(store, order_id) == [(1, "goods_late", 500)]
    delay(store, part, DAY)
    assert given(store, order_id) == [(1, "goods_late", 500), (4, "goods_late", 300)]
    assert balance(store)["balance_minor"] == 800


def test_a_follower_that_comes_again_gives_nothing_more(store):
    save(store)
    order_id, part = begin(store)
    delay(store, part, HOUR)
    told = store.api.get(f"/v1/streams/{order_id}/facts", params={"limit": 200}).json()["facts"]
    (fact,) = (one["body"] for one in told if one["name"] == "promise.moved.v1")
    with store.api.runtime.database.writing() as tx:
        chore = Chore("0" * 32, 0, "follow:again", order_id, 0, msgspec.json.encode(fact))
        tell_promise_moved(tx, stamp(SYSTEM), chore)
    assert given(store, order_id) == [(1, "goods_late", 500)]
    assert (balance(store)["balance_minor"], len(facts(store, order_id))) == (500, 1)


def test_a_promise_that_breaks_is_made_good_and_the_person_hears(store):
    save(store)
    order_id, part = begin(store, language="en")
    let_it_break(store, order_id)
    store.make_ready(part)
    store.settle()
    assert given(store, order_id) == [(1, "broken", 500)]
    letter = next(one for one in store.letters() if "was late" in one["subject"])
    assert "€5.00" in letter.get_body(("plain",)).get_content()
    assert balance(store)["balance_minor"] == 500


def test_what_the_customer_asks_for_is_compensated_by_nothing(store):
    store.api.stock("PHONE-128-BLACK", ES_MAD_SERRANO=3)
    save(store, {"currency": "EUR", "rules": [{"amount_minor": 500}]})
    order_id = store.place(handset(STORE))
    for slot in (2, 5):
        start_at = store.slots(order_id, 2)[slot]["start_at"]
        assert store.book(order_id, 2, start_at).status_code == 200
    store.settle()
    states = [one["state"] for one in store.order(order_id)["promises"]]
    assert "moved" in states
    assert given(store, order_id) == []


def test_where_no_rule_stands_nothing_is_given_nor_left_to_do(store):
    assert save(store, RULES | {"rules": []}).json()["version"] == 1
    order_id, part = begin(store, language="en")
    delay(store, part, 5 * HOUR)
    let_it_break(store, order_id)
    store.make_ready(part)
    assert store.order(order_id)["promises"][-1]["state"] == "broken"
    with store.api.runtime.database.reading() as tx:
        left = {row.kind for row in tx.all(select(chores.c.kind))}
    assert "timer:tell_promise_broken" not in left
    store.settle()
    assert given(store, order_id) == []
    told = [one.get_body(("plain",)).get_content() for one in store.letters()]
    assert len(told) == 2
    assert not any("store credit" in one for one in told)


def test_who_cannot_be_reached_or_has_not_paid_is_given_nothing(store):
    save(store)
    nobody, part = begin(store, person={})
    delay(store, part, 5 * HOUR)
    unpaid, part = begin(store)
    with store.api.runtime.database.writing() as tx:
        mine = orders.c.order_id == unpaid
        tx.run(update(orders).where(mine).values(payment_status="declined"))
    delay(store, part, 5 * HOUR)
    assert (given(store, nobody), given(store, unpaid)) == ([], [])


def test_the_customers_page_names_what_was_given(store):
    save(store)
    _, part = begin(store, language="en")
    delay(store, part, 5 * HOUR)
    (letter,) = store.letters()
    link = re.search(r"/o/[\w.~-]+", letter.get_body(("plain",)).get_content()).group()
    page = store.api.get(link).text.partition('id="credit"')[2].partition("</section>")[0]
    assert "€5.00" in page
    assert "the goods are reaching the store later than planned" in page


def test_versions_are_kept_and_the_same_again_makes_none(store):
    assert save(store, based_on=0).json()["version"] == 1
    assert save(store).json()["version"] == 1
    more = RULES | {"most_an_order_minor": 600}
    assert save(store, more, based_on=1).json()["version"] == 2
    late = save(store, RULES, based_on=1)
    assert (late.status_code, late.json()["code"]) == (409, "compensation_rules_changed")
    versions = store.api.get("/v1/compensation-rules/ES").json()
    assert [one["version"] for one in versions] == [2, 1]
    (listed,) = store.api.get("/v1/compensation-rules").json()
    assert (listed["market"], listed["rules"]["most_an_order_minor"]) == ("ES", 600)
    order_id, part = begin(store)
    delay(store, part, 5 * HOUR)
    delay(store, part, DAY)
    assert given(store, order_id) == [(1, "goods_late", 500), (2, "goods_late", 100)]
    assert [one["version"] for one in facts(store, order_id)] == [2, 2]


def test_what_cannot_be_is_refused_and_nothing_is_saved(store):
    for rules, market, status, code in (
        (RULES, "XX", 404, "market_unknown"),
        (RULES | {"currency": "USD"}, "ES", 400, "compensation_currency"),
        (RULES | {"currency": "euro"}, "ES", 400, "malformed"),
        (RULES | {"rules": [{"late_minutes": 5}]}, "ES", 400, "compensation_rules_malformed"),
        (RULES | {"rules": [{"amount_minor": -1}]}, "ES", 400, "malformed"),
        (RULES | {"rules": [{"share_pcm": 100_001}]}, "ES", 400, "malformed"),
        (RULES | {"rules": [{"amount_minor": 1, "kinds": ["x"]}]}, "ES", 400, "malformed"),
    ):
        answer = save(store, rules, market)
        assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert store.api.get("/v1/compensation-rules").json() == []
    absent = store.api.get("/v1/compensation-rules/ES").json()
    assert absent["code"] == "compensation_rules_unknown"


def test_the_audit_holds_what_was_given_to_promises_and_credit(store):
    save(store)
    _, part = begin(store)
    delay(store, part, 5 * HOUR)

    def findings():
        with store.api.runtime.database.reading() as tx:
            found = audit(tx, at=now())
        return {one.name for one in found if "compensation" in one.name and one.findings}

    assert findings() == set()
    with store.api.runtime.database.writing() as tx:
        tx.run(update(compensations).values(amount_minor=400))
    assert findings() == {"a compensation is on its store credit"}
    with store.api.runtime.database.writing() as tx:
        tx.run(update(compensations).values(amount_minor=500, promise_no=2))
    assert findings() == {"a compensation is by a rule, for a promise that was not kept"}
    with store.api.runtime.database.writing() as tx:
        tx.run(update(compensations).values(promise_no=1))
    assert findings() == set()
