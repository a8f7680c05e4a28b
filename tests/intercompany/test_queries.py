"""The audit sees what it is there for: each fault is planted and found."""

import pytest
from sqlalchemy import update

from paraguas.intercompany.actions.enter_debts import enter_debts
from paraguas.intercompany.model import Entry, EntryKind
from paraguas.intercompany.queries import audit, legs_of
from paraguas.intercompany.tables import intercompany_entries as table
from paraguas.values.ids import digest_id
from tests.payments.till import AT, stamp

ES, FR, ORDER = (digest_id("x", name) for name in ("es", "fr", "order"))


def entry(amount=700, cause="c1"):
    cause_id, part = digest_id("cause", cause), digest_id("part")
    return Entry(cause_id, EntryKind.GOODS, FR, ES, ORDER, "A-1", part, amount, "EUR", AT)


def enter(db, *entries):
    with db.writing() as tx:
        return enter_debts(tx, stamp(), entries)


def test_an_entry_stands_on_both_sides_and_once(db):
    assert len(enter(db, entry())) == 1
    assert enter(db, entry(), entry(0, "c2")) == []
    with db.reading() as tx:
        told = {(leg.entity_id, leg.other_id, leg.amount_minor) for leg in legs_of(tx, ORDER)}
        assert audit(tx)[0].findings == ()
    assert told == {(FR, ES, 700), (ES, FR, -700)}


@pytest.mark.parametrize("fault", [{"amount_minor": 1}, None])
def test_planted_fault_is_found(db, fault):
    enter(db, entry())
    with db.writing() as tx:
        one_side = table.c.entity_id == FR
        tx.run(
            update(table).where(one_side).values(fault) if fault else table.delete().where(one_side)
        )
        assert audit(tx)[0].findings != ()
