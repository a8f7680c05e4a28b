"""Paying with points: a fraction takes a whole one, and all of it comes back in the end."""

from hypothesis import given, strategies as st

from paraguas.loyalty.model import Burn, Ledger, Rate
from paraguas.loyalty.rules.burning import given_back, points_for, shares, worth_of
from paraguas.loyalty.rules.lot import Lot
from paraguas.loyalty.rules.standing import Standing

RATES = st.builds(
    Rate, st.just(1), st.just(1), st.integers(1, 10_000), st.integers(1, 10_000)
)  # fmt: skip


def wallet(**points):
    return {
        name: Standing([Lot(1, Ledger.ISSUED, many, ready=True, expires_at=expires)])
        for name, (many, expires) in points.items()
    }


@given(points=st.integers(0, 10**9), rate=RATES)
def test_what_points_are_worth_never_takes_more_of_them(points, rate):
    worth = worth_of(points, rate)
    assert points_for(worth, rate) <= points
    assert worth_of(points_for(worth, rate), rate) >= worth


def test_accounts_give_what_expires_first_and_the_money_is_parted_alike():
    found = shares(wallet(a=(60, None), b=(30, 99), c=(50, 7)), 100, 1_000)
    assert [(one.account_id, one.points, one.amount_minor) for one in found] == [
        ("c", 50, 500),
        ("b", 30, 300),
        ("a", 20, 200),
    ]


@given(
    parts=st.lists(st.tuples(st.integers(1, 5_000), st.integers(0, 5_000)), min_size=1, max_size=4),
    backs=st.lists(st.integers(1, 4_000), max_size=8),
)
def test_points_come_back_as_they_paid_and_all_of_them_with_all_the_money(parts, backs):
    burns = [Burn("o", n, "a", *part, "EUR") for n, part in enumerate(parts)]
    paid = sum(burn.amount_minor for burn in burns)
    left = paid
    for back in [*backs, paid]:
        part = min(back, left)
        if not part:
            continue
        left -= part
        changed = {burn.transaction_no: burn for burn in given_back(burns, part)}
        burns = [changed.get(burn.transaction_no, burn) for burn in burns]
        assert sum(burn.back_minor for burn in burns) == paid - left
        assert all(0 <= burn.back_points <= burn.points for burn in burns)
        assert all(0 <= burn.back_minor <= burn.amount_minor for burn in burns)
    if paid:
        assert [burn.back_points for burn in burns] == [burn.points for burn in burns]
