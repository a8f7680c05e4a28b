"""What follows what: the one table of facts and those who follow them.

A follower is a journey `(tx, stamp, chore) -> None`; the worker calls it once for each fact, in
the transaction that strikes its chore off.  The chore's body is the fact, its subject the stream.
"""

from collections.abc import Callable, Mapping

from paraguas.journeys.bank_transfers import expire_transfer
from paraguas.journeys.basket_expiry import expire_basket, expire_hold
from paraguas.journeys.between_entities import settle_returned
from paraguas.journeys.leaving import see_to_left
from paraguas.journeys.letters import (
    tell_cancelled,
    tell_changed,
    tell_declined,
    tell_promise_broken,
    tell_promise_moved,
    tell_ready,
)
from paraguas.journeys.uncollected import take_back_uncollected
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.facts import Followers
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp

Follow = Callable[[Tx, Stamp, Chore], None]

FOLLOWS: Mapping[str, Mapping[str, Follow]] = {
    "order.lines_moved.v1": {"invoice": see_to_left},
    "promise.moved.v1": {"tell_promise_moved": tell_promise_moved},
    "goods.ready.v1": {"tell_ready": tell_ready},
    "payment.declined.v1": {"tell_declined": tell_declined},
    "order.changed.v1": {"tell_changed": tell_changed},
    "return.settled.v1": {"settle_returned": settle_returned},
    "order.cancelled.v1": {"tell_cancelled": tell_cancelled, "invoice": see_to_left},
}
"""Fact name -> follower name -> journey."""

TIMERS: Mapping[str, Follow] = {
    "expire_hold": expire_hold,
    "expire_basket": expire_basket,
    "expire_transfer": expire_transfer,
    "expire_uncollected": take_back_uncollected,
    "tell_promise_broken": tell_promise_broken,
}
"""Timer name -> journey."""

FOLLOWERS: Followers = {fact: tuple(followers) for fact, followers in FOLLOWS.items()}
"""Fact name -> names of followers, as the journal of facts takes it."""
