"""The doctor names what is amiss and the next step."""

import tempfile

import pytest
from sqlalchemy import text


@pytest.fixture
def harm(made, inside):
    def run_sql(sql):
        with inside() as tx:
            tx.run(text(sql))

    return run_sql


def symptoms(told):
    return {one["name"]: one for one in told.document["checks"]}


def test_a_new_installation_is_well(run, made, bare_url):
    told = run("doctor", "--json", *made)
    found = symptoms(told)
    # The suite's own PostgreSQL is not durable, and the doctor is right to say so.
    wrong = {name for name, one in found.items() if one["state"] == "fail"}
    assert wrong == (set() if bare_url.startswith("sqlite") else {"durability"})
    assert told.code == len(wrong)
    assert all(one["next"] for one in found.values() if one["state"] != "ok")


def test_nothing_there_is_told_and_nothing_made(run, tmp_path):
    told = run("doctor", "--json", "--folder", str(tmp_path / "none"))
    assert told.code == 1
    assert symptoms(told)["database"]["found"] == "not_initialised"
    assert not (tmp_path / "none").exists()


def test_missing_secrets_are_told(run, made, harm):
    harm("DELETE FROM secrets WHERE name = 'link'")
    found = symptoms(run("doctor", "--json", *made))["secrets"]
    assert (found["state"], found["found"]) == ("fail", "missing: link")


def test_tables_that_are_behind_are_told(run, made, harm):
    harm("DELETE FROM alembic_version")
    assert symptoms(run("doctor", "--json", *made))["schema"]["state"] == "fail"


def test_tables_of_a_later_version_are_told(run, made, harm):
    harm("UPDATE alembic_version SET version_num = '9999'")
    told = run("doctor", "--json", *made)
    assert "schema_newer" in told.out
    assert told.code == 1


def test_chores_given_up_are_told(run, made, harm):
    harm(
        "INSERT INTO chores (chore_id, bucket, due_at, kind, subject_id, attempts, body)"
        " SELECT actor_id, 1, 0, 'errand:payment', actor_id, 10, '{}' FROM actors"
        " WHERE code = 'admin'"
    )
    found = symptoms(run("doctor", "--json", *made))["chores"]
    assert (found["state"], found["found"]) == ("warn", "0 due, 0 later, 1 dead")


def test_a_clock_that_went_back_is_told(run, made, harm):
    harm("INSERT INTO bucket_leases VALUES (0, 'somebody', 9000000000000000)")
    assert symptoms(run("doctor", "--json", *made))["clock of the workers"]["state"] == "fail"


def test_it_is_readable(run, made):
    told = run("doctor", *made)
    assert "durability" in told.out
    assert "\x1b" not in told.out


def test_a_private_postgres_is_well(run):
    with tempfile.TemporaryDirectory() as folder:
        place = ["--postgres", "--folder", f"{folder}/data"]
        assert run("init", "--empty", *place).code == 0
        told = run("doctor", "--json", *place)
        assert told.code == 0
        assert symptoms(told)["database"]["found"].startswith("PostgreSQL 1")
        assert run("audit", *place).code == 0
