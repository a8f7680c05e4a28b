"""Never more is sold than comes and the cap: buyers in threads, through lanes of two processes."""

from itertools import count
from secrets import randbits
from threading import Barrier, Thread

import pytest

from paraguas.backorders.actions.expect_units import expect_units
from paraguas.backorders.actions.set_terms import set_terms
from paraguas.backorders.model import Pool, Terms
from paraguas.backorders.queries import audit, pools_of
from paraguas.catalog.model import sku_id_of
from paraguas.doors.runtime import draw_secrets
from paraguas.inventory.actions.receive_stock import receive_stock
from paraguas.inventory.model import Units
from paraguas.journeys.checkout.placing import place_orders
from paraguas.journeys.setting_up.starting_up import load_starter
from paraguas.network.model import place_id_of
from paraguas.orders.errors import StockShort
from paraguas.orders.model import GroupKind, Wish, WishedGroup, WishedLine, WishedTender
from paraguas.orders.rules.confirming import Confirmation
from paraguas.plumbing.clock import now, stamp
from paraguas.plumbing.db import open_database
from paraguas.plumbing.lane import Lane
from paraguas.plumbing.work import Work
from paraguas.values.by import SYSTEM, By
from paraguas.values.ids import Ids, digest_id
from paraguas.values.place import Address
from paraguas.values.stamp import Stamp

CODE, BUYERS = "CASE-GREEN", 40
SKU, PLACE = sku_id_of(CODE), place_id_of("ES-GETAFE")
STOCK, COMING, CAP = 3, 5, 4
_turns = count(1)


@pytest.fixture
def lanes(database_url):
    databases = [open_database(database_url) for _ in range(2)]
    opened = [Lane(database) for database in databases]
    for lane in opened:
        lane.start()
    yield opened
    for lane in opened:
        lane.stop()
    for database in databases:
        database.close()


def wish(units):
    moment = now()
    return Wish(
        Stamp(moment, By("web", "shop"), Ids(moment, randbits(128) + next(_turns))),
        channel="web",
        market="ES",
        lines=(WishedLine(CODE, units),),
        groups=(WishedGroup(GroupKind.SHIP, address=Address(country="ES")),),
        tenders=(WishedTender("card", token="tok_ok"),),
    )


def test_never_more_is_sold_than_lies_there_comes_and_the_cap(db, lanes):
    with db.writing() as tx:
        load_starter(tx, stamp(SYSTEM))
        receive_stock(tx, stamp(SYSTEM), digest_id("race"), [Units(SKU, PLACE, STOCK)])
        terms = Terms(SKU, "ES", against_supply=True, cap=CAP, place_id=PLACE, lead_days=30)
        set_terms(tx, stamp(SYSTEM), terms)
        purchase = digest_id("purchase order", "race")
        expect_units(tx, [Pool(SKU, purchase, PLACE, "", COMING, 0, "2031-05-01")])
    draw_secrets(db)
    outcomes, start = [], Barrier(BUYERS)

    def buy(number):
        start.wait()
        lane = lanes[number % 2]
        lane.put(Work(place_orders, wish(1), outcomes.append, together=True))

    threads = [Thread(target=buy, args=(number,)) for number in range(BUYERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for lane in lanes:
        lane.stop()
    assert len(outcomes) == BUYERS
    assert {type(one) for one in outcomes} == {Confirmation, StockShort}
    assert sum(isinstance(one, Confirmation) for one in outcomes) == STOCK + COMING + CAP
    with db.reading() as tx:
        assert {(one.taken, one.units) for one in pools_of(tx, [SKU])} == {(5, 5), (4, 4)}
        assert [finding for check in audit(tx) for finding in check.findings] == []
