"""Claims as time goes by: the first right to money, the time to repair, the last day."""

from secrets import randbits

import pytest

from paraguas.claims.errors import ClaimLate, RemedyClosed
from paraguas.claims.model import NoteRepaired, Receive, Refund, Remedy, SendToRepair
from paraguas.journeys.claiming.opening import Claiming, claim, preview_claim
from paraguas.journeys.claiming.steps import Stepping, step_claim
from paraguas.plumbing.clock import now
from paraguas.staff.errors import AuthorityExceeded
from paraguas.values.by import By
from paraguas.values.ids import Ids
from paraguas.values.stamp import Stamp
from paraguas.values.time import DAY
from tests.doors.api.conftest import api, desk, runtime
from tests.doors.api.test_returns import PRICE, STORE, delivered, shop
from tests.staff.people import ANA

__all__ = ["api", "desk", "runtime", "shop"]


def hand(days):
    at = now() + days * DAY
    return Stamp(at, By("till", "lucia"), Ids(at, randbits(128)))


def claiming(order_id, days, **more):
    return Claiming(hand(days), order_id, 1, 1, "It does not charge.", **more)


def look(shop, order_id, days, **more):
    with shop.api.runtime.database.reading() as tx:
        return preview_claim(tx, claiming(order_id, days, **more))


def do(shop, verb, item):
    with shop.api.runtime.database.writing() as tx:
        return verb(tx, item)


def test_repair_comes_first_but_for_what_is_grave_and_for_the_first_days(shop):
    order_id = delivered(shop)
    first = (Remedy.REPAIR, Remedy.REPLACEMENT)
    assert look(shop, order_id, 5).remedies == tuple(Remedy)
    assert look(shop, order_id, 100).remedies == first
    assert look(shop, order_id, 100, defect="major").remedies == tuple(Remedy)
    # Spain: three years from delivery.
    assert look(shop, order_id, 3 * 365 - 5).holds
    over = look(shop, order_id, 3 * 365 + 5)
    assert (over.holds, over.remedies) == (False, ())


def test_money_waits_for_a_repair_until_it_is_late(shop):
    order_id = delivered(shop)
    one = do(shop, claim, claiming(order_id, 100))
    for days, step in ((101, Receive(place=STORE)), (102, SendToRepair(repairer="Taller Sol"))):
        do(shop, step_claim, Stepping(hand(days), one.claim_id, step))
    with pytest.raises(RemedyClosed) as refused:
        do(shop, step_claim, Stepping(hand(103), one.claim_id, Refund()))
    assert refused.value.details["due"] == one.guarantee.due_on
    # Nobody gives more than the guarantee without the authority, whatever the reason.
    early = Stepping(hand(103), one.claim_id, Refund(reason="no spare parts"))
    with pytest.raises(AuthorityExceeded):
        do(shop, step_claim, early)
    done = do(shop, step_claim, Stepping(hand(140), one.claim_id, Refund()))
    assert (done.state.value, done.given_minor) == ("refunded", PRICE)


def test_after_the_guarantee_somebody_may_answer_for_it(shop):
    order_id = delivered(shop)
    with pytest.raises(ClaimLate):
        do(shop, claim, claiming(order_id, 1200))
    with pytest.raises(AuthorityExceeded):
        do(shop, claim, claiming(order_id, 1200, override="a good customer"))
    taken = do(shop, claim, claiming(order_id, 1200, override="a good customer", actor=ANA))
    assert (taken.override, taken.guarantee.holds) == ("a good customer", False)
    do(shop, step_claim, Stepping(hand(1201), taken.claim_id, Receive(place=STORE)))
    do(shop, step_claim, Stepping(hand(1202), taken.claim_id, SendToRepair(repairer="Sol")))
    mended = do(shop, step_claim, Stepping(hand(1203), taken.claim_id, NoteRepaired()))
    assert mended.state.value == "repaired"
