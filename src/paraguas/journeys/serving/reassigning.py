"""Overdue tasks go elsewhere by themselves, by the rules of their market.

A minute's look at those whose clock ran out.  A place that gave the goods up is never asked again,
so no task goes in a circle; what nobody else has stays where it is, on the list of exceptions.
"""

from msgspec import Struct

from paraguas.fulfilment import queries as fulfilments
from paraguas.fulfilment.actions.leave_overdue import leave_overdue
from paraguas.fulfilment.actions.set_reassign_rules import set_reassign_rules
from paraguas.fulfilment.errors import CannotServe
from paraguas.fulfilment.model import Fulfilment, ReassignRule
from paraguas.fulfilment.rules.clocks import step_due_at
from paraguas.fulfilment.rules.reassigning import (
    NOT_BEGUN,
    OVERDUE,
    had_it,
    is_to_go,
    next_look,
)
from paraguas.journeys.serving.refusal import Refusing, refuse_one
from paraguas.journeys.serving.resourcing import serve_instead
from paraguas.network.errors import MarketUnknown
from paraguas.network.queries import network
from paraguas.plumbing.chores import Chore, cancel
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp

MOST, LOOKED_AT = 50, 2000
"""So many tasks go elsewhere in one look at so many of those that stand longest."""

TIMER, CLOCK = "timer:reassign_overdue", digest_id("overdue tasks")
"""The chore that looks every minute while any market has a rule, and what it is about."""


class Reassigning(Struct, frozen=True):
    """The rules that hold from now on; a market without one moves nothing by itself."""

    stamp: Stamp
    rules: tuple[ReassignRule, ...]


def rule_reassigning(tx: Tx, item: Reassigning) -> list[ReassignRule]:
    """Set the rules, and begin to look; MarketUnknown where one names none."""
    for rule in item.rules:
        if network(tx).market(rule.market) is None:
            raise MarketUnknown(market=rule.market)
    set_reassign_rules(tx, item.rules)
    cancel(tx, CLOCK, TIMER)
    if item.rules:
        tx.later(item.stamp, TIMER, CLOCK, {}, due_at=next_look(item.stamp.at))
    return list(fulfilments.reassign_rules(tx).values())


def reassign_overdue(tx: Tx, stamp: Stamp, _: Chore) -> None:
    """Let overdue tasks go elsewhere, and look again in a minute."""
    for found in _overdue(tx, stamp)[:MOST]:
        _reassign(tx, stamp, found)
    if fulfilments.reassign_rules(tx):
        tx.later(stamp, TIMER, CLOCK, {}, due_at=next_look(stamp.at))


def _overdue(tx: Tx, stamp: Stamp) -> list[Fulfilment]:
    """List the tasks that are to go elsewhere, those that stand longest first."""
    net, rules = network(tx), fulfilments.reassign_rules(tx)
    places = {one.place_id: one for one in net.places if one.market in rules}
    found = [
        task
        for task in fulfilments.tasks_in(tx, list(places), NOT_BEGUN, most=LOOKED_AT)
        if is_to_go(task, _due_at(tx, task), rules.get(places[task.place_id].market), stamp.at)
    ]
    left = fulfilments.left_overdue(tx, found)
    return [task for task in found if task.fulfilment_id not in left]


def _due_at(tx: Tx, task: Fulfilment) -> int | None:
    net = network(tx)
    place = net.place(task.place_id)
    level = fulfilments.service_levels(tx).get(place.kind.value) if place else None
    return step_due_at(task, level, lambda since: net.openings_from(task.place_id, since))


def _reassign(tx: Tx, stamp: Stamp, found: Fulfilment) -> None:
    all_of_order = fulfilments.fulfilments_of(tx, [found.order_id])
    place = network(tx).place(found.place_id)
    rule = fulfilments.reassign_rules(tx).get(place.market) if place else None
    had = had_it(found, all_of_order)
    if rule is None or len(had) > rule.most_moves:
        leave_overdue(tx, stamp, found)
        return
    try:
        with tx.savepoint():
            key = found.order_id, found.fulfilment_id
            asked = refuse_one(tx, Refusing(stamp, *key, OVERDUE))
            serve_instead(tx, stamp, asked, but=had)
    except CannotServe:
        leave_overdue(tx, stamp, found)
