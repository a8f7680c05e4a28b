"""Rule sets of sourcing at the command line: saved, shown, tried."""

import pytest

from tests.doors.api.wishes import shipped
from tests.doors.cli.shop import trading

RULES = """
name = "away"
not_places = ["ES-GETAFE"]

[[rules]]
by = "distance"
step = 5000
"""


@pytest.fixture
def file(tmp_path):
    found = tmp_path / "rules.toml"
    found.write_text(RULES, encoding="utf-8")
    return str(found)


def test_a_rule_set_is_tried_saved_and_shown(run, place, tmp_path, file):
    assert run("init", *place).code == 0
    with trading(place, tmp_path) as desk:
        desk.api.stock("CASE-CLEAR", ES_GETAFE=9, ES_MAD_SERRANO=9)
        desk.place(shipped("CASE-CLEAR", 1))
        told = run("sourcing", "simulate", file, "--json", "--most", "5", *place)
        assert told.code == 0, told.out
        assert (told.document["orders"], told.document["comparison"]["groups"]) == (1, 1)
        later = run("sourcing", "simulate", file, "--json", "--since", "2099-01-01", *place)
        assert later.document["orders"] == 0
        assert (
            "sourced again on the stock as it is now"
            in run("sourcing", "simulate", file, *place).out
        )
    saved = run("sourcing", "save", file, "--reason", "trial", "--json", *place)
    assert (saved.code, saved.document["version"]) == (0, 1)
    shown = run("sourcing", "show", "--json", *place).document["rule_sets"]
    assert [(one["rules"]["name"], one["version"]) for one in shown] == [
        ("away", 1),
        ("standard", 0),
    ]
    assert "away" in run("sourcing", "show", "away", *place).out


def test_what_cannot_be_read_is_refused(run, place, tmp_path):
    assert run("init", *place).code == 0
    broken = tmp_path / "rules.toml"
    broken.write_text("name = ", encoding="utf-8")
    for file in (broken, tmp_path / "none.toml"):
        told = run("sourcing", "save", str(file), "--reason", "x", "--json", *place)
        assert (told.code, told.document["code"]) == (2, "sourcing_rules_malformed")
    assert run("sourcing", "show", "none", "--json", *place).document["code"] == (
        "sourcing_rules_unknown"
    )
