"""The audit holds what suppliers sent to what it moved; planted drifts are found."""

from datetime import date

import pytest
from sqlalchemy import update

from paraguas.journeys import dock
from paraguas.journeys.dock import Arrival, CameLine, Notice, NoticeLine
from paraguas.journeys.starting_up import load_starter
from paraguas.plumbing.clock import stamp
from paraguas.supply.tables import purchase_lines, purchase_orders
from paraguas.values.by import SYSTEM
from paraguas.views.supply_books import audit_supply

LEFT = "what was announced came, is missing or is still expected"
MOVED = "a purchase order is the sum of its movements"


@pytest.fixture
def papers(db):
    """A purchase order of which seven of ten came, two of them damaged."""
    lines = (NoticeLine("CASE-CLEAR", 10, date(2031, 3, 1)),)
    with db.writing() as tx:
        load_starter(tx, stamp(SYSTEM))
    with db.writing() as tx:
        order = dock.announce(tx, Notice(stamp(SYSTEM), "ES-GETAFE", "ACME", "PO-1", lines))
    came = (CameLine("CASE-CLEAR", 5, 2),)
    with db.writing() as tx:
        dock.receive(tx, Arrival(stamp(SYSTEM), order.purchase_order_id, "R-1", came))
    return db


def found(db):
    with db.reading() as tx:
        return {check.name for check in audit_supply(tx) if check.findings}


def test_honest_papers_have_no_findings(papers):
    assert found(papers) == set()
    with papers.reading() as tx:
        looked_at = {check.name: check.looked_at for check in audit_supply(tx)}
    assert (looked_at[LEFT], looked_at[MOVED]) == (1, 1)


@pytest.mark.parametrize(
    ("planted", "names"),
    [
        (update(purchase_lines).values(received=6), {MOVED}),
        (update(purchase_lines).values(damaged=1), {MOVED}),
        (update(purchase_lines).values(missing=3), {LEFT}),
        (update(purchase_orders).values(state="closed"), {LEFT}),
    ],
)
def test_what_does_not_add_up_is_found(papers, planted, names):
    with papers.writing() as tx:
        tx.run(planted)
    assert found(papers) == names
