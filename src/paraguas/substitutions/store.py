"""The SQL of substitutions."""

from typing import Any

from sqlalchemy import bindparam, select

from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.seals import close_rows, open_rows
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.upsert import upsert
from paraguas.substitutions.model import Answer, Charge, Substitution, SubstitutionRule
from paraguas.substitutions.tables import substitution_rules, substitutions
from paraguas.values.ids import FulfilmentId, OrderId

_RULE = SubstitutionRule.__struct_fields__
_COLUMNS = Substitution.__struct_fields__
_ANSWERED = ("answer", "answered_at", "answered_by", "note")
_SEALED = {"reason": "", "note": ""}
_RULES = select(*(substitution_rules.c[name] for name in _RULE)).order_by(
    substitution_rules.c.market
)
_OF_ORDER = Prepared(
    select(*(substitutions.c[name] for name in _COLUMNS))
    .where(substitutions.c.order_id == bindparam("order"))
    .order_by(substitutions.c.substitution_no)
)
_ANSWER = GuardedUpdate(
    substitutions,
    keys=("order_id", "substitution_no"),
    givens={name: name for name in _ANSWERED},
    sets=", ".join(f"{name} = {{{name}}}" for name in _ANSWERED),
    guard="t.answer = 'asked'",
)


def rules(tx: Tx) -> list[SubstitutionRule]:
    """Read the rules of all markets that have one."""
    return [SubstitutionRule(row.market, Charge(row.charge), *row[2:]) for row in tx.all(_RULES)]


def put_rule(tx: Tx, rule: SubstitutionRule) -> None:
    """Save a market's rule."""
    row = (rule.market, rule.charge.value, rule.wait_minutes, rule.dearer_pcm)
    upsert(tx, substitution_rules, _RULE, [row])


def substitutions_of(tx: Tx, order_id: str) -> list[Substitution]:
    """Read the questions of an order, the oldest first."""
    return [_read(row) for row in open_rows(tx, tx.all(_OF_ORDER, order=order_id), _SEALED)]


def add_substitution(tx: Tx, new: Substitution) -> None:
    """Write a question down; a number taken meanwhile makes the whole decide again."""
    rows = [tuple(_cell(new, name) for name in _COLUMNS)]
    tx.insert(substitutions, _COLUMNS, close_rows(tx, _COLUMNS, rows, _SEALED))


def answer(tx: Tx, told: Substitution) -> None:
    """Write an answer; StaleSlice where there is one already."""
    cells = (_cell(told, name) for name in _ANSWERED)
    rows = [(told.order_id, told.substitution_no, *cells)]
    tx.update(_ANSWER, close_rows(tx, (*_ANSWER.keys, *_ANSWER.givens), rows, _SEALED))


def _cell(one: Substitution, name: str) -> Any:
    value = getattr(one, name)
    return value.value if name == "answer" else value


def _read(row: Any) -> Substitution:
    told = dict(zip(_COLUMNS, row, strict=True))
    return Substitution(
        **told
        | {
            "order_id": OrderId(row.order_id),
            "fulfilment_id": FulfilmentId(row.fulfilment_id),
            "answer": Answer(row.answer),
        }
    )
