"""Loyalty on the command line: a member's statement, and what the programme owes."""

from tests.doors.api.members import PRICE, SKU, give, join
from tests.doors.api.wishes import shipped
from tests.doors.cli.shop import trading


def test_a_statement_tells_what_moved_and_the_liability_what_is_owed(run, place, tmp_path):
    assert run("init", *place).code == 0
    nothing = run("loyalty", "liability", *place)
    assert (nothing.code, nothing.out.strip()) == (0, "no points were issued yet")
    with trading(place, tmp_path) as desk:
        desk.api.stock(SKU, ES_GETAFE=9)
        number = join(desk)
        give(desk, number, 300)
        desk.place(shipped(SKU, 2, loyalty=number))
    told = run("loyalty", "statement", number, *place, "--json").document
    moved = [(one["kind"], one["active"], one["pending"]) for one in told["lines"]]
    assert moved == [("earned", 300, 0), ("earned", 0, 2 * PRICE // 100)]
    assert told["lines"][-1]["balance"] == 300
    shown = run("loyalty", "statement", number, *place)
    assert "a present" in shown.out
    [programme] = run("loyalty", "liability", *place, "--json").document["programmes"]
    assert programme["points"]["active"] == 300
    assert programme["money"]["EUR"]["owed_minor"] > 0
    assert "€0." in run("loyalty", "liability", *place).out
    unknown = run("loyalty", "statement", "nobody", *place)
    assert unknown.code == 2
    assert "There is no account of points with number nobody" in unknown.err
