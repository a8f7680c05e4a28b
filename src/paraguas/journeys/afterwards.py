"""What follows what: the one table of facts and those who follow them.

A follower is a journey `(tx, stamp, chore) -> None`; the worker calls it once for each fact, in
the transaction that strikes its chore off.  The chore's body is the fact, its subject the stream.
"""

from collections.abc import Callable, Mapping

from paraguas.journeys.baskets.expiry import expire_basket, expire_hold, expire_on_order
from paraguas.journeys.baskets.moving import move_holds
from paraguas.journeys.changing.leaving import see_to_left
from paraguas.journeys.changing.substituting import lapse_substitution
from paraguas.journeys.claiming.letters import tell_claim_moved, tell_claim_opened
from paraguas.journeys.money.bank_transfers import expire_transfer
from paraguas.journeys.money.between_entities import settle_returned
from paraguas.journeys.money.renewing import renew_in_time
from paraguas.journeys.people.earning import earn_when_placed, let_points_pass, reckon_points
from paraguas.journeys.people.erasing import erase_in_time
from paraguas.journeys.promises.letters import (
    tell_cancelled,
    tell_changed,
    tell_credited,
    tell_declined,
    tell_promise_broken,
    tell_promise_moved,
    tell_ready,
)
from paraguas.journeys.promises.reminding import leave_reminders, remind_uncollected
from paraguas.journeys.quotes.quoting import expire_quote
from paraguas.journeys.returning.letters import tell_return_agreed, tell_return_settled
from paraguas.journeys.serving.reassigning import reassign_overdue
from paraguas.journeys.serving.uncollected import take_back_uncollected
from paraguas.journeys.waiting.goods import see_to_waiting
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.facts import Followers
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp

Follow = Callable[[Tx, Stamp, Chore], None]

FOLLOWS: Mapping[str, Mapping[str, Follow]] = {
    "order.lines_moved.v1": {"invoice": see_to_left, "points": reckon_points},
    "promise.moved.v1": {"tell_promise_moved": tell_promise_moved},
    "goods.ready.v1": {"tell_ready": tell_ready, "leave_reminders": leave_reminders},
    "fulfilment.split.v1": {"leave_reminders": leave_reminders},
    "payment.declined.v1": {"tell_declined": tell_declined},
    "payment.credited.v1": {"tell_credited": tell_credited},
    "claim.opened.v1": {"tell_claim_opened": tell_claim_opened},
    "claim.moved.v1": {"tell_claim_moved": tell_claim_moved},
    "return.authorised.v1": {"tell_return_agreed": tell_return_agreed},
    "return.settled.v1": {
        "tell_return_settled": tell_return_settled,
        "settle_returned": settle_returned,
    },
    "order.changed.v1": {"tell_changed": tell_changed, "points": reckon_points},
    "stock.adjusted.v1": {"move_holds": move_holds},
    "stock.set_aside.v1": {"move_holds": move_holds},
    "stock.received.v1": {"see_to_waiting": see_to_waiting},
    "stock.transfer_received.v1": {"see_to_waiting": see_to_waiting},
    "supply.changed.v1": {"see_to_waiting": see_to_waiting},
    "supply.received.v1": {"see_to_waiting": see_to_waiting},
    "supply.closed.v1": {"see_to_waiting": see_to_waiting},
    "supply.cancelled.v1": {"see_to_waiting": see_to_waiting},
    "order.cancelled.v1": {
        "tell_cancelled": tell_cancelled,
        "invoice": see_to_left,
        "points": reckon_points,
    },
}
"""Fact name -> follower name -> journey."""

TIMERS: Mapping[str, Follow] = {
    "earn_points": earn_when_placed,
    "points_time": let_points_pass,
    "expire_hold": expire_hold,
    "expire_on_order": expire_on_order,
    "expire_basket": expire_basket,
    "expire_transfer": expire_transfer,
    "expire_quote": expire_quote,
    "remind_uncollected": remind_uncollected,
    "expire_uncollected": take_back_uncollected,
    "tell_promise_broken": tell_promise_broken,
    "lapse_substitution": lapse_substitution,
    "reassign_overdue": reassign_overdue,
    "see_to_waiting": see_to_waiting,
    "renew_authorisation": renew_in_time,
    "erase_person": erase_in_time,
}
"""Timer name -> journey."""

FOLLOWERS: Followers = {fact: tuple(followers) for fact, followers in FOLLOWS.items()}
"""Fact name -> names of followers, as the journal of facts takes it."""
