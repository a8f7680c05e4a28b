import pytest
from sqlalchemy import text

from paraguas.invoices.actions.credit_units import credit_units
from paraguas.invoices.actions.issue_invoices import issue_invoices
from paraguas.invoices.model import CreditDraft, CreditReason
from paraguas.invoices.queries import audit, invoices_of
from tests.invoices.drafts import at, draft, line, order_id

CHECKS = ["gapless", "totals", "rate", "units"]


@pytest.mark.parametrize(
    ("check", "breakage"),
    [
        ("gapless", "DELETE FROM invoice_numbers WHERE number = 1 AND series = 'MAD'"),
        ("gapless", "UPDATE number_ranges SET next_number = 9 WHERE series = 'MAD'"),
        ("totals", "UPDATE invoices SET tax_minor = tax_minor + 1 WHERE kind = 'invoice'"),
        ("rate", "UPDATE invoice_lines SET line_tax_minor = 1 WHERE line_no = 2"),
        ("units", "UPDATE invoice_lines SET units = 4 WHERE kind = 'invoice' AND line_no = 1"),
        ("units", "UPDATE invoice_lines SET units = 4 WHERE kind = 'credit_note' AND line_no = 1"),
        ("units", "UPDATE invoice_lines SET first_unit = 0 WHERE part_no = 1"),
    ],
)
def test_the_audit_sees_what_is_broken(db, check, breakage):
    with db.writing() as tx:
        lines = line(1, 3, 1_000, units=2), line(2, 1, 500)
        issue_invoices(tx, [(at(), draft(*lines)), (at(), draft(line(1, 3, 1_000, units=1)))])
        credit_units(tx, at(), CreditDraft(order_id("1"), {1: 1}, CreditReason.CANCELLED))
        clean = audit(tx)
        tx.run(text(breakage))
        broken = audit(tx)
    assert [one.looked_at for one in clean] == [3, 3, 2, 4]
    assert [one.findings for one in clean] == [()] * 4
    found = [name for name, one in zip(CHECKS, broken, strict=True) if one.findings]
    assert found == [check]


def test_an_order_nobody_knows_has_no_documents(db):
    with db.reading() as tx:
        assert invoices_of(tx, order_id("nobody")) == []
        assert invoices_of(tx, "not an id") == []
