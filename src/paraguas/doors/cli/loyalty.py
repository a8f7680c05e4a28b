"""Loyalty on the command line: a member's statement, and what programmes owe."""

from typing import Any

import msgspec
from cyclopts import App
from rich.table import Table

from paraguas.doors.api.loyalty_shapes import LiabilityOut, liability_out
from paraguas.doors.cli.answer import Answer, words_here
from paraguas.doors.cli.installation import Installation, opened
from paraguas.loyalty import queries
from paraguas.loyalty.rules.statement import StatementLine
from paraguas.plumbing.tx import Tx
from paraguas.values.words import Words

loyalty = App(name="loyalty", help="A member's statement, and what programmes owe.")


@loyalty.command(name="statement")
def statement(number: str, at: Installation = Installation()) -> Answer:
    """Tell what moved on an account of points, the oldest first; also beside a server.

    Parameters
    ----------
    number:
        Of the account, however it is typed.
    """
    with opened(at, writes=False) as runtime:
        lines = runtime.read_now(lambda tx: _lines(tx, number))
    told = {"number": number, "lines": [msgspec.to_builtins(one) for one in lines]}
    return Answer(told, _moved(lines, words_here()))


@loyalty.command(name="liability")
def liability(at: Installation = Installation()) -> Answer:
    """Tell what each programme owes, in points and in money; also beside a server."""
    with opened(at, writes=False) as runtime:
        found = [liability_out(one) for one in runtime.read_now(queries.ledger_reports)]
    told = {"programmes": [msgspec.to_builtins(one) for one in found]}
    return Answer(told, _owed(found, words_here()))


def _lines(tx: Tx, number: str) -> list[StatementLine]:
    return queries.statement_of(tx, queries.account(tx, number).account_id)


def _moved(lines: list[StatementLine], words: Words) -> Any:
    table = Table("when", "what", "points", "pending", "expired", "debt", "balance", "why")
    for one in lines:
        figures = (one.active, one.pending, one.expired, one.debt, one.balance)
        table.add_row(words.moment(one.at), one.kind, *map(str, figures), one.reason)
    return table if lines else "nothing moved yet"


def _owed(found: list[LiabilityOut], words: Words) -> Any:
    table = Table("programme", "usable", "pending", "burnt", "expired", "currency", "owed")
    for one in found:
        points = [str(one.points[name]) for name in ("active", "pending", "burnt", "expired")]
        money = {each: words.money(m["owed_minor"], each) for each, m in one.money.items()}
        for currency, owed in money.items() or [("", "")]:
            table.add_row(one.programme, *points, currency, owed)
    return table if found else "no points were issued yet"
