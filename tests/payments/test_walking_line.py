"""The life of an order's money, end to end, on both databases with the sandbox."""

import asyncio

import pytest

from paraguas.doors.adapters.sandbox_payments import SandboxPayments
from paraguas.payments.actions.settle_transactions import settle_transactions
from paraguas.payments.actions.write_payments import write_payments
from paraguas.payments.model import GiftCards, PaymentStatus, TenderKind, TenderOffer
from paraguas.payments.provider import call_provider
from paraguas.payments.queries import balances, provider_calls
from paraguas.payments.rules.tendering import decide_tenders
from paraguas.values.by import SYSTEM
from paraguas.values.ids import Ids
from paraguas.values.stamp import Stamp


@pytest.fixture
def sandbox(tmp_path):
    provider = SandboxPayments(tmp_path / "sandbox.db")
    yield provider
    provider.close()


def test_card_is_authorised(db, sandbox):
    stamp = Stamp(1_000_000, SYSTEM, Ids(1_000_000, 1))
    order_id = stamp.ids.next()
    offer = TenderOffer(TenderKind.CARD, None, "tok_ok")
    plan = decide_tenders(GiftCards({}), [offer], 1250, "EUR", on_site=False)
    with db.writing() as tx:
        write_payments(tx, [(stamp, order_id, plan)])
    with db.reading() as tx:
        calls = provider_calls(tx, [(order_id, 1)])
    answer = asyncio.run(call_provider(sandbox, calls[order_id, 1]))
    with db.writing() as tx:
        moved = settle_transactions(tx, [(stamp, order_id, 1, answer)])
        assert moved[order_id].status() is PaymentStatus.AUTHORISED
    with db.writing() as tx:
        assert settle_transactions(tx, [(stamp, order_id, 1, answer)]) == {}
        assert provider_calls(tx, [(order_id, 1)]) == {}
        assert balances(tx, [order_id])[order_id].status() is PaymentStatus.AUTHORISED
    assert [(e.kind, e.amount_minor, e.state) for e in sandbox.ledger()] == [
        ("authorise", 1250, "approved")
    ]
