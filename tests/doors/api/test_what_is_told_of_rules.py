"""A rule somebody saved is told in its own stream: which version, why, and only when it changed."""

import pytest

from paraguas.catalog.model import sku_id_of
from paraguas.policies.model import stream_of
from paraguas.staff.model import Scope, actor_id_of
from paraguas.values.ids import digest_id
from tests.doors.api import promoted, test_compensation, test_differences, test_intercompany
from tests.doors.api.backorders import day, terms
from tests.doors.api.receiver import path_of
from tests.doors.api.test_holds import RULE
from tests.doors.api.test_loyalty_programmes import save as save_programme, text
from tests.doors.api.test_policies import people, propose, vote
from tests.doors.api.test_sourcing import STORES_ONLY, save as save_sourcing
from tests.doors.api.test_substitutions import rule as substitute
from tests.doors.api.test_training import cards, confirm
from tests.doors.api.test_what_is_told import told

__all__ = ["people"]

SKU, MARKET = "CASE-CLEAR", "ES"


def tells(api, stream):
    """Every fact of a stream: name and body."""
    page = api.get(f"/v1/streams/{stream}/facts", params={"limit": 200}).json()
    return [(one["name"].removesuffix(".v1"), one["body"]) for one in page["facts"]]


def test_rules_of_compensation_by_their_market_and_version(desk):
    stream = digest_id("compensation_rules", MARKET)
    test_compensation.save(desk)
    test_compensation.save(desk)
    test_compensation.save(desk, {"currency": "EUR", "rules": [{"amount_minor": 300}]})
    assert tells(desk.api, stream) == [
        (
            "compensation.rules_saved",
            {"market": MARKET, "version": version, "reason": "our word counts"},
        )
        for version in (1, 2)
    ]


def test_transfer_prices_by_their_version(desk):
    rows = ({"sku": SKU, "unit_minor": price, "currency": "EUR"} for price in (321, 321, 400))
    for row in rows:
        assert test_intercompany.save(desk, row).status_code == 200
    assert tells(desk.api, digest_id("intercompany_prices")) == [
        ("intercompany.prices_saved", {"version": version, "reason": "agreed for the year"})
        for version in (1, 2)
    ]


def test_a_programme_of_loyalty_by_its_version(desk):
    for days in (14, 14, 21):
        assert save_programme(desk, text(window_days=days)).status_code == 200
    stream = digest_id("loyalty_programme", "paraguas")
    assert tells(desk.api, stream) == [
        (
            "loyalty.programme_saved",
            {"programme": "paraguas", "version": version, "reason": "autumn"},
        )
        for version in (1, 2)
    ]


def test_rules_of_sourcing_by_their_set(desk):
    for rules in (STORES_ONLY, STORES_ONLY, {**STORES_ONLY, "in_force": False}):
        assert save_sourcing(desk, rules).status_code == 200
    stream = digest_id("sourcing_rules", "stores")
    head = {"rule_set": "stores", "reason": "trial went well"}
    assert tells(desk.api, stream) == [
        ("sourcing.rules_saved", {**head, "version": 1, "in_force": True}),
        ("sourcing.rules_saved", {**head, "version": 2, "in_force": False}),
    ]


def test_rules_of_substitution_by_their_market(desk):
    said = {"charge": "lower", "wait_minutes": 45, "dearer_pcm": 0}
    assert substitute(desk, **said).status_code == 200
    stream = digest_id("substitution_rules", MARKET)
    assert tells(desk.api, stream) == [("substitution.rules_saved", {"market": MARKET, **said})]


def test_rules_of_holds_and_of_stock(api):
    own = {"kind": "engraving", "hours": 1}
    assert api.put("/v1/hold-rules", {"kinds": [own], "rules": [RULE]}).status_code == 200
    assert tells(api, digest_id("hold rules")) == [("holds.rules_set", {"kinds": 1, "rules": 1})]
    keeping = [{"units": 7}, {"units": 2, "category": "audio"}]
    assert api.put("/v1/stock-rules", {"keeping": keeping, "levels": []}).status_code == 200
    assert tells(api, digest_id("stock rules")) == [
        ("supply.rules_set", {"keeping": 2, "levels": 0})
    ]


def test_the_terms_goods_on_order_are_sold_under(api):
    for _ in range(2):
        terms(api, cap=4, place="ES-GETAFE", lead_days=20, available_on=day(9))
    sku_id = sku_id_of(SKU)
    for _ in range(2):
        terms(api, SKU, against_supply=True)
    names, bodies = told(api, sku_id)
    assert names == ["backorder.terms_set"]
    assert bodies["backorder.terms_set"] == {
        "sku_id": sku_id,
        "market": MARKET,
        "against_supply": True,
        "cap": 0,
        "available_on": None,
    }
    _, bodies = told(api, sku_id_of("CASE-GREEN"))
    told_terms = bodies["backorder.terms_set"]
    assert (told_terms["cap"], told_terms["available_on"]) == (4, day(9))


def test_promotions_their_coupons_and_their_end(desk):
    for _ in range(2):
        promoted.save(desk, promoted.row("WINTER"), promoted.row("MINE", coupon=True))
    assert tells(desk.api, digest_id("promotions")) == [
        ("promotion.saved", {"codes": ["WINTER", "MINE"]})
    ]
    promoted.issue(desk, "MINE", "HELLO-1", "HELLO-2", uses=3, per_person=1)
    assert tells(desk.api, digest_id("promotion", "MINE")) == [
        ("coupon.issued", {"promotion": "MINE", "coupons": 2, "uses": 3, "per_person": 1})
    ]
    ends = [desk.api.post("/v1/promotions/WINTER/stop").json()["ends_at"] for _ in range(2)]
    assert tells(desk.api, digest_id("promotion", "WINTER")) == [
        ("promotion.stopped", {"code": "WINTER", "ends_at": ends[0]})
    ]


def test_what_differs_by_door(desk):
    for _ in range(2):
        test_differences.save(desk, test_differences.differs())
    [(name, body)] = tells(desk.api, digest_id("differences"))
    assert name == "difference.saved"
    assert body["differences"] == [["price", SKU, MARKET, test_differences.STORE]]


def test_a_version_of_the_policy_book_that_is_rejected(api, people):
    version = propose(api, people).json()["version"]
    for department in ("retail", "contact_centre", "ecommerce"):
        vote(api, people, version, department, agrees=False, reason="too many calls")
    names, bodies = told(api, stream_of(version))
    assert names == ["policy.proposed", *["policy.voted"] * 3, "policy.rejected"]
    assert bodies["policy.rejected"] == {"version": version}


def test_a_playbook_somebody_confirmed(api):
    hugo = api.key_of("ES-04", Scope.STORE_WORK, Scope.ORDERS_READ, place="ES-MAD-SERRANO")
    fingerprint = cards(api, secret=hugo)["fingerprint"]
    for _ in range(2):
        confirm(api, hugo, fingerprint)
    names, bodies = told(api, actor_id_of("ES-04"))
    assert names.count("playbook.confirmed") == 1
    fact = bodies["playbook.confirmed"]
    assert (fact["playbook"], fact["fingerprint"]) == ("store", fingerprint)
    assert fact["actor_id"] == actor_id_of("ES-04")


@pytest.mark.parametrize("moved", [True, False])
def test_a_webhook_from_its_opening_to_its_closing(reaching, receiver, moved):
    api, url = reaching.api, receiver.url()
    webhook = api.post("/v1/webhooks", {"url": url, "facts": ["invoice.*"]}).json()
    change = {"facts": ["order.*"], "url": receiver.url("/new") if moved else url}
    for _ in range(2):
        api.call("PATCH", path_of(webhook), change)
    until = api.post(path_of(webhook, "rotate"), {}).json()["previous_secret_until"]
    api.delete(path_of(webhook))
    endpoint = {"endpoint_id": webhook["endpoint_id"]}
    assert tells(api, webhook["endpoint_id"]) == [
        ("webhook.opened", {**endpoint, "facts": ["invoice.*"]}),
        (
            "webhook.changed",
            {**endpoint, "facts": ["order.*"], "state": "enabled", "moved": moved},
        ),
        ("webhook.rotated", {**endpoint, "previous_until": until}),
        ("webhook.closed", endpoint),
    ]
