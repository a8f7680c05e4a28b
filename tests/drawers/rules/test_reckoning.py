"""What should lie in a drawer, and whose cash it is."""

import pytest
from hypothesis import given, strategies as st
from msgspec.structs import replace

from paraguas.drawers.errors import DrawerNotCounted, SecondPersonNeeded
from paraguas.drawers.model import OrderCash, Session, SessionState
from paraguas.drawers.rules.reckoning import (
    cash_of,
    check_closing,
    entries_of,
    expected,
    usual_alone,
)
from paraguas.values.ids import DrawerSessionId, PlaceId

OPENED, COUNTED, REOPENED, NOW = 100, 200, 300, 400
FIRST = Session(
    place_id=PlaceId("a" * 32),
    till="",
    session_no=1,
    session_id=DrawerSessionId("b" * 32),
    currency="EUR",
    float_minor=5000,
    state=SessionState.COUNTED,
    version=1,
    opened_at=OPENED,
    opened_by="ES-01",
    alone_minor=700,
    counted_at=COUNTED,
    counted_by="ES-01",
    counted_minor=5000,
    expected_minor=5000,
)
SECOND = replace(FIRST, session_no=2, opened_at=REOPENED, counted_at=None, counted_by=None)

cash = st.lists(
    st.builds(
        OrderCash,
        order_id=st.sampled_from(["c" * 32, "d" * 32, "e" * 32]),
        transaction_no=st.integers(1, 9),
        amount_minor=st.integers(-9999, 9999),
        at=st.integers(0, 500),
    ),
    unique_by=lambda one: (one.order_id, one.transaction_no),
    max_size=20,
)


def key(one):
    return one.order_id, one.transaction_no


@given(cash, st.sets(st.integers(0, 19)))
def test_all_cash_of_open_hours_counts_once_and_no_other(moved, late):
    """late: by position, what was written down only after the first session had been counted."""
    seen = [one for n, one in enumerate(moved) if n not in late]
    first = cash_of(FIRST, None, seen, (), until=COUNTED)
    second = cash_of(SECOND, FIRST, moved, {key(one) for one in first}, until=NOW)
    open_hours = [one for one in moved if OPENED <= one.at < COUNTED or REOPENED <= one.at < NOW]
    assert sorted(map(key, [*first, *second])) == sorted(map(key, open_hours))


@given(cash, st.integers(0, 10_000))
def test_what_is_expected_is_the_float_and_all_that_moved(moved, change):
    entries = entries_of(moved, first_no=1, actor="ES-01")
    assert expected(change, entries) == change + sum(one.amount_minor for one in moved)
    assert [one.entry_no for one in entries] == list(range(1, len(moved) + 1))
    assert all((one.kind.value == "refund") == (one.amount_minor < 0) for one in entries)


@pytest.mark.parametrize("off", [701, -701])
def test_who_counted_answers_for_little_only(off):
    little = replace(FIRST, counted_minor=5000 + 700)
    check_closing(little, "ES-01")
    much = replace(FIRST, counted_minor=5000 + off)
    check_closing(much, "ES-02")
    with pytest.raises(SecondPersonNeeded):
        check_closing(much, "ES-01")


@pytest.mark.parametrize(("currency", "minor"), [("EUR", 1000), ("JPY", 1000), ("BHD", 10_000)])
def test_a_currency_without_a_limit_has_the_usual(currency, minor):
    assert usual_alone(currency) == minor


def test_only_what_was_counted_is_closed_and_once():
    for state in (SessionState.OPEN, SessionState.CLOSED):
        with pytest.raises(DrawerNotCounted):
            check_closing(replace(FIRST, state=state), "ES-02")
