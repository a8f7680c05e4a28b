import signal
import subprocess
import sys
import time
from threading import Barrier, Thread

import pytest

from paraguas.invoices.actions.issue_invoices import issue_invoices
from paraguas.invoices.errors import BeyondOrdered, InvoiceAbsent, NothingToInvoice
from paraguas.invoices.model import InvoiceDraft
from paraguas.invoices.queries import audit, find_number, invoice, invoices_of
from paraguas.plumbing.facts import facts
from paraguas.plumbing.lane import Lane
from paraguas.plumbing.work import Work
from paraguas.values.ids import InvoiceId
from paraguas.values.time import DAY
from tests.invoices.drafts import AT, at, draft, heading, line, order_id


def issue(db, *drafts, moment=AT):
    with db.writing() as tx:
        return issue_invoices(tx, [(at(moment), one) for one in drafts])


def findings(db):
    with db.reading() as tx:
        return [finding for check in audit(tx) for finding in check.findings]


def test_an_invoice_covers_all_lines_and_reads_back_as_issued(db):
    [issued] = issue(db, draft(line(1), line(2, 3, 5_000, rate_pcm=10000)))
    assert issued.number == "MAD-2025-000001"
    assert (issued.gross_minor, issued.tax_minor) == (104_900, 17_338 + 455)
    with db.reading() as tx:
        assert invoices_of(tx, order_id("1")) == [issued]
        assert invoice(tx, order_id("1"), issued.invoice_id) == issued
        assert find_number(tx, " mad-2025-000001 ") == [issued]
        assert find_number(tx, "MAD-2025-000002") == []
        with pytest.raises(InvoiceAbsent):
            invoice(tx, order_id("1"), InvoiceId("0" * 32))
    assert findings(db) == []


def test_the_fact_tells_number_sums_and_units(db):
    [issued] = issue(db, draft(line(1, 2, 1_000)))
    with db.reading() as tx:
        [row] = tx.all(facts.select())
    assert (row.name, row.stream_id) == ("invoice.issued.v1", order_id("1"))
    assert f'"number":"{issued.number}"' in row.body
    assert '"lines":[[1,2]]' in row.body


def test_each_series_and_year_runs_from_one(db):
    issue(db, draft(name="a"), draft(name="b"), draft(name="c", series="BCN"))
    issue(db, draft(name="d"))
    issue(db, draft(name="e"), moment=AT + 60 * DAY)
    with db.reading() as tx:
        numbers = [invoices_of(tx, order_id(name))[0].number for name in "abcde"]
    assert numbers == [
        *("MAD-2025-000001", "MAD-2025-000002", "BCN-2025-000001", "MAD-2025-000003"),
        "MAD-2026-000001",
    ]
    assert findings(db) == []


def test_the_day_and_year_are_those_of_the_entity(db):
    last_hour_in_utc = 20_453 * DAY + 23 * DAY // 24 + 1
    [issued] = issue(db, draft(), moment=last_hour_in_utc)
    assert issued.issued_on.isoformat() == "2026-01-01"
    assert issued.number == "MAD-2026-000001"


def test_a_bad_draft_takes_no_number_and_spoils_no_neighbour(db):
    first, empty, beyond, second, again = issue(
        db,
        draft(name="a"),
        InvoiceDraft(heading("b"), ()),
        draft(line(quantity=2, units=3), name="c"),
        draft(name="d"),
        draft(name="a"),
    )
    assert isinstance(empty, NothingToInvoice)
    assert isinstance(beyond, BeyondOrdered)
    assert beyond.details["left"] == 2
    assert isinstance(again, BeyondOrdered)
    assert [first.number, second.number] == ["MAD-2025-000001", "MAD-2025-000002"]
    assert findings(db) == []


def test_a_cancelled_line_is_left_out_and_a_wholly_cancelled_order_refused(db):
    [issued, nothing] = issue(
        db,
        draft(line(1, 2, 1_000, units=0), line(2, 1, 500), line(3, 0, 70), name="a"),
        draft(line(1, 2, 1_000, units=0), name="b"),
    )
    assert [part.line_no for part in issued.lines] == [2, 3]
    assert issued.gross_minor == 570
    assert isinstance(nothing, NothingToInvoice)


def test_units_are_invoiced_as_they_come_and_once(db):
    for units in (1, 2):
        issue(db, draft(line(quantity=3, amount_minor=1_000, units=units)))
    assert isinstance(
        issue(db, draft(line(quantity=3, amount_minor=1_000, units=1)))[0], BeyondOrdered
    )
    with db.reading() as tx:
        parts = [document.lines[0] for document in invoices_of(tx, order_id("1"))]
    assert [(part.first_unit, part.units, part.gross_minor) for part in parts] == [
        (0, 1, 333),
        (1, 2, 667),
    ]
    assert findings(db) == []


def invoice_or_crash(tx, item):
    """Issue one invoice; every seventh crashes after it took its number."""
    name, crash = item
    [document] = issue_invoices(tx, [(at(), draft(name=name))])
    if crash:
        raise MemoryError(name)
    return document.number


def test_numbers_have_no_gaps_under_threads_and_crashes(db):
    lanes = [Lane(db, most=8), Lane(db, most=8)]
    start, told = Barrier(8), []

    def press(caller):
        start.wait()
        for turn in range(15):
            item = f"{caller}-{turn}", turn % 7 == 3
            lanes[turn % 2].put(Work(invoice_or_crash, item, told.append))

    for lane in lanes:
        lane.start()
    threads = [Thread(target=press, args=(caller,)) for caller in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for lane in lanes:
        lane.stop()
    crashed = [outcome for outcome in told if isinstance(outcome, MemoryError)]
    numbers = sorted(outcome for outcome in told if isinstance(outcome, str))
    assert len(crashed) == 16
    assert numbers == [f"MAD-2025-{number:06d}" for number in range(1, 105)]
    assert findings(db) == []


CHILD = """
import sys
from paraguas.plumbing.db import open_database
from tests.invoices.actions.test_issue_invoices import issue
from tests.invoices.drafts import draft
db, turn = open_database(sys.argv[1]), 0
while True:
    turn += 1
    for one in issue(db, *(draft(name=f"{sys.argv[2]}-{turn}-{n}") for n in range(4))):
        print(one.number, flush=True)
"""


def test_numbers_have_no_gaps_after_a_kill(db, database_url):
    acknowledged = []
    for life in range(2):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, database_url, str(life)],
            stdout=subprocess.PIPE,
            text=True,
        )
        acknowledged.append(child.stdout.readline().strip())
        time.sleep(0.2)
        child.send_signal(signal.SIGKILL)
        rest, _ = child.communicate()
        acknowledged += rest.split("\n")[:-1]
    with db.reading() as tx:
        lost = [number for number in acknowledged if not find_number(tx, number)]
    assert lost == []
    assert len(acknowledged) == len(set(acknowledged)) > 8
    assert findings(db) == []
