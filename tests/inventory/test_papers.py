"""The audit holds transfers and counts to the movements they caused; planted drifts are found."""

import pytest
from sqlalchemy import update

from paraguas.inventory.actions.close_count import close_count
from paraguas.inventory.actions.enter_count import enter_count
from paraguas.inventory.actions.open_count import open_count
from paraguas.inventory.actions.receive_transfer import receive_transfer
from paraguas.inventory.actions.send_transfer import send_transfer
from paraguas.inventory.model import Units
from paraguas.inventory.queries import audit, count, transfer
from paraguas.inventory.tables import count_lines, transfer_lines, transfers
from tests.inventory.goods import BASTILLE, SOL, TEA, clean, stamp, stock

LOST = "what was sent came, was written off, returned or is on the way"
MOVED = "a transfer is the sum of its movements"
COUNTED = "a closed count is the sum of its movements"


@pytest.fixture
def papers(db):
    """A transfer of which three of five came, and a closed count."""
    stock(db, 9)
    with db.writing() as tx:
        sent = send_transfer(
            tx, stamp(), [Units(TEA, SOL, 5)], to_place_id=BASTILLE, expected_at=None
        )
    with db.writing() as tx:
        receive_transfer(tx, stamp(), transfer(tx, sent), "R-1", {TEA: 3})
    with db.writing() as tx:
        opened = open_count(tx, stamp(), SOL, [TEA])
    with db.writing() as tx:
        enter_count(tx, stamp(), count(tx, opened), {TEA: 3})
    with db.writing() as tx:
        close_count(tx, stamp(), count(tx, opened), reason="count")
    return db


def found(db):
    with db.reading() as tx:
        return {check.name for check in audit(tx) if check.findings}


def test_honest_papers_have_no_findings(papers):
    assert clean(papers)
    with papers.reading() as tx:
        looked_at = {check.name: check.looked_at for check in audit(tx)}
    assert (looked_at[LOST], looked_at[MOVED], looked_at[COUNTED]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("planted", "names"),
    [
        (update(transfer_lines).values(received=4), {MOVED}),
        (update(transfer_lines).values(written_off=2), {LOST}),
        (update(transfer_lines).values(received=6), {LOST, MOVED}),
        (update(transfers).values(state="closed"), {LOST}),
        (update(count_lines).values(counted=1), {COUNTED}),
    ],
)
def test_what_does_not_add_up_is_found(papers, planted, names):
    with papers.writing() as tx:
        tx.run(planted)
    assert found(papers) == names
