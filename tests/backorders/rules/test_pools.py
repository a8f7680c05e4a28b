"""What units beyond stock are promised from: the soonest pool first, never more than it has."""

from datetime import date

from hypothesis import given, strategies as st

from paraguas.backorders.model import Pool, Terms, cap_id
from paraguas.backorders.rules.pools import Pools, coming_on, draw, first_day
from paraguas.values.ids import PlaceId, SkuId, digest_id

SKU = SkuId(digest_id("sku", "case"))
GETAFE, SOL = PlaceId(digest_id("place", "getafe")), PlaceId(digest_id("place", "sol"))
TODAY = date(2031, 1, 10)


def pool(name, units, taken=0, *, place=GETAFE, market="", day="2031-02-01"):
    return Pool(SKU, name, place, market, units, taken, day)


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=6),
    st.lists(st.integers(1, 9), min_size=1, max_size=4),
)
def test_nothing_is_drawn_that_is_not_there_and_all_of_it_or_nothing(pools, wanted):
    known = [pool(f"p{n}", units, taken) for n, (units, taken) in enumerate(pools)]
    dates = {one.pool_id: n for n, one in enumerate(known)}
    lines = [(number, SKU, units) for number, units in enumerate(wanted, start=1)]
    drawn = draw(lines, {SKU: known}, dates, [GETAFE])
    free = sum(one.free for one in known)
    assert (drawn is None) is (sum(wanted) > free)
    for one in known if drawn else ():
        assert sum(d.quantity for d in drawn if d.pool.pool_id == one.pool_id) <= one.free
    for line_no, _, units in lines if drawn else ():
        assert sum(d.quantity for d in drawn if d.line_no == line_no) == units


def test_the_soonest_pool_at_these_places_comes_first():
    pools = [pool("late", 5), pool("soon", 2), pool("elsewhere", 9, place=SOL)]
    dates = {"late": 20, "soon": 10, "elsewhere": 1}
    drawn = draw([(1, SKU, 3)], {SKU: pools}, dates, [GETAFE])
    assert [(one.pool.pool_id, one.quantity) for one in drawn] == [("soon", 2), ("late", 1)]
    assert draw([(1, SKU, 3)], {SKU: pools}, {"soon": 10}, [GETAFE]) is None


def test_terms_say_which_pools_there_are_and_what_was_taken_is_gone():
    cap = cap_id(SKU, "ES")
    pools = Pools([pool("po", 2), pool(cap, 3, market="ES", day=None), pool("fr", 9, market="FR")])
    under_cap = Terms(SKU, "ES", cap=3)
    both = Terms(SKU, "ES", against_supply=True, cap=3)
    assert [one.pool_id for one in pools.of(under_cap)] == [cap]
    assert [one.pool_id for one in pools.of(both)] == ["po", cap]
    pools.take(SKU, "po", 2)
    assert [one.pool_id for one in pools.of(both)] == [cap]
    pools.take(SKU, "po", -1)
    assert pools.of(both)[0].free == 1


def test_a_cap_is_so_many_days_on_and_a_day_that_passed_is_today():
    assert coming_on(pool("po", 1, day="2031-01-01"), TODAY, 5) == TODAY
    assert coming_on(pool("cap", 1, day=None), TODAY, 5) == date(2031, 1, 15)
    terms = Terms(SKU, "ES", lead_days=5)
    pools = [pool("po", 1), pool("cap", 1, day=None)]
    assert first_day(pools, terms, {GETAFE}, TODAY) == "2031-01-15"
    assert first_day(pools, terms, {SOL}, TODAY) is None
