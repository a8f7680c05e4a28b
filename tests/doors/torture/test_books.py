"""The comparison of the books finds what was planted."""

import asyncio

import pytest

from paraguas.doors.adapters.sandbox_payments import SandboxPayments
from paraguas.doors.bench.ground import ground
from paraguas.doors.bench.requests import Mix, bodies, request
from paraguas.doors.bench.serving import serving
from paraguas.doors.torture.asking import ask
from paraguas.doors.torture.books import check_books
from paraguas.doors.torture.report import Tally
from paraguas.values.ids import digest_id
from paraguas.values.money import Money


@pytest.fixture
def told():
    """An installation with two orders, and their ids."""
    with ground("sqlite", places=2, skus=10, cards=2) as on:
        mix = Mix(skus=on.world.skus, cards=on.world.cards, seed=1)
        with serving(on.folder) as [server]:
            said = [
                asyncio.run(ask(server.port, request(body, on.world.key, f"key-{number}")))
                for number, body in enumerate(bodies(mix, 2))
            ]
            on.backlog_seconds()
        yield on, [each.document["order_id"] for each in said]


def problems(on, orders):
    tally = Tally()
    check_books(on, orders, tally)
    return list(tally.problems)


def test_books_tell_what_was_lost_doubled_or_moved_by_a_stranger(told):
    on, orders = told
    assert problems(on, orders) == []
    assert problems(on, [*orders, digest_id("lost")]) == ["an acknowledged order was lost"]
    (untold,) = problems(on, orders[:1])
    assert "unknown to us" in untold
    provider = SandboxPayments(on.folder / "sandbox_payments.db")
    asyncio.run(provider.authorise("a stranger", "tok_ok", Money(100, "EUR")))
    provider.close()
    (stranger,) = problems(on, orders)
    assert stranger == "ledgers differ: authorise of 100 moved unknown to us"
