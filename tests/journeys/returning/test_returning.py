"""Returns as time goes by, and under books that come and go."""

from secrets import randbits

import pytest

from paraguas.journeys.returning.returning import Requesting, preview_return, request_return
from paraguas.plumbing.clock import now
from paraguas.policies.actions.propose_version import propose_version
from paraguas.policies.actions.vote_on_version import vote_on_version
from paraguas.policies.queries import policies, shipped_files
from paraguas.policies.rules.approving import DEPARTMENTS
from paraguas.returns.errors import ReturnLate
from paraguas.returns.model import Asked
from paraguas.values.by import By
from paraguas.values.ids import Ids
from paraguas.values.stamp import Stamp
from paraguas.values.time import DAY
from tests.doors.api.conftest import api, desk, runtime
from tests.doors.api.test_returns import delivered, shop

__all__ = ["api", "desk", "runtime", "shop"]

ONE = (Asked(line_no=1, units=1),)


def asking(order_id, at):
    return Requesting(Stamp(at, By("web", "customer"), Ids(at, randbits(128))), order_id, ONE)


def look(shop, order_id, at):
    with shop.api.runtime.database.reading() as tx:
        (ruling,) = preview_return(tx, asking(order_id, at))
    return ruling


def let_a_book_begin(shop, **numbers):
    """Put a book in force since yesterday, in which some numbers of the shipped one are others."""
    begun = now() - DAY
    files = dict(shipped_files())
    for was, becomes in numbers.values():
        name = "brand/returns.toml"
        files[name] = files[name].replace(was, becomes)
    with shop.api.runtime.database.writing() as tx:
        hand = Stamp(begun, By("api", "planner"), Ids(begun, randbits(128)))
        version = propose_version(tx, hand, files, starts_at=begun, note="a longer window").version
        for department in DEPARTMENTS:
            voice = Stamp(begun, By("api", department.value), Ids(begun, randbits(128)))
            vote_on_version(
                *(tx, voice, version, department), agrees=True, reason="", skills={department.value}
            )
        assert policies(tx).in_force_at(now()).version == version
    return version


def test_after_the_last_day_it_is_refused_by_the_hand_of_the_clock(shop):
    order_id = delivered(shop)
    first = look(shop, order_id, now())
    assert first.allowed
    assert look(shop, order_id, now() + 14 * DAY).allowed
    late = look(shop, order_id, now() + 400 * DAY)
    assert (late.allowed, late.cause, late.until_on) == (False, "late", first.until_on)
    with (
        shop.api.runtime.database.writing() as tx,
        pytest.raises(ReturnLate) as refused,
    ):
        request_return(tx, asking(order_id, now() + 400 * DAY))
    assert refused.value.details["until"] == first.until_on
    faulty = Asked(line_no=1, units=1, reason="defective")
    with shop.api.runtime.database.reading() as tx:
        at = now() + 400 * DAY
        wish = Requesting(asking(order_id, at).stamp, order_id, (faulty,))
        (ruling,) = preview_return(tx, wish)
    assert (ruling.allowed, ruling.cause) == (False, "guaranteed")


def test_the_book_in_force_when_it_was_placed_binds(shop):
    before = delivered(shop)
    number = let_a_book_begin(
        shop,
        all=("window_days = 30, extra_months = 0", "window_days = 100, extra_months = 0"),
        season=("window_days = 75", "window_days = 100"),
    )
    after = delivered(shop)
    assert shop.order(before)["policy_version"] == 1
    assert shop.order(after)["policy_version"] == number == 2
    later = now() + 99 * DAY
    assert not look(shop, before, later).allowed
    ruling = look(shop, after, later)
    assert (ruling.allowed, ruling.version) == (True, 2)
