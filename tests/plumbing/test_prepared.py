"""A prepared statement finds what the same statement finds that is written anew each time."""

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import bindparam, delete, select

from paraguas.plumbing.facts import CHORE_COLUMNS, chores
from paraguas.plumbing.prepared import Prepared
from paraguas.values.ids import digest_id

IDS = [digest_id("chore", str(number)) for number in range(9)]
LISTED = (
    select(chores.c.chore_id, chores.c.due_at, chores.c.problem)
    .where(chores.c.chore_id.in_(bindparam("ids", expanding=True)))
    .where(chores.c.kind.like("timer:%"), chores.c.due_at >= bindparam("since"))
    .order_by(chores.c.due_at)
    .limit(bindparam("most"))
)
SLOW, QUICK = LISTED, Prepared(LISTED)
KINDS = Prepared(
    select(chores.c.due_at).where(chores.c.kind.in_(bindparam("kinds", expanding=True)))
)
STRIKE = Prepared(delete(chores).where(chores.c.chore_id == bindparam("which")))


def fill(db):
    rows = [(one, 3, n, "timer:tea", one, 0, "{}") for n, one in enumerate(IDS)]
    with db.writing() as tx:
        tx.insert(chores, CHORE_COLUMNS, rows)


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(IDS)), st.integers(0, 9), st.integers(0, 9))
def test_it_finds_the_same_rows_for_lists_of_any_length(db, ids, since, most):
    with db.writing() as tx:
        tx.run(delete(chores))
    fill(db)
    with db.reading() as tx:
        asked = {"ids": ids, "since": since, "most": most}
        assert list(map(tuple, tx.all(QUICK, **asked))) == list(map(tuple, tx.all(SLOW, **asked)))


def test_rows_are_named_and_ids_are_hex_digits(db):
    fill(db)
    with db.reading() as tx:
        row = tx.first(QUICK, ids=IDS[:1], since=0, most=1)
        assert (row.chore_id, row.due_at, row.problem) == (IDS[0], 0, None)
        assert tx.value(QUICK, ids=IDS[3:4], since=0, most=1) == IDS[3]
        assert tx.first(QUICK, ids=[], since=0, most=1) is None
        assert tx.value(QUICK, ids=[], since=0, most=1) is None
        assert len(tx.all(KINDS, kinds=["timer:tea", "timer:coffee"])) == len(IDS)


def test_it_tells_how_many_rows_it_changed(db):
    fill(db)
    with db.writing() as tx:
        assert tx.run(STRIKE, which=IDS[0]) == 1
        assert tx.run(STRIKE, which=IDS[0]) == 0


def test_what_is_asked_together_is_there_at_its_end(db):
    fill(db)
    with db.reading() as tx:
        with tx.together():
            one, other = (tx.ask(QUICK, ids=[IDS[n]], since=0, most=1) for n in (1, 2))
        assert ([row.due_at for row in one()], [row.due_at for row in other()]) == ([1], [2])


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_list_that_excludes_is_not_prepared(db):
    others = Prepared(
        select(chores.c.due_at).where(chores.c.chore_id.not_in(bindparam("ids", expanding=True)))
    )
    with pytest.raises(AssertionError, match="without anything"), db.reading() as tx:
        tx.all(others, ids=IDS)
