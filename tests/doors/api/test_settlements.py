"""The provider's report against our books: from the sandbox's own ledger, line by line."""

import asyncio
import csv

import pytest

from paraguas.doors.adapters.sandbox_payments.settlement import write_settlement
from paraguas.plumbing.clock import now
from paraguas.staff.model import Scope
from paraguas.values.time import local_day
from tests.doors.api.wishes import CARD, shipped

SKU = "CASE-CLEAR"
PRICE = 2490
UNKNOWN = {"kind": "card", "token": "tok_timeout"}


@pytest.fixture
def stocked(desk):
    desk.api.stock(SKU, ES_GETAFE=20)
    return desk


def delivered(desk, tender=CARD):
    order_id = desk.place(shipped(SKU, 1, tenders=[tender]))
    desk.hurry()
    desk.deliver(desk.parts(order_id)[0])
    return order_id


def report(desk, tmp_path, payout="P-1"):
    """The lines of the sandbox's own report, as the API takes them."""
    path = tmp_path / f"{payout}.csv"
    write_settlement(path, desk.provider.ledger(), payout, local_day(now(), "UTC"))
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for name in ("amount", "fee"):
            row[f"{name}_minor"] = round(float(row.pop(name)) * 100)
    return rows


def take(desk, lines, **how):
    answer = desk.api.post("/v1/settlements", {"lines": lines}, **how)
    assert answer.status_code == 201, answer.text
    told = answer.json()
    return told["lines"], told["resolved"], told["differences"]


def differences(desk, **asked):
    found = desk.api.get("/v1/settlements/differences", params=asked).json()
    return [(one["kind"], one["ours_minor"], one["theirs_minor"]) for one in found["differences"]]


def only(desk):
    [one] = desk.api.get("/v1/settlements/differences").json()["differences"]
    return one


def close(desk, difference_id, reason="bank called", **how):
    path = f"/v1/settlements/differences/{difference_id}/close"
    return desk.api.post(path, {"reason": reason}, **how)


def test_the_providers_own_report_agrees_and_counts_once(stocked, tmp_path):
    order_id = delivered(stocked)
    refund = {"amount_minor": 500, "reason": "scratched"}
    stocked.api.post(f"/v1/orders/{order_id}/refunds", refund)
    stocked.settle()
    lines = report(stocked, tmp_path)
    assert sorted(line["kind"] for line in lines) == ["capture", "refund"]
    assert take(stocked, lines) == (2, 0, 0)
    before = stocked.api.rows()["settlement_lines"]
    assert take(stocked, lines) == (0, 0, 0)
    assert take(stocked, [*lines, *lines]) == (0, 0, 0)
    assert stocked.api.rows()["settlement_lines"] == before
    assert differences(stocked) == []
    sums = stocked.api.get("/v1/settlements/payouts/P-1").json()
    assert [(one["kind"], one["lines"], one["amount_minor"], one["fee_minor"]) for one in sums] == [
        ("capture", 1, PRICE, 35),
        ("refund", 1, 500, 0),
    ]


def test_what_the_provider_never_answered_is_settled_by_its_report(stocked, tmp_path):
    order_id = delivered(stocked, UNKNOWN)
    assert stocked.money(order_id)[-1] == ("capture", "unknown", PRICE)
    lines = [{**line, "key": line["key"]} for line in report(stocked, tmp_path)]
    assert take(stocked, lines) == (1, 1, 0)
    assert stocked.money(order_id)[-1] == ("capture", "done", PRICE)
    assert stocked.order(order_id)["payment_status"] == "paid"
    stocked.hurry()
    assert stocked.charged(order_id) == PRICE
    assert [one for one in stocked.money(order_id) if one[0] == "capture"] == [
        ("capture", "done", PRICE)
    ]


def test_a_line_without_our_key_is_found_by_the_providers_name(stocked, tmp_path):
    delivered(stocked)
    lines = [{**line, "key": ""} for line in report(stocked, tmp_path)]
    assert take(stocked, lines) == (1, 0, 0)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"amount_minor": PRICE - 1}, ("amount", PRICE, PRICE - 1)),
        ({"currency": "GBP"}, ("currency", None, PRICE)),
        ({"key": "", "reference": "somebody-else"}, ("missing_here", None, PRICE)),
        ({"kind": "refund"}, ("missing_here", None, PRICE)),
        ({"kind": "chargeback"}, ("chargeback", 0, PRICE)),
    ],
)
def test_each_difference_is_listed_once(stocked, tmp_path, change, found):
    delivered(stocked)
    lines = [{**line, **change} for line in report(stocked, tmp_path)]
    assert take(stocked, lines) == (1, 0, 1)
    assert take(stocked, lines) == (0, 0, 0)
    assert differences(stocked) == [found]
    assert differences(stocked, kind=found[0]) == [found]
    assert differences(stocked, kind="doubled") == []
    assert differences(stocked, state="closed") == []


def test_what_is_paid_out_twice_is_doubled(stocked, tmp_path):
    order_id = delivered(stocked)
    take(stocked, report(stocked, tmp_path))
    assert take(stocked, report(stocked, tmp_path, "P-2")) == (1, 0, 1)
    assert differences(stocked) == [("doubled", 0, PRICE)]
    names = [
        one["name"] for one in stocked.api.get(f"/v1/streams/{order_id}/facts").json()["facts"]
    ]
    assert names[-1] == "settlement.difference_found.v1"


def test_what_is_never_settled_is_found_once_and_cleared_up_by_a_late_line(stocked, tmp_path):
    delivered(stocked)

    def overdue(after_days):
        answer = stocked.api.post("/v1/settlements/overdue", {"after_days": after_days})
        return answer.json()["differences"]

    assert overdue(7) == 0, "the provider still has time"
    assert (overdue(0), overdue(0)) == (1, 0)
    assert differences(stocked) == [("missing_there", PRICE, None)]
    take(stocked, report(stocked, tmp_path))
    assert differences(stocked) == []
    assert differences(stocked, state="closed") == [("missing_there", PRICE, None)]
    assert overdue(0) == 0


def test_a_difference_is_owned_and_closed_with_a_reason_for_good(stocked, tmp_path):
    delivered(stocked)
    take(stocked, [{**line, "amount_minor": 1} for line in report(stocked, tmp_path)])
    found = only(stocked)["difference_id"]
    path = f"/v1/settlements/differences/{found}/owner"
    unknown = stocked.api.post(path, {"owner": "NOBODY"})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "actor_unknown")
    assert stocked.api.post(path, {"owner": "ES-03"}).json()["owner"] == "ES-03"
    assert len(differences(stocked, owner="ES-03")) == 1
    assert differences(stocked, owner="ES-01") == []
    closed = close(stocked, found).json()
    assert (closed["state"], closed["reason"], closed["owner"]) == (
        *("closed", "bank called"),
        "ES-03",
    )
    for again in (close(stocked, found, "another"), stocked.api.post(path, {"owner": None})):
        assert (again.status_code, again.json()["code"]) == (409, "difference_over")
    assert stocked.api.get("/v1/settlements/differences", params={"state": "closed"}).json()[
        "differences"
    ] == [closed]


def test_a_difference_is_closed_within_authority(stocked, tmp_path):
    delivered(stocked)
    [line] = report(stocked, tmp_path)
    take(stocked, [{**line, "amount_minor": 60_000}])
    carmen = stocked.api.key_of("ES-03", Scope.ADMIN)
    refused = close(stocked, only(stocked)["difference_id"], secret=carmen)
    assert (refused.status_code, refused.json()["code"]) == (403, "authority_exceeded")


def test_two_who_send_one_report_at_once_count_it_once(stocked, tmp_path):
    delivered(stocked)
    body = {"lines": [{**line, "amount_minor": 1} for line in report(stocked, tmp_path)]}

    async def both():
        asked = (stocked.api.ask("POST", "/v1/settlements", body) for _ in range(3))
        return await asyncio.gather(*asked)

    answers = [one.json() for one in stocked.api.run(both())]
    assert sorted(one["lines"] for one in answers) == [0, 0, 1]
    assert len(differences(stocked)) == 1


def test_the_list_comes_in_pages(stocked, tmp_path):
    delivered(stocked)
    [line] = report(stocked, tmp_path)
    lines = [{**line, "key": "", "reference": f"R-{n}"} for n in range(5)]
    take(stocked, lines[:3])
    take(stocked, lines[3:])
    seen, before = [], ""
    while before is not None:
        asked = {"limit": 2, "before": before}
        page = stocked.api.get("/v1/settlements/differences", params=asked).json()
        seen += [one["reference"] for one in page["differences"]]
        before = page["next"]
    assert sorted(seen) == [f"R-{n}" for n in range(5)]
    assert set(seen[:2]) == {"R-3", "R-4"}, "the latest first"


def test_what_is_no_line_is_refused_whole(stocked, tmp_path):
    delivered(stocked)
    [line] = report(stocked, tmp_path)
    before = stocked.api.rows()["settlement_lines"]
    for change in (
        {"kind": "gift"},
        {"amount_minor": -1},
        {"currency": "euros"},
        {"currency": "eur"},
        {"settled_on": "yesterday"},
        {"payout": ""},
    ):
        answer = stocked.api.post("/v1/settlements", {"lines": [line, {**line, **change}]})
        assert answer.status_code == 400, change
    assert stocked.api.rows()["settlement_lines"] == before
    assert close(stocked, "0" * 32).json()["code"] == "difference_unknown"
