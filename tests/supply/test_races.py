"""Two processes at one place: what was announced comes once, and a feed comes to one number."""

import pytest

from paraguas.plumbing.tx import StaleSlice
from paraguas.supply.actions.announce_supply import announce_supply
from paraguas.supply.actions.close_difference import close_difference
from paraguas.supply.actions.receive_supply import receive_supply
from paraguas.supply.actions.take_feed import take_feed
from paraguas.supply.model import Came, Expected, FeedKind, FeedMessage, Outcome
from paraguas.supply.queries import (
    audit,
    closing_ids,
    feed_number,
    feed_version,
    feeds_of,
    incoming,
    purchase_order,
)
from tests.inventory.goods import NOON, SOL, TEA, stamp
from tests.inventory.test_races import lanes, race

__all__ = ["lanes"]


def announce(tx, reference):
    notice = {TEA: Expected(5, "2031-03-01")}
    return announce_supply(
        tx, stamp(), SOL, notice, supplier="ACME", reference=reference, over_percent=0
    )


def findings(db):
    with db.reading() as tx:
        return [one for check in audit(tx) for one in check.findings]


def test_a_reference_that_two_announce_at_once_counts_once(db, lanes):
    def tell(tx, reference):
        _, recorded = announce(tx, reference)
        return "announced" if recorded else "known"

    outcomes = race(lanes, tell, ["PO-1"] * 8, together=False)
    assert sorted(outcomes) == ["announced"] + ["known"] * 7
    with db.reading() as tx:
        assert [one.quantity for one in incoming(tx, [TEA])] == [5]


def test_no_more_is_received_than_was_announced_and_each_document_once(db, lanes):
    with db.writing() as tx:
        key, _ = announce(tx, "PO-1")

    def receive(tx, document):
        number = receive_supply(tx, stamp(), purchase_order(tx, key), document, {TEA: Came(1, 0)})
        return "known" if number is None else "received"

    outcomes = race(lanes, receive, [f"R-{n // 2}" for n in range(16)], together=False)
    assert outcomes.count("received") == 5
    with db.reading() as tx:
        found = purchase_order(tx, key)
    assert (found.lines[0].received, len(found.receipts), found.state) == (5, 5, "received")
    assert findings(db) == []


def test_a_feed_told_by_two_processes_twice_comes_to_one_number(db, lanes):
    def tell(tx, sequence):
        kind = FeedKind.SNAPSHOT if sequence == 3 else FeedKind.DELTA
        message = FeedMessage(SOL, "WMS", sequence, kind, NOON + sequence, {TEA: sequence})
        return "told" if take_feed(tx, stamp(), message) else "known"

    outcomes = race(lanes, tell, [n // 2 for n in range(16)], together=False)
    assert (outcomes.count("told"), outcomes.count("known")) == (8, 8)
    with db.reading() as tx:
        number, [state] = feed_number(tx, SOL, "WMS", TEA), feeds_of(tx, SOL)
    assert (number.quantity, number.base, number.sequence) == (3 + 4 + 5 + 6 + 7, 3, 7)
    assert (state.messages, state.gaps, state.waiting) == (8, (), 0)
    assert findings(db) == []


def feed_tells(tx, sequence, units, kind=FeedKind.SNAPSHOT):
    take_feed(tx, stamp(), FeedMessage(SOL, "WMS", sequence, kind, NOON + sequence, {TEA: units}))


def look(tx):
    """What somebody sees who is about to close a difference: the feed's version, its number."""
    return feed_version(tx, SOL, "WMS"), feed_number(tx, SOL, "WMS", TEA)


def close(tx, seen, outcome=Outcome.ADJUSTED):
    version, number = seen
    close_difference(tx, stamp(), number, -3, version=version, outcome=outcome, reason="looked")


@pytest.mark.parametrize("outcome", Outcome)
def test_a_difference_that_two_saw_at_once_is_closed_once(db, outcome):
    with db.writing() as tx:
        feed_tells(tx, 1, 7)
    with db.reading() as tx:
        seen = look(tx)
    with db.writing() as tx:
        close(tx, seen, outcome)
    with pytest.raises(StaleSlice), db.writing() as tx:
        close(tx, seen, outcome)
    with db.reading() as tx:
        assert len(closing_ids(tx, seen[1])) == 1


def test_a_number_that_the_feed_tells_anew_meanwhile_is_not_written_over(db):
    with db.writing() as tx:
        feed_tells(tx, 1, 7)
    with db.reading() as tx:
        seen = look(tx)
    with db.writing() as tx:
        feed_tells(tx, 2, 9)
    with pytest.raises(StaleSlice), db.writing() as tx:
        close(tx, seen)
    with db.reading() as tx:
        assert feed_number(tx, SOL, "WMS", TEA).quantity == 9
    assert findings(db) == []


def test_what_is_read_once_more_is_closed(db):
    with db.writing() as tx:
        feed_tells(tx, 1, 7)
        close(tx, look(tx))
        feed_tells(tx, 2, -1, FeedKind.DELTA)
        close(tx, look(tx), Outcome.KEPT)
    with db.reading() as tx:
        version, number = look(tx)
        assert (number.quantity, number.kept) == (6, -3)
        assert (version, len(closing_ids(tx, number))) == (4, 2)
