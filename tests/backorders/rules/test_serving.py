"""Who is served, who is promised from elsewhere, and whom nothing reaches any more."""

from hypothesis import given, strategies as st
from msgspec.structs import replace

from paraguas.backorders.model import Pool, Waiting
from paraguas.backorders.rules.serving import beyond, keep_turns, serve, settle
from paraguas.values.ids import OrderId, PlaceId, SkuId, digest_id

SKU = SkuId(digest_id("sku", "case"))
GETAFE, SOL = PlaceId(digest_id("place", "getafe")), PlaceId(digest_id("place", "sol"))
POOLS = ("early", "late", "cap")


def pool(name, units, taken=0, place=GETAFE):
    market = "ES" if name == "cap" else ""
    day = None if market else {"early": "2031-01-01", "late": "2031-02-01"}[name]
    return Pool(SKU, name, place, market, units, taken, day)


def waits(*who, place=GETAFE, market="ES"):
    """Each (pool, units) waits since its place in the row."""
    return [
        Waiting(OrderId(f"{n:032x}"), 0, 1, 1, SKU, place, market, name, units, n, n)
        for n, (name, units) in enumerate(who)
    ]


rows = st.lists(st.tuples(st.sampled_from(POOLS), st.integers(1, 5)), max_size=12)
units = st.fixed_dictionaries(dict.fromkeys(POOLS, st.integers(0, 20)))


@given(rows, st.integers(0, 40))
def test_the_first_to_come_are_served_and_nobody_is_passed_over(who, there):
    waiting = waits(*who)
    served = serve(reversed(waiting), {SKU: there})
    assert list(served) == waiting[: len(served)]
    used = sum(one.quantity for one in served)
    assert used <= there
    rest = waiting[len(served) :]
    assert not rest or used + rest[0].quantity > there


@given(rows, units, st.integers(0, 10))
def test_what_is_settled_fits_what_comes_and_loses_no_more_than_it_must(who, has, there):
    waiting = waits(*who)
    taken = {name: sum(n for pool_name, n in who if pool_name == name) for name in POOLS}
    pools = [pool(name, has[name], taken[name]) for name in POOLS]
    settled = settle(waiting, pools, there)
    after = dict(taken)
    for one, other in settled.moved:
        after[one.pool_id] -= one.quantity
        after[other.pool_id] += one.quantity
    for one, other, n in settled.parted:
        after[one.pool_id] -= n
        after[other.pool_id] += n
        assert 0 < n <= one.quantity
    for one, n in settled.lost:
        after[one.pool_id] -= n
        assert 0 < n <= one.quantity
    over = sum(max(0, after[name] - has[name]) for name in ("early", "late"))
    assert over <= there
    assert after["cap"] <= max(has["cap"], taken["cap"])
    needless = {one.order_id for one, _ in settled.moved} & {
        one.order_id for one, _ in settled.lost
    }
    assert not needless
    if settled.lost:
        free = {name: has[name] - after[name] for name in POOLS}
        lacking = {one.pool_id for one, _ in settled.lost}
        assert all(free[name] <= 0 for name in POOLS if name not in lacking)
    if all(taken[name] <= has[name] for name in ("early", "late")):
        assert settled == ((), (), ())


def test_the_last_to_come_goes_first_to_the_soonest_pool_that_has_all_of_it():
    waiting = waits(("early", 2), ("early", 2))
    pools = [pool("early", 2, 4), pool("late", 5), pool("cap", 9)]
    [(moved, other)] = settle(waiting, pools).moved
    assert (moved, other.pool_id) == (waiting[1], "late")
    elsewhere = [pool("early", 2, 4), pool("late", 5, place=SOL), pool("cap", 1)]
    rest = settle(waiting, elsewhere)
    assert [(one, other.pool_id, n) for one, other, n in rest.parted] == [(waiting[1], "cap", 1)]
    assert rest.lost == ((replace(waiting[1], quantity=1), 1),)


def test_a_cap_of_another_market_takes_nobody_over_and_a_lowered_cap_drops_nobody():
    [french] = waits(("early", 1), market="FR")
    assert settle([french], [pool("early", 0, 1), pool("cap", 9)]).lost == ((french, 1),)
    assert settle(waits(("cap", 3)), [pool("cap", 1, 3)]) == ((), (), ())


def test_no_more_waits_than_is_wanted_and_no_place_has():
    first, second = waits(("early", 2), ("late", 2))
    second = replace(second, order_id=first.order_id, waiting_no=1)
    assert beyond([first, second], {1: 5}, [(1, 1)]) == []
    assert beyond([first, second], {1: 4}, [(1, 1)]) == [(second, 1)]
    assert beyond([first, second], {}, []) == [(first, 2), (second, 2)]


def test_who_waits_another_way_keeps_the_turn_of_the_line():
    before = [replace(one, line_no=2) for one in waits(("early", 1), ("early", 1))]
    [new, other] = waits(("late", 1), ("late", 1))
    new, other = replace(new, line_no=2, asked_at=9), replace(other, asked_at=9)
    assert [one.asked_at for one in keep_turns([new, other], before)] == [0, 9]
