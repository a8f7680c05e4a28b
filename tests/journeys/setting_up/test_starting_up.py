"""A new installation begins with a network, a catalogue, staff and rates that fit together."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from paraguas.catalog.model import SkuKind
from paraguas.catalog.queries import catalogue
from paraguas.invoices.queries import tax_table
from paraguas.journeys.setting_up.starting_up import load_starter
from paraguas.network.model import ChannelKind, PlaceKind
from paraguas.network.queries import network
from paraguas.plumbing.facts import facts
from paraguas.policies.model import Department
from paraguas.staff.queries import directory
from paraguas.values.language import SPOKEN
from paraguas.values.time import DAY, instant
from tests.catalog.goods import NOON, stamp


@pytest.fixture
def started(db):
    with db.writing() as tx:
        load_starter(tx, stamp())
    return db


def test_loading_again_changes_nothing(started):
    count = select(func.count()).select_from(facts)
    with started.reading() as tx:
        before, held = tx.value(count), (network(tx), catalogue(tx), directory(tx))
    with started.writing() as tx:
        load_starter(tx, stamp())
    with started.reading() as tx:
        assert tx.value(count) == before
        assert (network(tx), catalogue(tx), directory(tx)) == held


def test_four_countries_with_stores_a_warehouse_and_all_doors(started):
    with started.reading() as tx:
        net = network(tx)
    assert {channel.kind for channel in net.channels} == set(ChannelKind)
    assert [(m.country, m.currency, m.prices_include_tax) for m in net.markets] == [
        ("ES", "EUR", True),
        ("FR", "EUR", True),
        ("GB", "GBP", True),
        ("US", "USD", False),
    ]
    for market in net.markets:
        assert len(net.pick_up_places(market)) >= 4
        kinds = [place.kind for place in net.shippers(market)]
        assert kinds.count(PlaceKind.WAREHOUSE) == 1
        assert net.entity(market.entity_id).country == market.country


def test_every_place_is_where_it_says_and_opens_within_days(started):
    with started.reading() as tx:
        net = network(tx)
    for place in net.places:
        assert place.address.country == net.market(place.market).country
        assert net.next_opening(place.place_id, NOON).start_at < NOON + 4 * DAY
        inland = [other.market for other, metres in net.nearest(place.point, net.places)]
        assert inland[1] == place.market


def test_everything_sold_has_titles_prices_and_a_rate_where_it_is_sold(started):
    with started.reading() as tx:
        book, net, rates = catalogue(tx), network(tx), tax_table(tx)
        skus = [book.sku(sku_id) for sku_id in book.ids()]
    today = datetime(2026, 11, 21, tzinfo=UTC).date()
    for sku in skus:
        assert set(sku.titles) == set(SPOKEN)
        assert book.product(sku.product_id).department
        sold = [m for m in net.markets if book.price(sku.sku_id, m.currency, NOON)]
        assert sold
        for market in sold:
            for place in net.pick_up_places(market):
                us = market.country == "US"
                jurisdiction = f"US-{place.address.region}" if us else market.country
                assert rates.rate(jurisdiction, sku.tax_category, today).citation


def test_a_sale_ends_by_itself(started):
    prices = {}
    with started.reading() as tx:
        earbuds = catalogue(tx).by_code("EARBUDS-WHITE").sku_id
        for month, day in ((1, 6), (1, 7), (3, 1)):
            at = instant(datetime(2026, month, day, tzinfo=UTC))
            prices[month, day] = catalogue(tx).price(earbuds, "EUR", at).amount_minor
    assert prices == {(1, 6): 7990, (1, 7): 5990, (3, 1): 7990}


def test_most_stores_have_somebody_for_each_service(started):
    with started.reading() as tx:
        book, net, staff = catalogue(tx), network(tx), directory(tx)
        skus = [book.sku(sku_id) for sku_id in book.ids()]
    services = [sku for sku in skus if sku.kind is SkuKind.SERVICE]
    assert services
    for service in services:
        for market in net.markets:
            stores = net.pick_up_places(market)
            able = [s for s in stores if staff.with_skill(s.place_id, service.skill)]
            assert len(stores) / 2 < len(able) < len(stores)


def test_every_department_has_somebody_who_may_vote_on_the_policy_book(started):
    with started.reading() as tx:
        skills = {skill for actor in directory(tx).actors for skill in actor.skills}
    assert skills >= {department.value for department in Department}
