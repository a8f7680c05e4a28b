"""The audit holds what suppliers sent to what it moved; planted drifts are found."""

from datetime import date

import pytest
from sqlalchemy import update

from paraguas.journeys.setting_up.starting_up import load_starter
from paraguas.journeys.stock import dock, feeding
from paraguas.journeys.stock.codes import Counted
from paraguas.journeys.stock.dock import Arrival, CameLine, Notice, NoticeLine
from paraguas.journeys.stock.feeding import Settling, Telling
from paraguas.plumbing.clock import now, stamp
from paraguas.supply.model import FeedKind, Outcome
from paraguas.supply.tables import (
    feed_closings,
    feed_lines,
    feed_numbers,
    purchase_lines,
    purchase_orders,
)
from paraguas.values.by import SYSTEM
from paraguas.views.supply_books import audit_supply

LEFT = "what was announced came, is missing or is still expected"
MOVED = "a purchase order is the sum of its movements"
FED = "a feed's number is the sum of its messages"
ADJUSTED = "what a feed's difference adjusted was moved"


@pytest.fixture
def papers(db):
    """A purchase order of which seven of ten came, two of them damaged; a feed with a closing."""
    lines = (NoticeLine("CASE-CLEAR", 10, date(2031, 3, 1)),)
    with db.writing() as tx:
        load_starter(tx, stamp(SYSTEM))
    with db.writing() as tx:
        order = dock.announce(tx, Notice(stamp(SYSTEM), "ES-GETAFE", "ACME", "PO-1", lines))
    came = (CameLine("CASE-CLEAR", 5, 2),)
    with db.writing() as tx:
        dock.receive(tx, Arrival(stamp(SYSTEM), order.purchase_order_id, "R-1", came))
    told = (stamp(SYSTEM), "ES-GETAFE", "WMS")
    some = (Counted("CASE-CLEAR", 9),)
    with db.writing() as tx:
        feeding.feed(tx, Telling(*told, 1, FeedKind.SNAPSHOT, now(), some))
    settling = Settling(*told, "CASE-CLEAR", 4, Outcome.ADJUSTED, "found four")
    with db.writing() as tx:
        feeding.settle(tx, settling)
    return db


def found(db):
    with db.reading() as tx:
        return {check.name for check in audit_supply(tx) if check.findings}


def test_honest_papers_have_no_findings(papers):
    assert found(papers) == set()
    with papers.reading() as tx:
        looked_at = {check.name: check.looked_at for check in audit_supply(tx)}
    assert [looked_at[name] for name in (LEFT, MOVED, FED, ADJUSTED)] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("planted", "names"),
    [
        (update(purchase_lines).values(received=6), {MOVED}),
        (update(purchase_lines).values(damaged=1), {MOVED}),
        (update(purchase_lines).values(missing=3), {LEFT}),
        (update(purchase_orders).values(state="closed"), {LEFT}),
        (update(feed_numbers).values(quantity=8), {FED}),
        (update(feed_lines).values(sequence=2), {FED}),
        (update(feed_closings).values(difference=5), {ADJUSTED}),
        (update(feed_closings).values(outcome="kept"), {ADJUSTED}),
    ],
)
def test_what_does_not_add_up_is_found(papers, planted, names):
    with papers.writing() as tx:
        tx.run(planted)
    assert found(papers) == names
