"""The audit of settlements: every line is accounted for, and one that is not is found."""

from sqlalchemy import delete

from paraguas.settlements.actions.take_lines import take_lines
from paraguas.settlements.model import Line, LineKind
from paraguas.settlements.queries import audit
from paraguas.settlements.rules.matching import match_lines
from paraguas.settlements.tables import settlement_differences
from tests.payments.till import stamp

FEE = Line("P-1", "monthly", "", LineKind.FEE, 900, "EUR", 0, "2026-11-22")
STRANGE = Line("P-1", "nobody's", "", LineKind.CAPTURE, 2490, "EUR", 35, "2026-11-22")


def findings(db):
    with db.reading() as tx:
        return [one for check in audit(tx) for one in check.findings]


def test_a_line_without_an_account_of_it_is_found(db):
    with db.writing() as tx:
        taken = take_lines(tx, stamp(), match_lines([FEE, STRANGE], {}, ()))
    assert (taken.lines, taken.differences) == (2, 1)
    assert findings(db) == []
    with db.writing() as tx:
        tx.run(delete(settlement_differences))
    assert findings(db) == ["line nobody's of payout P-1 is matched to nothing"]
