"""What the books say afterwards, against what callers and the payment provider were told."""

from collections.abc import Collection, Iterator

from paraguas.doors.adapters.sandbox_payments import SandboxPayments
from paraguas.doors.bench.ground import Ground
from paraguas.doors.torture.report import Tally
from paraguas.orders import queries as orders
from paraguas.payments.provider import AnswerState
from paraguas.payments.queries import our_ledger
from paraguas.payments.rules.reconciliation import Said, differences
from paraguas.plumbing.db import open_database
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId
from paraguas.values.refusal import Refusal

MOST_STUCK_SECONDS = 60.0


def check_books(on: Ground, acknowledged: Collection[str], tally: Tally) -> None:
    """Find orders that were lost or doubled, money the provider moved twice, chores that stick.

    acknowledged: ids of all orders callers were told of; the provider knows no others.  Call it
    while a server with a worker runs.
    """
    waited = on.backlog_seconds(most=MOST_STUCK_SECONDS)
    if waited >= MOST_STUCK_SECONDS:
        tally.problems[f"chores stuck for {MOST_STUCK_SECONDS:.0f} s"] += 1
    provider = SandboxPayments(on.folder / "sandbox_payments.db")
    theirs = [
        (one.key, Said(one.kind, one.amount_minor, one.state == AnswerState.APPROVED.value))
        for one in provider.ledger()
    ]
    provider.close()
    database = open_database(on.settings.database)
    try:
        with database.reading() as tx:
            tally.problems.update(_lost(tx, acknowledged))
            ours = our_ledger(tx, acknowledged)
    finally:
        database.close()
    tally.problems.update(
        f"ledgers differ: {difference.partition(': ')[2]}"
        for difference in differences(ours, theirs)
    )


def _lost(tx: Tx, acknowledged: Collection[str]) -> Iterator[str]:
    for order_id in acknowledged:
        try:
            orders.confirmation(tx, OrderId(order_id))
        except Refusal:
            yield "an acknowledged order was lost"
