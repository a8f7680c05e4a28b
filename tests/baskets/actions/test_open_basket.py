"""A basket moves between doors and people; whoever is second sees that it moved on."""

import pytest
from sqlalchemy import select

from paraguas.baskets.actions.change_basket import change_basket
from paraguas.baskets.actions.close_baskets import close_baskets
from paraguas.baskets.actions.expire_basket import expire_basket
from paraguas.baskets.actions.hand_over_basket import hand_over_basket
from paraguas.baskets.actions.open_basket import Opening, open_basket
from paraguas.baskets.errors import BasketAbsent, BasketChanged, BasketClosed
from paraguas.baskets.model import BasketStatus
from paraguas.baskets.queries import basket, slice_baskets
from paraguas.baskets.rules.lasting import BASKET_DAYS, basket_ends_at
from paraguas.plumbing.facts import facts
from paraguas.plumbing.tx import StaleSlice
from paraguas.values.by import By
from paraguas.values.ids import Ids, OrderId, digest_id
from paraguas.values.stamp import Stamp
from paraguas.values.time import DAY
from tests.orders.given import NOON, stamp

ENDS = NOON + DAY
TOKEN = digest_id("token", "one")
FULL, EMPTY = b'{"lines":[{"sku":"A","quantity":2}]}', b"{}"
TOLD = [{"sku": "A", "quantity": 2}]
ORDER = OrderId(digest_id("order", "one"))


@pytest.fixture
def opened(db):
    with db.writing() as tx:
        return open_basket(tx, stamp(), Opening("web", "ES", FULL, TOKEN, ENDS))


def read(db, basket_id, *, now=None):
    with db.reading() as tx:
        return basket(tx, basket_id, now=now)


def change(db, old, wanted=FULL, *, version=1):
    with db.writing() as tx:
        return change_basket(
            tx, stamp(NOON + 1), old, wanted, TOLD, version=version, expires_at=ENDS + 1
        )


def close(db, *closed):
    with db.writing() as tx:
        close_baskets(tx, closed, at=NOON + 5)


def told(db):
    with db.reading() as tx:
        return [row.name for row in tx.all(select(facts).order_by(facts.c.at))]


def test_what_was_chosen_is_what_is_read(db, opened):
    assert read(db, opened.basket_id) == opened
    assert (opened.version, opened.status, opened.owner) == (1, "open", "customer")
    assert told(db) == ["basket.opened.v1"]


def test_a_change_counts_and_keeps_the_rest(db, opened):
    changed = change(db, opened, EMPTY)
    assert read(db, opened.basket_id) == changed
    assert (changed.version, changed.wanted) == (2, EMPTY)
    assert (changed.changed_at, changed.expires_at, changed.token) == (NOON + 1, ENDS + 1, TOKEN)
    assert told(db) == ["basket.opened.v1", "basket.changed.v1"]


def test_a_change_made_on_an_older_version_is_refused(db, opened):
    changed = change(db, opened)
    with pytest.raises(BasketChanged) as refused:
        change(db, changed, EMPTY, version=1)
    assert refused.value.details == {"version": 2}
    assert read(db, opened.basket_id) == changed


def test_two_changes_at_once_are_one_change_and_one_to_decide_again(db, opened):
    change(db, opened)
    with pytest.raises(StaleSlice):
        change(db, opened, EMPTY)
    assert read(db, opened.basket_id).wanted == FULL


def test_somebody_goes_on_at_another_door(db, opened):
    at_till = Stamp(NOON + 2, By("till", "ana"), Ids(NOON, 99))
    with db.writing() as tx:
        moved = hand_over_basket(tx, at_till, opened, channel="till")
    assert read(db, opened.basket_id) == moved
    assert (moved.owner, moved.channel, moved.version) == ("ana", "till", 2)
    assert told(db)[-1] == "basket.handed_over.v1"


def test_a_basket_is_completed_with_its_order_or_expires_without(db, opened):
    with db.writing() as tx:
        other = open_basket(tx, stamp(), Opening("web", "ES", EMPTY, TOKEN, ENDS))
    close(db, (opened.basket_id, 1, ORDER), (other.basket_id, 1, None))
    done, late = read(db, opened.basket_id), read(db, other.basket_id)
    assert (done.status, done.order_id, done.version) == ("completed", ORDER, 2)
    assert (late.status, late.order_id, late.changed_at) == ("expired", None, NOON + 5)


@pytest.mark.parametrize("version", [1, 2])
def test_a_basket_is_closed_once_and_then_left_alone(db, opened, version):
    close(db, (opened.basket_id, 1, ORDER))
    with pytest.raises(StaleSlice):
        close(db, (opened.basket_id, version, None))
    with pytest.raises(StaleSlice):
        change(db, opened)
    assert read(db, opened.basket_id).order_id == ORDER


def test_a_basket_changed_meanwhile_is_not_closed(db, opened):
    change(db, opened)
    with pytest.raises(StaleSlice):
        close(db, (opened.basket_id, 1, ORDER))
    assert read(db, opened.basket_id).status == "open"


def test_who_is_late_or_lost_is_told_so(db, opened):
    assert read(db, opened.basket_id, now=ENDS - 1) == opened
    with pytest.raises(BasketClosed) as late:
        read(db, opened.basket_id, now=ENDS)
    assert late.value.details == {"status": "expired"}
    close(db, (opened.basket_id, 1, ORDER))
    with pytest.raises(BasketClosed) as done:
        read(db, opened.basket_id, now=NOON)
    assert done.value.details == {"status": "completed"}
    for unknown in ("f" * 32, "not an id"):
        with pytest.raises(BasketAbsent):
            read(db, unknown)


def test_a_batch_of_baskets_is_read_at_once(db, opened):
    with db.reading() as tx:
        found = slice_baskets(tx, [opened.basket_id, "f" * 32, "x"])
        assert found == {opened.basket_id: opened}
        assert slice_baskets(tx, []) == {}


def test_a_choice_is_kept_for_days():
    assert basket_ends_at(NOON) == NOON + BASKET_DAYS * DAY


def test_a_basket_nobody_came_back_for_is_closed_and_told(db, opened):
    with db.writing() as tx:
        expire_basket(tx, stamp(NOON + 5), opened)
    assert read(db, opened.basket_id).status is BasketStatus.EXPIRED
    assert told(db)[-1] == "basket.expired.v1"
    with pytest.raises(StaleSlice), db.writing() as tx:
        expire_basket(tx, stamp(NOON + 6), opened)
