"""The sandbox's settlement report: what it paid out, as a CSV file of its ledger."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from paraguas.doors.adapters.sandbox_payments.store import Effect
from paraguas.payments.provider import AnswerState
from paraguas.values.money import round_half_up, to_decimal

COLUMNS = (*("payout", "reference", "key", "kind", "amount", "currency", "fee", "settled_on"),)
FEE_PER_MILLE = 14
_MOVES = ("capture", "refund")


def write_settlement(path: Path, effects: Iterable[Effect], payout: str, day: date) -> int:
    """Write what effects moved as one payout, and give how many lines it has.

    Of a capture the sandbox keeps 1.4 percent.
    """
    rows = [
        (
            *(payout, one.reference, one.key, one.kind),
            *(to_decimal(one.amount_minor, one.currency), one.currency),
            *(to_decimal(_fee(one), one.currency), day.isoformat()),
        )
        for one in effects
        if one.kind in _MOVES and one.state == AnswerState.APPROVED.value
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    return len(rows)


def _fee(one: Effect) -> int:
    return round_half_up(one.amount_minor * FEE_PER_MILLE, 1000) if one.kind == "capture" else 0
