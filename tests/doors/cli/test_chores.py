"""What was given up is listed with its reason, and tries again when told to."""

import pytest
from sqlalchemy import text

PLANT = (
    "INSERT INTO chores (chore_id, bucket, due_at, kind, subject_id, attempts, problem, body)"
    " SELECT {key}, 1, 1000000, 'errand:payment', actor_id, {attempts}, 'the line is cut', '{{}}'"
    " FROM actors WHERE code = 'admin'"
)


@pytest.fixture
def plant(made, inside):
    def sow(key="actor_id", attempts=10):
        with inside() as tx:
            tx.run(text(PLANT.format(key=key, attempts=attempts)))

    return sow


@pytest.fixture(autouse=True)
def english(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def test_nothing_given_up_is_told(run, made):
    told = run("chores", *made)
    assert (told.code, told.out.strip()) == (0, "Nothing was given up.")
    assert run("chores", "--json", *made).document == {"dead": [], "revived": 0}


def test_what_was_given_up_is_listed_with_its_reason(run, made, plant):
    plant()
    told = run("chores", "--json", *made)
    assert told.code == 1
    [dead] = told.document["dead"]
    assert (dead["kind"], dead["what"]) == ("errand:payment", "Ask the payment provider")
    assert (dead["problem"], dead["attempts"]) == ("the line is cut", 10)
    assert (dead["number"], dead["at"]) == (None, "1970-01-01T00:00:01Z")
    said = run("chores", *made)
    assert "the line is cut" in said.out
    assert "--revive" in said.out


def test_it_is_told_in_the_language_of_the_machine(run, made, plant, monkeypatch):
    plant()
    monkeypatch.setenv("LANG", "es_ES.UTF-8")
    assert "Preguntar al proveedor de pago" in run("chores", *made).out


def test_a_chore_that_is_still_tried_is_not_given_up(run, made, plant):
    plant(attempts=9)
    assert run("chores", "--json", *made).document["dead"] == []


def test_revived_chores_try_again_now(run, made, plant, inside):
    plant()
    told = run("chores", "--revive", "--json", *made)
    assert (told.code, told.document["revived"]) == (0, 1)
    with inside() as tx:
        [row] = tx.all(text("SELECT attempts, due_at FROM chores"))
    assert row.attempts == 0
    assert row.due_at > 1_000_000
    assert run("chores", *made).code == 0
    assert run("chores", "--revive", *made).code == 0


def test_it_looks_beside_a_server(run, made, plant, serve):
    plant()
    serve(*made)
    assert run("chores", "--json", *made).code == 1
