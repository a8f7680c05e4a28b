"""Reminders of goods that wait in a store, by the rules of its market, before they go back."""

from msgspec import Struct

from paraguas.fulfilment import queries as fulfilments
from paraguas.fulfilment.actions.set_reminders import set_reminders
from paraguas.fulfilment.model import Fulfilment, Reminder, Status
from paraguas.fulfilment.rules.reminding import reminders_at
from paraguas.journeys.promises.letters import tell_waiting
from paraguas.network.errors import MarketUnknown
from paraguas.network.queries import network
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId
from paraguas.values.stamp import Stamp

TIMER = "timer:remind_uncollected"


class Reminding(Struct, frozen=True):
    """The reminders from now on; a market without one has none."""

    stamp: Stamp
    reminders: tuple[Reminder, ...]


def rule_reminders(tx: Tx, item: Reminding) -> list[Reminder]:
    """Set the reminders; MarketUnknown where one names none."""
    for one in item.reminders:
        if network(tx).market(one.market) is None:
            raise MarketUnknown(market=one.market)
    set_reminders(tx, item.reminders)
    return fulfilments.reminders(tx)


def leave_reminders(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Leave the reminders of goods that are ready, or of a rest that waits on.

    Follows `goods.ready.v1` and `fulfilment.split.v1`.
    """
    fact, rules = chore.read(), fulfilments.reminders(tx)
    found = _find(tx, chore, fact.get("new_fulfilment_id") or fact["fulfilment_id"])
    place = network(tx).place(found.place_id) if found and rules else None
    if found is None or place is None:
        return
    for due_at in reminders_at(found, place.market, rules, stamp.at):
        body = {"order_id": found.order_id, "until_at": found.collect_until}
        tx.later(stamp, TIMER, found.fulfilment_id, body, due_at=due_at)


def remind_uncollected(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Remind the person, unless the goods are gone or wait until another time."""
    body = chore.read()
    own = fulfilments.fulfilments_of(tx, [OrderId(body["order_id"])])
    found = next((one for one in own if one.fulfilment_id == chore.subject), None)
    if found and found.status is Status.READY and found.collect_until == body["until_at"]:
        tell_waiting(tx, stamp, chore, found, again=True)


def _find(tx: Tx, chore: Chore, fulfilment_id: str) -> Fulfilment | None:
    own = fulfilments.fulfilments_of(tx, [OrderId(chore.subject)])
    return next((one for one in own if one.fulfilment_id == fulfilment_id), None)
