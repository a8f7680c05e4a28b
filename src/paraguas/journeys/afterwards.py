"""What follows what: the one table of facts and those who follow them.

A follower is a journey `(tx, stamp, chore) -> None`; the worker calls it once for each fact, in
the transaction that strikes its chore off.
"""

from collections.abc import Callable, Mapping

from paraguas.plumbing.chores import Chore
from paraguas.plumbing.facts import Followers
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp

Follow = Callable[[Tx, Stamp, Chore], None]

FOLLOWS: Mapping[str, Mapping[str, Follow]] = {}
"""Fact name -> follower name -> journey."""

TIMERS: Mapping[str, Follow] = {}
"""Timer name -> journey."""

FOLLOWERS: Followers = {fact: tuple(followers) for fact, followers in FOLLOWS.items()}
"""Fact name -> names of followers, as the journal of facts takes it."""
