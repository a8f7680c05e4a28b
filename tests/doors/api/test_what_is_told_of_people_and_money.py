"""What people say and what is owed is told in their streams, without their words."""

from paraguas.stored_value.rules.gift_card_code import gift_card_id
from paraguas.values.time import DAY
from tests.doors.api import test_settlements
from tests.doors.api.members import join, member
from tests.doors.api.people import ANA, AT_THE_TILL, record
from tests.doors.api.test_credit_accounts import limit, paid
from tests.doors.api.test_erasure import bought, erase
from tests.doors.api.test_intercompany import abroad, fetch, net_of, save as save_prices
from tests.doors.api.test_loyalty import delivered, points_of
from tests.doors.api.test_persons import consent
from tests.doors.api.test_settlements import report, stocked, take
from tests.doors.api.test_what_is_told import told
from tests.doors.api.wishes import fetched

__all__ = ["abroad", "stocked"]

SKU, STORE = "CASE-CLEAR", "ES-MAD-SERRANO"


def test_a_credit_account_its_limits_and_payments(desk):
    codes = {limit(desk, amount).json()["code"] for amount in (10_000, 12_000)}
    (code,) = codes
    for _ in range(2):
        paid(desk, 700)
    stream = gift_card_id(code)
    names, bodies = told(desk.api, stream)
    assert names == ["account.limited", "account.limited", "account.paid"]
    assert bodies["account.limited"] == {
        "card_id": stream,
        "limit_minor": 12_000,
        "currency": "EUR",
    }
    assert bodies["account.paid"] == {"card_id": stream, "amount_minor": 700, "currency": "EUR"}


def test_a_difference_that_somebody_closes_and_one_that_the_report_clears_up(stocked, tmp_path):
    order_id = test_settlements.delivered(stocked)
    stocked.api.post("/v1/settlements/overdue", {"after_days": 0})
    take(stocked, report(stocked, tmp_path))
    names, bodies = told(stocked.api, order_id)
    assert names[-2:] == ["settlement.difference_found", "settlement.difference_closed"]
    assert bodies["settlement.difference_closed"]["kind"] == "missing_there"
    take(stocked, report(stocked, tmp_path, "P-2"))
    doubled = next(
        one
        for one in stocked.api.get("/v1/settlements/differences").json()["differences"]
        if one["kind"] == "doubled"
    )
    test_settlements.close(stocked, doubled["difference_id"])
    names, bodies = told(stocked.api, order_id)
    assert names.count("settlement.difference_closed") == 2
    fact = bodies["settlement.difference_closed"]
    assert (fact["difference_id"], fact["kind"], fact["order_id"], fact["currency"]) == (
        *(doubled["difference_id"], "doubled", order_id, "EUR"),
    )


def test_a_difference_of_no_order_has_a_stream_of_its_own(stocked, tmp_path):
    test_settlements.delivered(stocked)
    [line] = report(stocked, tmp_path)
    take(stocked, [{**line, "key": "", "reference": "somebody-else"}])
    found = test_settlements.only(stocked)["difference_id"]
    test_settlements.close(stocked, found)
    names, bodies = told(stocked.api, found)
    assert names == ["settlement.difference_found", "settlement.difference_closed"]
    fact = bodies["settlement.difference_closed"]
    assert (fact["kind"], fact["order_id"]) == ("missing_here", None)


def test_what_one_entity_owes_another_for_an_order(abroad):
    rule = {"seller": abroad.seller.code, "server": abroad.server.code, "share_pcm": 100_000}
    assert save_prices(abroad, rule).json()["version"] == 1
    order_id = fetch(abroad)
    names, bodies = told(abroad.api, order_id)
    assert names.count("intercompany.entered") == 1
    fact = bodies["intercompany.entered"]
    assert (fact["creditor_id"], fact["debtor_id"]) == (
        *(abroad.server.entity_id, abroad.seller.entity_id),
    )
    assert (fact["kind"], fact["amount_minor"]) == ("goods", net_of(abroad, order_id))
    assert (fact["currency"], fact["prices_version"]) == ("EUR", 1)


def test_points_that_may_be_spent_and_points_that_expire(desk):
    desk.api.stock(SKU, ES_GETAFE=9)
    number = join(desk)
    account_id = member(desk, number)["account_id"]
    usable_at = points_of(desk, delivered(desk, 2, loyalty=number))["usable_at"]
    for at, usable, expired in ((usable_at, 49, 0), (usable_at + 730 * DAY, 0, 49)):
        desk.pass_time(at)
        names, bodies = told(desk.api, account_id)
        assert names[-1] == "points.passed"
        assert bodies["points.passed"] == {
            "account_id": account_id,
            "usable": usable,
            "expired": expired,
        }


def test_what_a_person_prefers_and_allows(api):
    her = record(api, ANA).json()
    path = f"/v1/persons/{her['person_id']}/preferences"
    said = api.post(path, {"kind": "language", "value": ["ca"]}).json()
    assert consent(api, her["person_id"], granted=True).status_code == 201
    names, bodies = told(api, her["record_id"])
    assert names[-2:] == ["customer.preference_said", "customer.consent_said"]
    assert bodies["customer.preference_said"] == {
        "record_id": her["record_id"],
        "statement_id": said["statement_id"],
        "kind": "language",
    }
    fact = bodies["customer.consent_said"]
    assert (fact["point_kind"], fact["purpose"], fact["granted"]) == ("email", "marketing", True)
    entity = next(one for one in api.get("/v1/entities").json() if one["code"] == "ES")
    assert (fact["record_id"], fact["entity_id"]) == (her["record_id"], entity["entity_id"])
    assert "ana.garcia" not in str(bodies).lower()
    assert consent(api, her["person_id"], granted=False).status_code == 201
    assert told(api, her["record_id"])[1]["customer.consent_said"]["granted"] is False


def test_a_person_who_asks_to_be_forgotten_while_her_goods_are_on_their_way(desk):
    desk.api.stock(SKU, ES_MAD_SERRANO=9)
    order_id = bought(desk, fetched(SKU, 1, STORE))
    record_id = desk.order(order_id)["record_id"]
    asked = [erase(desk, record_id).json() for _ in range(2)]
    names, bodies = told(desk.api, asked[0]["person_id"])
    assert names.count("customer.erasure_asked") == 1
    assert bodies["customer.erasure_asked"] == {
        "person_id": asked[0]["person_id"],
        "record_ids": [record_id],
        "until_at": asked[0]["until_at"],
    }


def test_a_person_who_is_forgotten(api):
    her, at_the_till = record(api, ANA).json(), record(api, AT_THE_TILL, source="till").json()
    assert at_the_till["person_id"] == her["person_id"]
    body = {"reason": "she asked"}
    assert api.post(f"/v1/persons/{her['person_id']}/erase", body).status_code == 200
    names, bodies = told(api, her["person_id"])
    assert names[-1] == "customer.erased"
    fact = bodies["customer.erased"]
    assert fact["person_id"] == her["person_id"]
    assert sorted(fact["record_ids"]) == sorted([her["record_id"], at_the_till["record_id"]])
