"""Rule sets of sourcing: saved with versions, in force at once, tried on past orders."""

import pytest

from paraguas.plumbing.clock import now
from paraguas.sourcing.queries import traces_of
from paraguas.values.time import HOUR
from tests.doors.api.backorders import announce, terms, waits
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import fetched, shipped

SKU = "CASE-CLEAR"
STORES_ONLY = {"name": "stores", "rules": [{"by": "distance"}], "place_kinds": ["store"]}


@pytest.fixture
def store(desk):
    desk.keep_hours(DAY_AND_NIGHT, "ES-MAD-SERRANO", "ES-MAD-GRANVIA", "ES-GETAFE")
    desk.api.stock(SKU, ES_MAD_SERRANO=10, ES_GETAFE=10)
    return desk


def save(desk, rules, **more):
    body = {"rules": rules, "reason": "trial went well", **more}
    return desk.api.put(f"/v1/sourcing-rules/{rules['name']}", body)


def place_of(desk, order_id):
    [part] = desk.parts(order_id)
    places = desk.api.get("/v1/places").json()
    return next(one["code"] for one in places if one["place_id"] == part.place_id)


def trace_of(desk, order_id):
    with desk.api.runtime.database.reading() as tx:
        return traces_of(tx, order_id)[0][2]


def trial(desk, rules, **more):
    body = {"rules": rules, "since": now() - HOUR, "until": now() + HOUR, **more}
    return desk.api.post("/v1/sourcing-trials", body)


def test_the_next_order_is_sourced_by_what_was_saved_and_its_trace_says_so(store):
    first = store.place(shipped(SKU, 1))
    assert (trace_of(store, first).rule_set, trace_of(store, first).version) == ("standard", 0)
    away = {"name": "away", "rules": [{"by": "promise"}], "not_places": [place_of(store, first)]}
    saved = save(store, away)
    assert (saved.status_code, saved.json()["version"]) == (200, 1), saved.text
    second = store.place(shipped(SKU, 1))
    assert place_of(store, second) != place_of(store, first)
    trace = trace_of(store, second)
    assert (trace.rule_set, trace.version) == ("away", 1)
    assert "barred" in {verdict.outcome for verdict in trace.verdicts}


def test_rules_are_for_their_market_and_way_only(store):
    french = {"name": "french", "rules": [{"by": "cost"}], "markets": ["FR"], "priority": 9}
    picked = {"name": "picked", "rules": [{"by": "cost"}], "ways": ["pick_up"], "priority": 5}
    for rules in (french, picked):
        assert save(store, rules).status_code == 200
    assert trace_of(store, store.place(shipped(SKU, 1))).rule_set == "standard"
    assert trace_of(store, store.place(fetched(SKU, 1))).rule_set == "picked"


def test_a_store_the_person_named_is_asked_whatever_the_rules_bar(store):
    assert save(store, {**STORES_ONLY, "not_places": ["ES-MAD-SERRANO"]}).status_code == 200
    assert place_of(store, store.place(fetched(SKU, 1, "ES-MAD-SERRANO"))) == "ES-MAD-SERRANO"


def test_where_the_rules_leave_nobody_the_order_is_refused_as_short(store):
    assert save(store, {**STORES_ONLY, "place_markets": ["FR"]}).status_code == 200
    answer = store.api.post("/v1/orders", shipped(SKU, 1))
    assert (answer.status_code, answer.json()["code"]) == (409, "stock_short")


def test_versions_are_kept_and_the_same_again_makes_none(store):
    assert save(store, STORES_ONLY, based_on=0).json()["version"] == 1
    assert save(store, STORES_ONLY).json()["version"] == 1
    off = {**STORES_ONLY, "in_force": False}
    assert save(store, off, based_on=1).json()["version"] == 2
    late = save(store, STORES_ONLY, based_on=1)
    assert (late.status_code, late.json()["code"]) == (409, "sourcing_rules_changed")
    versions = store.api.get("/v1/sourcing-rules/stores").json()
    assert [(one["version"], one["rules"]["in_force"]) for one in versions] == [
        (2, False),
        (1, True),
    ]
    listed = store.api.get("/v1/sourcing-rules").json()
    assert [(one["rules"]["name"], one["version"]) for one in listed] == [
        ("stores", 2),
        ("standard", 0),
    ]
    assert trace_of(store, store.place(shipped(SKU, 1))).rule_set == "standard"
    assert store.api.get("/v1/sourcing-rules/none").json()["code"] == "sourcing_rules_unknown"


def test_what_is_not_there_or_cannot_be_read_is_refused(store):
    for change, code in (
        ({"markets": ["XX"]}, "sourcing_rules_name_unknown"),
        ({"not_places": ["NOWHERE"]}, "sourcing_rules_name_unknown"),
        ({"rules": [{"by": "cost"}, {"by": "cost"}]}, "sourcing_rules_malformed"),
        ({"rules": []}, "malformed"),
    ):
        answer = save(store, {**STORES_ONLY, **change})
        assert (answer.status_code, answer.json()["code"]) == (400, code), answer.text
    assert [one["version"] for one in store.api.get("/v1/sourcing-rules").json()] == [0]


def test_a_store_no_is_sourced_by_the_rules_too(store):
    order_id = store.place(fetched(SKU, 1, "ES-MAD-SERRANO"))
    [part] = store.parts(order_id)
    assert save(store, {"name": "after", "rules": [{"by": "cost"}]}).status_code == 200
    store.api.stock(SKU, ES_MAD_GRANVIA=5)
    store.step(part, "refuse", {"reason": "broken"})
    with store.api.runtime.database.reading() as tx:
        assert [trace.rule_set for _, _, trace in traces_of(tx, order_id)] == ["standard", "after"]


def test_a_trial_tells_the_difference_and_writes_nothing(store):
    orders = [store.place(shipped(SKU, 1)) for _ in range(3)]
    was = place_of(store, orders[0])
    before = store.api.rows()
    barred = {
        "name": "try",
        "rules": [{"by": "distance"}],
        "not_places": [was],
        "serving": {"store": {"each_minor": 500}, "warehouse": {"each_minor": 300}},
    }
    answer = trial(store, barred)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["stock"], told["orders"]) == ("now", 3)
    found = told["comparison"]
    assert (found["groups"], found["compared"], found["changed"]) == (3, 3, 3)
    assert (found["before"]["served"], found["after"]["served"]) == (3, 3)
    assert found["before"]["cost_minor"] != found["after"]["cost_minor"]
    assert len(found["examples"]) == 3
    assert found["examples"][0]["before"]["places"] != found["examples"][0]["after"]["places"]
    assert store.api.rows() == before
    assert store.api.get("/v1/sourcing-rules/try").json()["code"] == "sourcing_rules_unknown"


def test_a_trial_counts_what_would_not_have_been_served_and_leaves_other_markets_alone(store):
    store.place(shipped(SKU, 1))
    store.place(fetched(SKU, 1, "ES-MAD-SERRANO"))
    nobody = trial(store, {"name": "try", "rules": [{"by": "cost"}], "place_markets": ["FR"]})
    found = nobody.json()["comparison"]
    assert (found["groups"], found["before"]["served"], found["after"]["unserved"]) == (1, 1, 1)
    french = trial(store, {"name": "try", "rules": [{"by": "cost"}], "markets": ["FR"]})
    assert french.json()["comparison"]["groups"] == 0
    assert (
        trial(store, {**STORES_ONLY, "markets": ["XX"]}).json()["code"]
        == "sourcing_rules_name_unknown"
    )


def test_an_order_that_sold_the_last_unit_is_served_by_its_own_unit_in_a_trial(store):
    store.api.stock("PHONE-128-BLACK", ES_GETAFE=1)
    store.place(shipped("PHONE-128-BLACK", 1))
    found = trial(store, {"name": "try", "rules": [{"by": "balance"}]}).json()["comparison"]
    assert (found["groups"], found["after"]["served"], found["changed"]) == (1, 1, 0)


def test_goods_worth_little_come_from_one_place_or_are_refused_and_others_are_split(store):
    rules = {"name": "whole", "rules": [{"by": "distance"}], "unsplit_below_minor": 11 * 2490 + 1}
    assert save(store, rules).status_code == 200
    before = store.api.rows()
    refused = store.api.post("/v1/orders", shipped(SKU, 11)).json()
    told = (refused["code"], refused["details"]["wanted"], refused["details"]["available"])
    assert told == ("split_too_small", 11, 10), refused
    assert store.api.rows()["orders"] == before["orders"]
    assert len(store.parts(store.place(shipped(SKU, 12)))) == 2, "worth enough to be split"
    assert len(store.parts(store.place(shipped(SKU, 2)))) == 1


def test_goods_worth_little_wait_for_one_place_where_their_terms_let_them(store):
    sku = "CASE-GREEN"
    store.api.stock(sku, ES_MAD_SERRANO=1, ES_GETAFE=1)
    rules = {"name": "whole", "rules": [{"by": "distance"}], "unsplit_below_minor": 1_000_000}
    assert save(store, rules).status_code == 200
    terms(store.api, sku, against_supply=True)
    announce(store.api, 5, 10, sku=sku)
    order_id = store.place(shipped(sku, 2))
    assert place_of(store, order_id) == "ES-GETAFE"
    assert waits(store.api, order_id) == [(1, "ES-GETAFE", "waiting")]


def test_a_trial_tells_what_a_value_below_which_nothing_is_split_would_change(store):
    store.place(shipped(SKU, 11))
    rules = {"name": "whole", "rules": [{"by": "distance"}], "unsplit_below_minor": 1_000_000}
    told = trial(store, rules)
    assert told.status_code == 200, told.text
    assert told.json()["comparison"]["after"]["unserved"] == 1, told.json()
