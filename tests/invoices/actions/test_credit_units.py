from threading import Thread

import pytest

from paraguas.invoices.actions.credit_units import credit_units
from paraguas.invoices.actions.issue_invoices import issue_invoices
from paraguas.invoices.errors import BeyondInvoiced, NothingToInvoice
from paraguas.invoices.model import CreditDraft, CreditReason, DocumentKind, Paid
from paraguas.invoices.queries import audit, find_number, invoices_of
from paraguas.plumbing.facts import facts
from paraguas.plumbing.lane import Lane
from paraguas.plumbing.work import Work
from tests.invoices.drafts import at, draft, line, order_id


@pytest.fixture
def invoiced(db):
    """Three units of line 1 at 10.00 together, one of line 2 at 5.00."""
    with db.writing() as tx:
        [document] = issue_invoices(
            tx, [(at(), draft(line(1, 3, 1_000), line(2, 1, 500, rate_pcm=10000)))]
        )
    return document


def wish(units, reason=CreditReason.CANCELLED):
    return CreditDraft(order_id("1"), units, reason, (Paid("card", 333, "4242"),))


def credit(db, units, reason=CreditReason.CANCELLED):
    with db.writing() as tx:
        return credit_units(tx, at(), wish(units, reason))


def findings(db):
    with db.reading() as tx:
        return [finding for check in audit(tx) for finding in check.findings]


def test_a_credit_note_refers_to_the_invoice_and_has_its_own_series(db, invoiced):
    [note] = credit(db, {1: 1}, CreditReason.RETURNED)
    assert note.number == "MADR-2025-000001"
    assert note.kind is DocumentKind.CREDIT_NOTE
    assert note.refers_to.number == invoiced.number
    assert note.refers_to.reason is CreditReason.RETURNED
    assert [(one.first_unit, one.units, one.gross_minor) for one in note.lines] == [(2, 1, 333)]
    with db.reading() as tx:
        assert invoices_of(tx, order_id("1")) == [invoiced, note]
        assert find_number(tx, note.number) == [note]
    assert findings(db) == []


def test_all_credited_in_any_steps_is_all_that_was_invoiced(db, invoiced):
    notes = [note for units in ({1: 1}, {1: 1, 2: 1}, {1: 1}) for note in credit(db, units)]
    assert [note.gross_minor for note in notes] == [333, 834, 333]
    assert sum(note.gross_minor for note in notes) == invoiced.gross_minor
    assert sum(note.tax_minor for note in notes) == invoiced.tax_minor
    assert findings(db) == []


@pytest.mark.parametrize("units", [{1: 4}, {2: 2}, {3: 1}, {1: 0}, {1: 1, 2: 2}])
def test_never_beyond_what_was_invoiced(db, invoiced, units):
    with pytest.raises(BeyondInvoiced):
        credit(db, units)
    with db.reading() as tx:
        assert invoices_of(tx, order_id("1")) == [invoiced]
    assert findings(db) == []


def test_nothing_is_no_credit_note(db, invoiced):
    with pytest.raises(NothingToInvoice):
        credit(db, {})
    assert findings(db) == []


def test_units_of_two_invoices_make_two_notes(db):
    with db.writing() as tx:
        for units in (1, 2):
            issue_invoices(tx, [(at(), draft(line(1, 3, 1_000, units=units)))])
    notes = credit(db, {1: 3})
    with db.reading() as tx:
        first, second = invoices_of(tx, order_id("1"))[:2]
    assert [note.refers_to.number for note in notes] == [first.number, second.number]
    assert [note.gross_minor for note in notes] == [first.gross_minor, second.gross_minor]
    assert [note.paid for note in notes] == [(), ()]
    assert findings(db) == []


def test_the_fact_names_the_invoice(db, invoiced):
    credit(db, {2: 1})
    with db.reading() as tx:
        [body] = [row.body for row in tx.all(facts.select()) if row.name == "invoice.credited.v1"]
    assert f'"refers_to":"{invoiced.invoice_id}"' in body
    assert '"reason":"cancelled"' in body


def test_many_at_once_credit_each_unit_once(db, invoiced):
    lanes, told = [Lane(db), Lane(db), Lane(db)], []

    def press(lane):
        lane.start()
        for _ in range(4):
            lane.put(
                Work(lambda tx, units: credit_units(tx, at(), wish(units)), {1: 1}, told.append)
            )
        lane.stop()

    threads = [Thread(target=press, args=(lane,)) for lane in lanes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(outcome, list) for outcome in told) == 3
    assert sum(isinstance(outcome, BeyondInvoiced) for outcome in told) == 9
    assert findings(db) == []
