"""Promotions at the command line: checked, saved and listed, tried on past orders."""

import pytest

from tests.doors.api.wishes import shipped
from tests.doors.cli.shop import trading

FILE = """
[[promotions]]
code = "WINTER"
market = "ES"
kind = "percentage"
percent = "20"
titles = { es = "Rebajas", en = "Sale" }
starts_on = 2026-01-01
"""


@pytest.fixture
def file(tmp_path):
    found = tmp_path / "winter.toml"
    found.write_text(FILE, encoding="utf-8")
    return found


def test_a_file_is_checked_tried_on_past_orders_saved_and_listed(run, place, tmp_path, file):
    assert run("init", *place).code == 0
    with trading(place, tmp_path) as desk:
        desk.api.stock("CASE-CLEAR", ES_GETAFE=9)
        desk.place(shipped("CASE-CLEAR", 2))
        told = run("promotions", "simulate", str(file), "--json", *place)
        assert told.code == 0, told.out
        assert (told.document["orders"], told.document["touched"]) == (1, 1)
        assert told.document["off_minor"] == {"EUR": 996}
        assert told.document["was_off_minor"] == {"EUR": 0}
        assert told.document["by_promotion"] == {"WINTER": 1}
        assert "1 of 1 orders" in run("promotions", "simulate", str(file), *place).out
    assert run("promotions", "check", str(file), *place).code == 0
    assert run("promotions", "list", "--json", *place).document == {"promotions": []}
    assert run("promotions", "save", str(file), "--json", *place).document == {"saved": 1}
    (listed,) = run("promotions", "list", "--json", "--market", "ES", *place).document["promotions"]
    assert (listed["promotion"]["code"], listed["state"]) == ("WINTER", "running")
    assert "WINTER" in run("promotions", "list", *place).out
    differences = run("prices", "differences", "--json", *place)
    assert (differences.code, differences.document) == (0, {"differences": []})
    assert "nothing differs" in run("prices", "differences", *place).out


def test_a_slip_refuses_the_file_with_its_row(run, place, tmp_path, file):
    assert run("init", *place).code == 0
    file.write_text(FILE + FILE.replace("WINTER", "WEB") + 'channel = "web"\n', encoding="utf-8")
    for verb in ("check", "save"):
        told = run("promotions", verb, str(file), "--json", *place)
        assert (told.code, told.document["code"]) == (2, "promotion_partial")
        assert told.document["details"] == {"file": "winter.toml", "row": "2", "word": "channel"}
    absent = run("promotions", "check", str(tmp_path / "none.toml"), "--json", *place)
    assert (absent.code, absent.document["code"]) == (2, "promotion_wrong")
    assert run("promotions", "list", "--json", *place).document == {"promotions": []}
