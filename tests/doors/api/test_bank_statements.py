"""A bank's camt.053 statement: money finds its order once; what differs waits for somebody."""

import pytest

from paraguas.doors.imports.report import Report
from paraguas.doors.imports.statements import import_statement
from paraguas.plumbing.words import speak
from paraguas.staff.model import Scope
from tests.doors.api.camt import batch, entry, statement
from tests.doors.api.wishes import shipped

SKU, PRICE = "CASE-CLEAR", "24.90"
PATH = "/v1/settlements/statements"


@pytest.fixture
def shop(desk):
    desk.api.stock(SKU, ES_GETAFE=20)
    return desk


def take(shop, *entries, **how):
    return shop.api.post(PATH, {"document": statement(*entries, **how)})


def taken(shop, *entries, **how):
    """How many lines were matched, known, differ, passed by."""
    answer = take(shop, *entries, **how)
    assert answer.status_code == 200, answer.text
    shop.settle()
    return tuple(answer.json()[name] for name in ("matched", "known", "differences", "passed"))


def waiting(shop):
    order_id = shop.place(shipped(SKU, 1, tenders=[{"kind": "transfer"}]))
    return order_id, shop.order(order_id)["number"]


def exceptions(shop):
    found = shop.api.get("/v1/exceptions?kind=settlement").json()
    return sorted((one["detail"], one["number"], one["amount_minor"]) for one in found)


def open_ones(shop):
    return shop.api.get("/v1/settlements/differences").json()["differences"]


@pytest.mark.parametrize(("version", "newer"), [("02", False), ("08", True), ("13", True)])
def test_money_finds_its_order_in_every_version_of_the_format(shop, version, newer):
    order_id, number = waiting(shop)
    line = entry("B-1", PRICE, f"Pedido {number} gracias", newer=newer)
    assert taken(shop, line, version=version) == (1, 0, 0, 0)
    assert shop.statuses(order_id)[2] == "paid"
    assert exceptions(shop) == []


def test_the_same_file_and_one_that_overlaps_book_no_line_twice(shop):
    (first, number), (second, other) = waiting(shop), waiting(shop)
    lines = [entry("B-1", PRICE, number), entry("B-2", "5.00", "thank you")]
    assert taken(shop, *lines) == (1, 0, 1, 0)
    assert taken(shop, *lines) == (0, 2, 0, 0)
    overlapping = [*lines, entry(None, PRICE, other)]
    assert taken(shop, *overlapping, name="S-2") == (1, 2, 0, 0)
    assert taken(shop, entry(None, PRICE, other), name="S-3") == (0, 1, 0, 0)
    assert shop.statuses(first)[2] == shop.statuses(second)[2] == "paid"
    assert shop.money(first) == [("authorise", "done", 2490), ("capture", "done", 2490)]
    assert len(open_ones(shop)) == 1


def test_one_booking_of_several_payments_is_parted(shop):
    (first, number), (second, other) = waiting(shop), waiting(shop)
    whole = batch("B-9", ("P-1", PRICE, number), ("P-2", PRICE, other), ("P-3", "1.00", "x"))
    assert taken(shop, whole) == (2, 0, 1, 0)
    assert shop.statuses(first)[2] == shop.statuses(second)[2] == "paid"
    assert taken(shop, whole) == (0, 3, 0, 0)


def test_what_matches_nothing_waits_with_its_kind(shop):
    (paid, number), (short, other) = waiting(shop), waiting(shop)
    told = (
        entry("B-1", PRICE, number),
        entry("B-2", "24.00", other),
        entry("B-3", PRICE, number),
        entry("B-4", "5.00", "thank you"),
        entry("B-5", PRICE, other, currency="GBP"),
        entry("B-6", "3.00", f"{number} {other}"),
        entry("B-1", PRICE, number, way="DBIT", reversal=True),
        entry("B-7", "900.00", "rent", way="DBIT"),
        entry("B-8", PRICE, other, status="PDNG"),
    )
    assert taken(shop, *told) == (1, 0, 6, 1)
    assert exceptions(shop) == sorted([
        ("amount", other, 90), ("not_awaited", number, 2490), ("missing_here", "", 500),
        ("currency", other, 2490), ("missing_here", "", 300), ("chargeback", number, 2490),
    ])  # fmt: skip
    assert shop.statuses(paid)[2] == "paid"
    assert shop.statuses(short)[2] == "pending"


def test_it_is_owned_closed_with_a_reason_and_stays_closed(shop):
    lines = [entry("B-4", "5.00", "thank you")]
    taken(shop, *lines)
    (one,) = open_ones(shop)
    path = f"/v1/settlements/differences/{one['difference_id']}"
    assert shop.api.post(f"{path}/owner", {"owner": "ES-03"}).status_code == 200
    assert [w["owner"] for w in shop.api.get("/v1/exceptions?kind=settlement").json()] == ["ES-03"]
    closed = shop.api.post(f"{path}/close", {"reason": "sent back to the payer"})
    assert closed.json()["reason"] == "sent back to the payer"
    assert exceptions(shop) == []
    assert taken(shop, *lines, name="S-2") == (0, 1, 0, 0)
    assert exceptions(shop) == []


def test_what_differed_is_tried_again_when_its_order_waits_now(shop):
    order_id, number = waiting(shop)
    lines = [entry("B-1", "24.90", number), entry("B-2", "49.80", number)]
    assert taken(shop, lines[1]) == (0, 0, 1, 0)
    assert taken(shop, *lines) == (1, 1, 0, 0)
    assert [one["kind"] for one in open_ones(shop)] == ["amount"]
    assert shop.statuses(order_id)[2] == "paid"


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">'


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (statement(entry("B-1", PRICE, "x"), head=BOMB), "file_broken"),
        (statement(entry("B-1", PRICE, "x"), head=OUTSIDE), "file_broken"),
        ("<Document><BkToCstmrStmt>", "file_broken"),
        ("reference,text", "file_broken"),
        ("<Document/>", "file_broken"),
        ('<?xml version="1.0" encoding="foo"?><Document/>', "file_broken"),
        ('<?xml version="1.0" encoding="utf-7"?><Document/>', "file_broken"),
        ("<a>" * 50 + "</a>" * 50, "file_broken"),
        (statement(entry("B-1", "24.905", "x")), "malformed"),
        (statement(entry("B-1", "-1", "x")), "malformed"),
        (statement(entry("B-1", "NaN", "x")), "malformed"),
        (statement(entry("B-1", PRICE, "x", way="SIDE")), "malformed"),
        (statement(entry("B-1", PRICE, "x", currency="eur")), "currency_unknown"),
    ],
)
def test_what_is_no_statement_is_refused_whole(shop, document, code):
    before = shop.api.rows()
    refused = shop.api.post(PATH, {"document": document})
    assert (refused.status_code, refused.json()["code"]) == (400, code), refused.text
    assert shop.api.rows() == before


def test_only_who_sees_to_money_takes_it_in(shop):
    secret = shop.api.key_of("ES-01", Scope.ORDERS_WRITE, door="till")
    refused = shop.api.post(PATH, {"document": statement()}, secret=secret)
    assert refused.status_code == 403


def test_a_file_is_imported_and_unreadable_entries_are_listed(shop, tmp_path):
    order_id, number = waiting(shop)
    path = tmp_path / "statement.xml"
    path.write_text(statement(entry("B-1", PRICE, number), entry("B-2", "?", "x")))
    report = Report(None, speak("en").refuse)
    done = import_statement(shop.api.runtime, path, report)
    assert (done.rows, done.kept, done.changed) == (2, 1, 1)
    assert dict(done.refused) == {"malformed": 1}
    shop.settle()
    assert shop.statuses(order_id)[2] == "paid"
    assert import_statement(shop.api.runtime, path, Report(None, speak("en").refuse)).changed == 0
