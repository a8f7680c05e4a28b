"""Reports at the command line: how promises were kept."""

from tests.doors.cli.shop import trade, trading


def test_promises_are_told_by_place_door_and_kind(run, place, tmp_path):
    assert run("init", *place).code == 0
    with trading(place, tmp_path) as desk:
        trade(desk)
    told = run("report", "promises", "--by", "kind", "--json", *place)
    assert told.code == 0, told.out
    found = {one["key"]: one for one in told.document["keeping"]}
    assert (found["deliver"]["kept"], found["deliver"]["open"]) == (1, 1)
    assert found["deliver"]["kept_pcm"] == 100_000
    assert found["ready"]["dropped"] == 1
    assert "100.0 %" in run("report", "promises", "--by", "kind", *place).out
    assert run("report", "promises", "--since", "2099-01-01", "--until", "2099-01-02", "--json",
               *place).document["keeping"] == []  # fmt: skip


def test_what_cannot_be_told_apart_is_refused(run, place):
    assert run("init", *place).code == 0
    told = run("report", "promises", "--by", "colour", "--json", *place)
    assert (told.code, told.document["code"]) == (2, "command_wrong")
