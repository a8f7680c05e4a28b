"""The audit finds what is planted between rooms, and nothing where nothing is."""

import pytest
from sqlalchemy import text

from paraguas.doors.runtime import Runtime, draw_secrets
from paraguas.journeys.afterwards import FOLLOWERS
from paraguas.journeys.setting_up.starting_up import load_starter
from paraguas.orders.tables import orders
from paraguas.plumbing.clock import now, stamp
from paraguas.plumbing.db import open_database
from paraguas.plumbing.settings import Settings
from paraguas.staff.model import Scope
from paraguas.values.by import SYSTEM
from paraguas.values.time import MINUTE
from paraguas.views.auditing import audit
from paraguas.views.order_spans import spans, within
from tests.doors.api.visitor import Visitor
from tests.doors.api.wishes import shipped

SKU = "PHONE-128-BLACK"


@pytest.fixture
def shop(database_url, tmp_path):
    """An installation with one order of two phones, placed just now."""
    database = open_database(database_url, FOLLOWERS)
    with database.writing() as tx:
        load_starter(tx, stamp(SYSTEM))
    draw_secrets(database)
    runtime = Runtime(Settings(folder=tmp_path), database)
    runtime.start()
    visitor = Visitor(runtime, "")
    visitor.secret = visitor.key_of("shop", Scope.ADMIN)
    visitor.stock(SKU, ES_MAD_GRANVIA=5)
    assert visitor.post("/v1/orders", shipped(SKU, 2)).status_code == 201
    yield database
    visitor.close()
    runtime.close()


def findings(database, at=None):
    with database.reading() as tx:
        checks = audit(tx, at=at or now())
    return {check.name: check.findings for check in checks if check.findings}


def test_an_honest_order_has_no_findings(shop):
    assert findings(shop) == {}
    with shop.reading() as tx:
        looked_at = {check.name: check.looked_at for check in audit(tx, at=now())}
    assert looked_at["an order is the sum of its lines"] == 1
    assert looked_at["a line's counters are the sum of its log"] == 1


PROMISE_TWICE = (
    "INSERT INTO promises (order_id, promise_no, group_no, kind, earliest_at, latest_at,"
    " source, made_at, door, state) SELECT order_id, 99, group_no, kind, earliest_at,"
    " latest_at, source, made_at, door, state FROM promises"
)
PLANTED = [
    (
        "UPDATE positions SET allocated = allocated + 1",
        "allocated stock is what open allocations ask for",
        "+1 allocated against its orders",
    ),
    (
        "UPDATE orders SET allocations = replace(allocations, ',2,', ',1,')",
        "a line's allocated units lie at places",
        "-1 at places",
    ),
    (
        "UPDATE fulfilments SET portions = replace(portions, ',2]', ',3]')",
        "a place hands over what is allocated to it",
        "-1 allocated",
    ),
    (
        "DELETE FROM fulfilments",
        "a place hands over what is allocated to it",
        "+2 allocated",
    ),
    (
        "UPDATE fulfilments SET status = 'cancelled'",
        "a place hands over what is allocated to it",
        "+2 allocated",
    ),
    (
        "UPDATE order_lines SET amount_minor = amount_minor - 1",
        "an order is the sum of its lines",
        "its lines",
    ),
    (
        "UPDATE orders SET total_minor = total_minor + 1, goods_minor = goods_minor + 1",
        "an order is the sum of its lines",
        "its lines",
    ),
    ("DELETE FROM order_lines", "an order is the sum of its lines", "None"),
    (
        "UPDATE tenders SET amount_minor = amount_minor + 1",
        "tenders pay the order's total",
        "its tenders to",
    ),
    (
        PROMISE_TWICE,
        "a group has one open promise",
        "2 open promises",
    ),
    (
        "UPDATE orders SET fulfilment_status = 'delivered'",
        "what has gone is invoiced, or will be",
        "without an invoice",
    ),
    (
        "UPDATE order_lines SET picked = 1",
        "a line's counters are the sum of its log",
        "counts 1 picked, its log 0",
    ),
    (
        "UPDATE orders SET first_counts = '{}'",
        "a line's counters are the sum of its log",
        "counts 2 allocated, its log 0",
    ),
    (
        "DELETE FROM order_lines",
        "a line's counters are the sum of its log",
        "which is not there",
    ),
    (
        "UPDATE orders SET status = 'completed'",
        "an order's status is what its lines say",
        "its lines say open",
    ),
    (
        "UPDATE chores SET attempts = 10, problem = 'the provider is gone'",
        "no chore was given up",
        "the provider is gone",
    ),
]


@pytest.mark.parametrize(("harm", "check", "words"), PLANTED)
def test_what_is_planted_is_found(shop, harm, check, words):
    with shop.writing() as tx:
        assert tx.run(text(harm))
    assert words in " ".join(findings(shop).get(check, ()))


def test_orders_are_gone_over_a_span_at_a_time(shop):
    with shop.reading() as tx:
        found = [tx.all(within(orders), **span) for span in spans(tx, most=1)]
    assert [len(rows) for rows in found] == [1, 0]


def test_a_chore_may_wait_a_minute(shop):
    assert findings(shop, at=now() + MINUTE // 2) == {}
    late = findings(shop, at=now() + 2 * MINUTE)["chores are done in time"]
    assert any("errand:payment" in finding for finding in late)
