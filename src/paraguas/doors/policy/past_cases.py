"""Past orders as cases of the policy book, to be decided by another one."""

from collections.abc import Callable, Iterator, Mapping

from paraguas.plumbing.tx import Tx
from paraguas.policies.model import LAW, Book, Value
from paraguas.policies.rules.deciding import case_of, jurisdiction_of
from paraguas.policies.rules.simulating import Case
from paraguas.values.time import DAY, local_day
from paraguas.views.past_orders import count_orders, past_orders

Watch = Callable[[str, int, int], object]
"""Told what is counted, how many are done, and of how many."""


def past_cases(
    tx: Tx, book: Book, said: Mapping[str, Value], days_later: int, watch: Watch
) -> Iterator[Case]:
    """Give each past order as a case: it tells its law, form of contract, day and sum.

    Its goods count as having come, and been ready, on the day it was placed.

    said: what else decides, the same for every order.  days_later: how many days after the order
    the person asks.
    """
    of = count_orders(tx)
    for number, one in enumerate(past_orders(tx), start=1):
        form = "on_premises" if one.over_the_counter else "distance"
        law = jurisdiction_of(book, one.country, one.region)
        placed_on = local_day(one.placed_at, book.zones.get(law, "UTC"))
        facts, occasion = case_of(
            book,
            {"contract_form": form, LAW: law, **said},
            country=one.country,
            region=one.region,
            contracted_at=one.placed_at,
            asked_at=one.placed_at + days_later * DAY,
            days=dict.fromkeys(("delivered_on", "ready_on"), placed_on),
            amount_minor=one.total_minor,
            currency=one.currency,
        )
        yield one.country, {"amount": max(one.total_minor, 0), **facts}, occasion
        if number % 1000 == 0 or number == of:
            watch("orders", number, of)
