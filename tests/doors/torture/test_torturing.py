"""Torture at its smallest: real servers, real kills, real races."""

import json

import pytest

from paraguas.doors.bench.ground import ground
from paraguas.doors.bench.serving import audit
from paraguas.doors.cli import main
from paraguas.doors.torture import torturing
from paraguas.doors.torture.killing import KILLS, invoice_kills, kills
from paraguas.doors.torture.lives.living import LIVES, lives
from paraguas.doors.torture.power_cut import CUTS
from paraguas.doors.torture.racing import RACES, TRIALS, appointments, oversell
from paraguas.doors.torture.report import effort
from paraguas.doors.torture.retrying import REQUESTS, retries
from paraguas.doors.torture.returning import TRIALS as RETURN_TRIALS, return_races
from paraguas.doors.torture.torturing import PARTS, SQLITE_ALONE, power_cuts
from paraguas.doors.torture.verdicts import REQUESTS as VERDICTS, verdicts

SMALL = {"places": 3, "skus": 10, "cards": 5}
MINUTES = 2.0
SHARES = {
    oversell: 2 / TRIALS,
    appointments: 5 / RACES,
    return_races: 2 / RETURN_TRIALS,
    verdicts: 60 / VERDICTS,
    retries: 20 / REQUESTS,
    kills: 1 / KILLS,
    invoice_kills: 1 / KILLS,
    power_cuts: 2 / CUTS,
    lives: 30 / LIVES,
}


CASES = [
    (database, parts)
    for database in ("sqlite", "postgres")
    for parts in PARTS
    if database == "sqlite" or SQLITE_ALONE.isdisjoint(parts)
]


@pytest.mark.parametrize(
    ("database", "parts"), CASES, ids=[f"{parts[0].__name__}-{name}" for name, parts in CASES]
)
def test_what_must_never_happen_does_not(database, parts):
    with ground(database, **SMALL) as on:
        rows = [part(on, effort(SHARES[part], MINUTES)) for part in parts]
        found = audit(on.folder, on.url)["findings"]
    assert [(row.what, row.note) for row in rows if row.failed] == []
    assert all(row.tried for row in rows)
    assert found == 0


def test_the_command_tries_everything_once_however_little_time_there_is(monkeypatch, capsys):
    monkeypatch.setattr(torturing, "PARTS", ((appointments,), (power_cuts,)))
    code = main(["torture", "--database", "sqlite", "--minutes", "0.0001", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert (code, told["bench"]) == (0, "torture")
    names = [row["what"] for row in told["rows"]]
    assert names == ["appointment double booking", "audit", "power cut", "audit"]
    assert all(row["tried"] and row["holds"] for row in told["rows"])
    assert set(told["rows"][0]) == {
        *("what", "database", "tried", "failed", "bar", "holds", "note")
    }
