"""Households of the receipts: each is known by its card, and its orders are found by it."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice

from paraguas.customers.model import Details, Incoming, Source
from paraguas.doors.replay import goods
from paraguas.doors.replay.completejourney import Receipt
from paraguas.doors.replay.reconciling import order_ids
from paraguas.doors.runtime import Runtime
from paraguas.journeys.people.households import Household, name_households
from paraguas.plumbing.clock import stamp
from paraguas.values.by import By
from paraguas.values.ids import OrderId, PersonId

_STRETCH = 1000


def link_households(runtime: Runtime, every: Iterable[Receipt], actor: str) -> set[PersonId]:
    """Name the orders of the receipts, a stretch at a time; gives the persons whose they are."""
    persons: set[PersonId] = set()
    coming = iter(every)
    while some := list(islice(coming, _STRETCH)):
        baskets = [receipt.basket for receipt in some]
        made = runtime.read_now(partial(order_ids, baskets=baskets))
        persons.update(runtime.write_now(name_households, list(_told(some, made, actor))))
    return persons


def _told(some: Iterable[Receipt], made: dict[int, OrderId], actor: str) -> Iterator[Household]:
    receipts: dict[int, list[Receipt]] = {}
    for receipt in some:
        if receipt.basket in made:
            receipts.setdefault(receipt.household, []).append(receipt)
    for number, its in receipts.items():
        called = f"household:{number}"
        by = By(goods.CHANNEL, actor, on_behalf_of=called)
        incoming = Incoming(
            source=Source.LOYALTY_CARD,
            system="completejourney",
            external=called,
            details=Details(loyalty_cards=(goods.code_of(number),)),
            at=its[0].at,
        )
        orders = [made[receipt.basket] for receipt in its]
        yield Household(stamp(by, at=its[0].at), incoming, orders)
