"""What a statement between two entities says: one content for paper and for a table."""

import csv
from io import StringIO

from msgspec import Struct

from paraguas.intercompany.model import Leg
from paraguas.journeys.money.stating import Statement
from paraguas.plumbing.addresses import postal_lines
from paraguas.plumbing.words import speak
from paraguas.values.money import to_decimal
from paraguas.values.time import iso
from paraguas.values.words import Words

COLUMNS = ("at", "kind", "order", "subject_id", "goods", "amount", "amount_minor", "currency")


class StatementSheet(Struct, frozen=True):
    """All texts of a statement; pairs are a label and its value."""

    language: str
    title: str
    month: str
    parties: tuple[tuple[str, tuple[str, ...]], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sums: tuple[tuple[str, str], ...]
    page: str


def lay_out_statement(told: Statement) -> StatementSheet:
    """Say what a statement says in the language of the entity that reads it."""
    words = speak(told.language, told.zone, told.entity.country)
    say = words.say
    sums = [
        pair
        for one in told.balances
        for pair in (
            (say("statements.before"), words.money(one.before_minor, one.currency)),
            (say("statements.moved"), words.money(one.moved_minor, one.currency)),
            (say("statements.after"), words.money(one.after_minor, one.currency)),
        )
    ]
    return StatementSheet(
        told.language,
        say("statements.title"),
        told.month,
        tuple(
            (label, (party.name, *postal_lines(party.address)))
            for label, party in (
                (say("statements.entity"), told.entity),
                (say("statements.other"), told.other),
            )
        ),
        tuple(say(f"statements.{name}") for name in ("what", "day", "order", "amount")),
        tuple(_row(leg, words) for leg in told.legs),
        tuple(sums) or ((say("statements.nothing"), ""),),
        words.texts["documents.page"],
    )


def render_statement_csv(told: Statement) -> str:
    """Write the entries of a statement as comma-separated values, one a line under a heading."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for leg in told.legs:
        amount = to_decimal(leg.amount_minor, leg.currency)
        about = (iso(leg.at), leg.kind.value, leg.order_number, leg.subject_id, _goods(leg))
        writer.writerow((*about, str(amount), leg.amount_minor, leg.currency))
    return text.getvalue()


def _row(leg: Leg, words: Words) -> tuple[str, ...]:
    what = words.say(f"statements.{leg.kind.value}")
    goods = _goods(leg)
    return (
        f"{what}: {goods}" if goods else what,
        words.day_of(leg.at),
        leg.order_number,
        words.money(leg.amount_minor, leg.currency),
    )


def _goods(leg: Leg) -> str:
    return ", ".join(f"{line.units} x {line.sku}" for line in leg.lines)
