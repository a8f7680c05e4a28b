"""The audit in the form machines read, and its exit code."""

import pytest
from sqlalchemy import text


def test_a_new_installation_has_no_findings(run, made):
    told = run("audit", "--json", *made)
    assert told.code == 0
    assert told.document["findings"] == 0
    for check in told.document["checks"]:
        assert set(check) == {"name", "looked_at", "findings"}
    names = [check["name"] for check in told.document["checks"]]
    assert len(set(names)) == len(names) > 20


@pytest.mark.parametrize("words", [["--json"], []])
def test_findings_are_told_and_change_the_exit_code(run, made, inside, words):
    with inside() as tx:
        tx.run(
            text(
                "INSERT INTO chores (chore_id, bucket, due_at, kind, subject_id, attempts, body)"
                " SELECT actor_id, 1, 0, 'timer:expire_hold', actor_id, 0, '{}' FROM actors"
                " WHERE code = 'admin'"
            )
        )
    told = run("audit", *words, *made)
    assert told.code == 1
    assert "timer:expire_hold" in told.out
    assert not words or told.document["findings"] == 1


def test_it_looks_beside_a_server(run, made, serve):
    serve(*made)
    assert run("audit", *made).code == 0
