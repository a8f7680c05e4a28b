"""Reconciling: the provider's report against our books, and what is done about differences."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from paraguas.journeys.checkout.settlement import Settling, settle_payments
from paraguas.payments import queries as payments
from paraguas.payments.model import CardStep
from paraguas.payments.provider import Answer, AnswerState
from paraguas.payments.rules.asking import read_provider_key
from paraguas.plumbing.tx import Tx
from paraguas.settlements import queries as settlements
from paraguas.settlements.actions.assign_difference import assign_difference
from paraguas.settlements.actions.close_difference import close_difference
from paraguas.settlements.actions.report_missing import report_missing
from paraguas.settlements.actions.take_lines import take_lines
from paraguas.settlements.model import Difference, Line, Matched, Step, Taken
from paraguas.settlements.rules.matching import match_lines
from paraguas.staff.errors import ActorUnknown
from paraguas.staff.model import Actor, actor_id_of
from paraguas.staff.queries import directory
from paraguas.staff.rules.authority import demand_authority
from paraguas.values.stamp import Stamp
from paraguas.values.time import Period


class Reported(Struct, frozen=True):
    """Lines of the provider's report."""

    stamp: Stamp
    lines: tuple[Line, ...]


class Overdue(Struct, frozen=True):
    """A search for what was taken in a period and never settled."""

    stamp: Stamp
    during: Period


class Assigning(Struct, frozen=True):
    """Who is to look into a difference; nobody for None."""

    stamp: Stamp
    difference_id: str
    owner: str | None


class Resolving(Struct, frozen=True):
    """What was done about a difference, by whom."""

    stamp: Stamp
    actor: Actor
    difference_id: str
    reason: str


def take_report(tx: Tx, reported: Reported) -> Taken:
    """Take in lines, each once; what we did not know is settled by them, what differs is kept."""
    new = settlements.new_lines(tx, reported.lines)
    steps = _steps(tx, new)
    settled = settlements.settled_steps(tx, {one.order_id for one in steps.values()})
    matched = match_lines(new, steps, settled)
    taken = take_lines(tx, reported.stamp, matched)
    _resolve(tx, reported.stamp, matched)
    return taken


def find_overdue(tx: Tx, overdue: Overdue) -> int:
    """Open a difference for all that cards paid or got back in a period and nobody settled."""
    moved = payments.card_steps_between(tx, overdue.during)
    return report_missing(tx, overdue.stamp, [_step(one) for one in moved])


def assign(tx: Tx, assigning: Assigning) -> Difference:
    """Give a difference an owner; refuses somebody nobody knows."""
    owner = assigning.owner
    if owner is not None and directory(tx).actor(actor_id_of(owner)) is None:
        raise ActorUnknown(actor=owner)
    return assign_difference(tx, assigning.stamp, assigning.difference_id, owner)


def resolve(tx: Tx, resolving: Resolving) -> Difference:
    """Close a difference, within the authority of who closes it."""
    found = settlements.difference(tx, resolving.difference_id)
    demand_authority(resolving.actor, found.amount_minor, found.currency)
    return close_difference(tx, resolving.stamp, found.difference_id, resolving.reason)


def _steps(tx: Tx, lines: Sequence[Line]) -> Mapping[str, Step]:
    """Find our steps by the keys of lines, and by the references of those without."""
    keys = {line.key: read_provider_key(line.key) for line in lines if line.key}
    known = {key: named for key, named in keys.items() if named}
    by_step = payments.card_steps(tx, {order_id for order_id, _ in known.values()})
    found = {key: _step(by_step[named]) for key, named in known.items() if named in by_step}
    plain = {line.reference for line in lines if line.key not in found and line.reference}
    named = payments.card_steps_named(tx, plain)
    return found | {reference: _step(one) for reference, one in named.items()}


def _step(one: CardStep) -> Step:
    return Step(
        *(one.order_id, one.transaction_no, one.kind.value, one.amount_minor),
        *(one.currency, one.moved),
    )


def _resolve(tx: Tx, stamp: Stamp, matched: Sequence[Matched]) -> None:
    """Settle what the provider had not answered, as if it answered now."""
    answers = tuple(
        (
            *(stamp, one.step.order_id, one.step.transaction_no),
            Answer(AnswerState.APPROVED, one.line.reference),
        )
        for one in matched
        if one.step and one.resolves
    )
    if answers:
        settle_payments(tx, Settling(answers))
