"""What may become of units on their way."""

import pytest
from msgspec.structs import replace

from paraguas.inventory.errors import (
    DifferenceUnexplained,
    StockCauseReused,
    TransferBegun,
    TransferNotOpen,
    TransferOverReceived,
)
from paraguas.inventory.model import Transfer, TransferLine, TransferReceipt, TransferState
from paraguas.inventory.rules import transferring
from paraguas.values.ids import TransferId, digest_id
from tests.inventory.goods import BASTILLE, CUP, NOON, SOL, TEA

SENT = Transfer(
    transfer_id=TransferId(digest_id("transfer", "1")),
    number="T-1",
    from_place_id=SOL,
    place_id=BASTILLE,
    state=TransferState.SENT,
    version=0,
    at=NOON,
    created_by="ES-01",
    expected_at=None,
    ended_at=None,
    reason=None,
    lines=transferring.sent_lines({TEA: 5, CUP: 2}),
    receipts=(),
)
SOME = replace(
    SENT,
    lines=(TransferLine(TEA, 5, 3, 0, 0), TransferLine(CUP, 2, 0, 0, 0)),
    receipts=(TransferReceipt(1, "R-1", NOON, "ES-02", {TEA: 3}),),
)


def test_what_is_on_the_way_may_come_and_no_more():
    transferring.check_receivable(SOME, {TEA: 2, CUP: 2})
    for units, sku, left in (({TEA: 3}, TEA, 2), ({CUP: 3}, CUP, 2), ({SOL: 1}, SOL, 0)):
        with pytest.raises(TransferOverReceived) as refused:
            transferring.check_receivable(SOME, units)
        assert (refused.value.details["sku"], refused.value.details["left"]) == (sku, left)


def test_it_is_complete_when_nothing_is_left():
    assert transferring.is_complete(SOME, {TEA: 2, CUP: 2})
    assert not transferring.is_complete(SOME, {TEA: 2})
    assert transferring.missing_units(SOME) == {TEA: 2, CUP: 2}


def test_a_document_counts_once():
    assert transferring.received_before(SOME, "R-1", {TEA: 3})
    assert not transferring.received_before(SOME, "R-2", {TEA: 3})
    with pytest.raises(StockCauseReused):
        transferring.received_before(SOME, "R-1", {TEA: 2})


def test_only_what_nobody_touched_is_cancelled():
    transferring.check_untouched(SENT)
    with pytest.raises(TransferBegun):
        transferring.check_untouched(SOME)
    for state in (TransferState.RECEIVED, TransferState.CLOSED, TransferState.CANCELLED):
        with pytest.raises(TransferNotOpen):
            transferring.check_open(replace(SENT, state=state))


def test_a_reason_is_not_blank():
    assert transferring.explained("lost") == "lost"
    with pytest.raises(DifferenceUnexplained):
        transferring.explained("  ")
