"""Uses of coupons as they are written: what was read may not be true any more."""

import sqlite3

import psycopg
import pytest

from paraguas.plumbing.clock import stamp
from paraguas.plumbing.tx import StaleSlice
from paraguas.promotions.actions.issue_coupons import issue_coupons
from paraguas.promotions.actions.save_promotions import save_promotions
from paraguas.promotions.actions.write_shares import write_shares
from paraguas.promotions.model import Kind
from paraguas.promotions.queries import audit, read_coupons
from paraguas.values.by import SYSTEM
from paraguas.values.ids import OrderId, digest_id
from tests.promotions.rules.making import promotion

ANA, LUIS = digest_id("ana"), digest_id("luis")


@pytest.fixture
def issued(db):
    """Three coupons: for one order, for one of each person, for any number."""
    with db.writing() as tx:
        moment = stamp(SYSTEM)
        save_promotions(tx, moment, [promotion(Kind.PERCENTAGE, percent_pcm=1, coupon=True)])
        issue_coupons(tx, moment, "P", ["LAST"], uses=1)
        issue_coupons(tx, moment, "P", ["EACH"], per_person=1)
        issue_coupons(tx, moment, "P", ["MANY"])
    yield db
    with db.reading() as tx:
        assert [finding for check in audit(tx) for finding in check.findings] == []


def used(db, code, order, *holders):
    """What an order that is decided now would write."""
    with db.reading() as tx:
        coupons = read_coupons(tx, [code], holders)
    coupons.use([code], holders, OrderId(digest_id(order)), 1)
    return coupons.made


def write(db, uses):
    with db.writing() as tx:
        write_shares(tx, [], uses)


def test_the_last_use_goes_to_whoever_writes_first_and_the_other_decides_again(issued):
    first, second = used(issued, "LAST", "one", ANA), used(issued, "LAST", "two", LUIS)
    write(issued, first)
    with pytest.raises(StaleSlice):
        write(issued, second)


def test_one_person_at_two_tills_uses_it_once(issued):
    first, second = used(issued, "EACH", "one", ANA), used(issued, "EACH", "two", ANA)
    write(issued, first)
    with pytest.raises((sqlite3.IntegrityError, psycopg.errors.UniqueViolation)) as clash:
        write(issued, second)
    assert "coupon_uses" in str(clash.value)
    write(issued, used(issued, "EACH", "three", LUIS))


def test_what_may_be_used_by_anybody_is_counted_all_the_same(issued):
    for order in ("one", "two", "three"):
        write(issued, used(issued, "MANY", order))
    with issued.reading() as tx:
        (coupon,) = read_coupons(tx, ["many"], []).found.values()
    assert coupon.used == 3
