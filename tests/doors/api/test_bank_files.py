"""A bank's statement is imported: money finds its order by number, once; what differs is told."""

import csv

import pytest

from paraguas.doors.imports.importing import import_file
from paraguas.doors.imports.report import Report
from paraguas.plumbing.words import speak
from tests.doors.api.wishes import shipped

SKU, PRICE = "CASE-CLEAR", "24.90"
HEAD = "reference,text,amount,currency\n"


@pytest.fixture
def shop(desk):
    desk.api.stock(SKU, ES_GETAFE=20)
    return desk


@pytest.fixture
def told(shop, tmp_path):
    """Import rows; gives how much was new, and the refused rows with their codes."""

    def tell(*rows):
        path, listing = tmp_path / "bank.csv", tmp_path / "report.csv"
        path.write_text(HEAD + "".join(f"{row}\n" for row in rows))
        report = Report(listing, speak("en").refuse)
        done = import_file(shop.api.runtime, "bank", path, report)
        shop.settle()
        with listing.open(newline="") as file:
            return done.changed, [(int(r["row"]), r["code"]) for r in csv.DictReader(file)]

    return tell


def waiting(shop):
    order_id = shop.place(shipped(SKU, 1, tenders=[{"kind": "transfer"}]))
    return order_id, shop.order(order_id)["number"]


def test_money_finds_its_order_by_the_number_in_what_the_payer_wrote(shop, told):
    order_id, number = waiting(shop)
    plain, other = waiting(shop)
    written = other.replace("-", "").lower()
    rows = (f"B-1,Pedido {number} gracias,{PRICE},EUR", f"B-2,{written},{PRICE},EUR")
    assert told(*rows) == (2, [])
    assert shop.statuses(order_id)[2] == shop.statuses(plain)[2] == "paid"
    assert told(*rows) == (0, [])


def test_what_does_not_agree_is_told_and_the_rest_is_kept(shop, told):
    good, number = waiting(shop)
    short, other = waiting(shop)
    rows = (
        f"B-1,{number},{PRICE},EUR",
        f"B-2,{other},24.00,EUR",
        f"B-3,{number},{PRICE},EUR",
        "B-4,thank you,5.00,EUR",
        f"B-5,{number} and {other},5.00,EUR",
        f"B-6,{other},{PRICE},GBP",
        f"B-7,{other},-1.00,EUR",
    )
    assert told(*rows) == (
        1,
        [
            (5, "malformed"),
            (6, "malformed"),
            (8, "malformed"),
            (3, "transfer_amount"),
            (4, "transfer_not_awaited"),
            (7, "malformed"),
        ],
    )
    assert shop.statuses(good)[2] == "paid"
    assert shop.statuses(short)[2] == "pending"
