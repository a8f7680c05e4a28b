from hypothesis import given, strategies as st

from paraguas.sourcing.rules.comparing import MOST_EXAMPLES, Replayed, Served, compare

served = st.none() | st.builds(
    Served,
    places=st.lists(st.sampled_from("abc"), min_size=1, max_size=3, unique=True).map(tuple),
    distance_m=st.integers(0, 10_000),
    cost_minor=st.integers(0, 900),
    promise_at=st.integers(10**9, 10**12),
)
groups = st.lists(
    st.builds(
        Replayed,
        order_id=st.just("o"),
        number=st.just("1"),
        group_no=st.just(1),
        currency=st.sampled_from(["EUR", "GBP"]),
        placed_at=st.just(0),
        before=served,
        after=served,
    ),
    max_size=30,
)


@given(groups)
def test_every_group_counts_once_on_each_side(found):
    told = compare(found)
    assert told.groups == len(found)
    for side in (told.before, told.after):
        assert side.served + side.unserved == len(found)
    assert told.changed == sum(one.before != one.after for one in found)
    assert len(told.examples) == min(told.changed, MOST_EXAMPLES)
    both = [one for one in found if one.before and one.after]
    assert told.compared == len(both)
    assert told.after.splits == sum(len(one.after.places) - 1 for one in both)
    assert sum(told.before.cost_minor.values()) == sum(one.before.cost_minor for one in both)


@given(groups)
def test_the_same_rules_make_no_difference(found):
    same = [
        Replayed(
            *(one.order_id, one.number, one.group_no, one.currency, one.placed_at),
            one.before,
            one.before,
        )
        for one in found
    ]
    told = compare(same)
    assert told.changed == 0
    assert told.before == told.after
