"""What a feed comes to: a law over every order, doubling and lateness of its messages."""

from functools import reduce

from hypothesis import given, strategies as st

from paraguas.supply.model import FeedKind, FeedLine
from paraguas.supply.rules.feeding import standing, sum_up
from paraguas.values.ids import SkuId

TEA = SkuId("a" * 32)
lines = st.lists(
    st.builds(
        FeedLine,
        st.just(TEA),
        st.integers(0, 30),
        st.sampled_from(FeedKind),
        st.integers(0, 9),
        st.integers(0, 99),
    ),
    unique_by=lambda line: line.sequence,
    max_size=12,
)


def arrive(known, line):
    """One message after the other, each once, as the store keeps what stands."""
    return known if line in known else standing([*known, line])


@given(lines, st.randoms())
def test_any_order_comes_to_the_same_lines_and_number(told, chance):
    shuffled = told.copy()
    chance.shuffle(shuffled)
    stands = reduce(arrive, shuffled, [])
    assert stands == standing(told) == reduce(arrive, told, [])
    assert sum_up(stands) == sum_up(standing(told))


@given(lines)
def test_a_number_is_its_last_snapshot_and_what_changed_since(told):
    found = sum_up(standing(told))
    snapshots = [line for line in told if line.kind is FeedKind.SNAPSHOT]
    if not snapshots:
        assert found is None
        return
    base = max(snapshots, key=lambda line: line.sequence)
    after = [line for line in told if line.sequence > base.sequence]
    assert found is not None
    assert found.quantity == base.quantity + sum(line.quantity for line in after)
    assert found.sequence == max(line.sequence for line in told)
