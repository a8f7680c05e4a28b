"""Two who move one account at once: what was read is not true any more, so one decides again."""

import pytest

from paraguas.loyalty import queries
from paraguas.loyalty.actions.adjust_points import adjust_points
from paraguas.loyalty.actions.burn_points import burn_points
from paraguas.loyalty.actions.open_account import open_account
from paraguas.loyalty.actions.pass_time import pass_time
from paraguas.loyalty.model import Ledger
from paraguas.loyalty.rules.wallet import Burning
from paraguas.plumbing.clock import stamp
from paraguas.plumbing.tx import StaleSlice
from paraguas.values.by import SYSTEM
from paraguas.values.ids import digest_id
from paraguas.values.time import DAY

NUMBER = "CLUB4711"
ORDERS = [digest_id("order", name) for name in ("one", "other")]


@pytest.fixture
def account(db):
    with db.writing() as tx:
        opened = open_account(tx, stamp(SYSTEM), NUMBER, "paraguas")
        given(tx, opened, 1000)
    return opened


def given(tx, account, points, life=None, cause="welcome"):
    now = queries.account_by_id(tx, account.account_id)
    how = {"ledger": Ledger.ADJUSTMENTS, "cause_id": digest_id("cause", cause), "life": life}
    adjust_points(tx, stamp(SYSTEM), now, points, **how)


def wallet(tx, account):
    named = queries.account_by_id(tx, account.account_id)
    return queries.slice_wallets(tx, {named.account_id: [named]})


def take(wallets, account, order_id, amount_minor):
    moment = stamp(SYSTEM)
    one = Burning(order_id, 1, amount_minor, "EUR", moment.at)
    wallets.burn(account.account_id, one)
    return moment


def active(db, account):
    with db.reading() as tx:
        assert [finding for check in queries.audit(tx) for finding in check.findings] == []
        return queries.balance(tx, [account.account_id]).active


def test_who_spends_what_another_process_spent_decides_again(db, account):
    with db.reading() as tx:
        first, second = wallet(tx, account), wallet(tx, account)
    with db.writing() as tx:
        burn_points(tx, take(first, account, ORDERS[0], 600), first)
    moment = take(second, account, ORDERS[1], 600)
    with pytest.raises(StaleSlice), db.writing() as tx:
        burn_points(tx, moment, second)
    assert active(db, account) == 400
    with db.reading() as tx:
        again = wallet(tx, account)
        assert again.reach(account.account_id, "EUR", stamp(SYSTEM).at) == ("4711", 400)


def test_who_spends_beside_points_that_come_decides_again_and_has_both(db, account):
    with db.reading() as tx:
        first = wallet(tx, account)
    with db.writing() as tx:
        given(tx, account, 500, cause="birthday")
    moment = take(first, account, ORDERS[0], 1000)
    with pytest.raises(StaleSlice), db.writing() as tx:
        burn_points(tx, moment, first)
    with db.writing() as tx:
        again = wallet(tx, account)
        burn_points(tx, take(again, account, ORDERS[0], 1200), again)
    assert active(db, account) == 300


def test_points_that_expire_are_gone_though_no_timer_ran_yet(db, account):
    with db.writing() as tx:
        given(tx, account, 700, life=DAY, cause="short")
    with db.reading() as tx:
        wallets = wallet(tx, account)
        at = stamp(SYSTEM).at
        assert wallets.reach(account.account_id, "EUR", at)[1] == 1700
        assert wallets.reach(account.account_id, "EUR", at + 2 * DAY)[1] == 1000


def test_time_is_let_pass_once(db, account):
    with db.writing() as tx:
        given(tx, account, 700, life=1, cause="short")
        before = queries.account_by_id(tx, account.account_id).last_event
        pass_time(tx, stamp(SYSTEM), account.account_id)
        pass_time(tx, stamp(SYSTEM), account.account_id)
        after = queries.account_by_id(tx, account.account_id).last_event
    assert after == before + 1
    assert active(db, account) == 1000
