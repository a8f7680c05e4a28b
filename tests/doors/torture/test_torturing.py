"""Torture at its smallest: real servers, real kills, real races."""

import pytest

from paraguas.doors.bench.ground import ground
from paraguas.doors.bench.serving import audit
from paraguas.doors.torture.killing import KILLS, invoice_kills, kills
from paraguas.doors.torture.racing import RACES, TRIALS, appointments, oversell
from paraguas.doors.torture.report import effort
from paraguas.doors.torture.retrying import REQUESTS, retries
from paraguas.doors.torture.torturing import PARTS, torture

SMALL = {"places": 2, "skus": 10, "cards": 5}
MINUTES = 2.0
SHARES = {
    oversell: 2 / TRIALS,
    appointments: 5 / RACES,
    retries: 20 / REQUESTS,
    kills: 1 / KILLS,
    invoice_kills: 1 / KILLS,
}


@pytest.mark.parametrize("parts", PARTS, ids=lambda parts: parts[0].__name__)
@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_what_must_never_happen_does_not(database, parts):
    with ground(database, **SMALL) as on:
        rows = [part(on, effort(SHARES[part], MINUTES)) for part in parts]
        found = audit(on.folder, on.url)["findings"]
    assert [(row.what, row.note) for row in rows if not row.holds] == []
    assert all(row.tried for row in rows)
    assert found == 0


def test_no_time_still_tries_everything_once_and_audits():
    rows = list(torture(["sqlite"], 0.0001, 0.0, lambda _: None))
    assert all(row.tried and row.holds for row in rows), rows
    assert [row.what for row in rows].count("audit") == len(PARTS)
