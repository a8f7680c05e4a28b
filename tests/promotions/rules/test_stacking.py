"""What promotions take: laws over every kind, and figures somebody wrote by hand."""

from hypothesis import given, strategies as st
from msgspec.structs import replace

from paraguas.promotions.model import Buyer, Kind
from paraguas.promotions.rules.keeping import off_by_line
from paraguas.promotions.rules.stacking import promote
from tests.promotions.rules.making import CODES, LINES, goods, promotion, promotions

NOBODY = Buyer()
SOME = st.lists(st.integers(0, 9), max_size=4, unique=True).flatmap(
    lambda numbers: st.tuples(*(promotions(f"P{number}") for number in numbers))
)


def off(found):
    return sum(share.amount_minor for share in found)


@given(SOME, LINES)
def test_no_line_goes_below_nothing_and_shares_are_never_negative(some, lines):
    found = promote(some, lines, NOBODY)
    worths = {one.line_no: one.worth_minor for one in lines}
    assert all(share.amount_minor > 0 for share in found)
    assert all(0 <= taken <= worths[line_no] for line_no, taken in off_by_line(found).items())


@given(SOME, LINES, st.randoms())
def test_the_order_of_lines_and_of_promotions_makes_no_difference(some, lines, random):
    shuffled, others = [*lines], [*some]
    random.shuffle(shuffled)
    random.shuffle(others)
    assert set(promote(some, lines, NOBODY)) == set(promote(others, shuffled, NOBODY))


@given(SOME, LINES)
def test_it_is_the_best_of_what_may_go_together(some, lines):
    best = off(promote(some, lines, NOBODY))
    alone = [replace(one, exclusive=False) for one in some if one.exclusive]
    together = [one for one in some if not one.exclusive]
    ways = [together, *([one] for one in alone)]
    assert best == max(off(promote(way, lines, NOBODY)) for way in ways)


@given(SOME, LINES)
def test_an_exclusive_one_goes_with_no_other(some, lines):
    names = {share.promotion for share in promote(some, lines, NOBODY)}
    exclusive = {one.code for one in some if one.exclusive}
    assert not names & exclusive or len(names) == 1


@given(
    promotions(), LINES,
    st.tuples(st.sampled_from(CODES), st.integers(0, 10_000), st.integers(1, 5)),
)  # fmt: skip
def test_one_more_line_never_takes_anything_back(one, lines, more):
    """Whatever is added, by one promotion no less is taken off in all than before."""
    added = [*lines, goods(len(lines) + 1, *more)]
    assert off(promote([one], added, NOBODY)) >= off(promote([one], lines, NOBODY))


@given(st.lists(st.integers(0, 9), min_size=1, max_size=4, unique=True), LINES, LINES)
def test_of_rivals_that_go_with_no_other_one_more_line_never_takes_anything_back(
    numbers, lines, more
):
    rivals = [
        promotion(Kind.PERCENTAGE, f"P{n}", percent_pcm=10_000 * n + 1, exclusive=True)
        for n in numbers
    ]
    rivals.append(promotion(Kind.AMOUNT, "Q", amount_minor=777, exclusive=True))
    added = [*lines, *(replace(one, line_no=one.line_no + 10) for one in more)]
    assert off(promote(rivals, added, NOBODY)) >= off(promote(rivals, lines, NOBODY))


@given(LINES, st.integers(1, 100_000), st.integers(1, 100_000))
def test_what_comes_second_takes_of_what_the_first_left(lines, first, second):
    one = promotion(Kind.PERCENTAGE, "ONE", priority=1, percent_pcm=first)
    two = promotion(Kind.PERCENTAGE, "TWO", priority=2, percent_pcm=second)
    alone, found = promote([one], lines, NOBODY), promote([two, one], lines, NOBODY)
    assert [s for s in found if s.promotion == "ONE"] == [*alone]
    left = sum(line.worth_minor for line in lines) - off(alone)
    # Half up, to the minor unit.
    assert off(found) - off(alone) == (2 * left * second + 100_000) // 200_000


def test_three_for_two_takes_the_cheapest_and_spreads_it_over_all_three():
    lines = [goods(1, "A", 3000), goods(2, "B", 2000, 2)]
    found = promote([promotion(Kind.BUY_GET, buy=2, get=1, percent_pcm=100_000)], lines, NOBODY)
    # 20.00 of 70.00: 30/70 of it on the dear one, 40/70 on the two cheap ones.
    assert off_by_line(found) == {1: 857, 2: 1143}


def test_of_seven_units_three_for_two_gives_two_the_third_and_the_sixth_dearest():
    lines = [goods(n, "A", minor) for n, minor in enumerate((700, 600, 500, 400, 300, 200, 100), 1)]
    three = promotion(Kind.BUY_GET, buy=2, get=1, percent_pcm=100_000)
    assert off(promote([three], lines, NOBODY)) == 500 + 200
    assert off(promote([replace(three, most=1)], lines, NOBODY)) == 500
    assert off(promote([replace(three, percent_pcm=50_000)], lines, NOBODY)) == 350


def test_a_million_units_are_reckoned_without_counting_them():
    lines = [goods(1, "A", 3000, 1_000_000), goods(2, "C", 2000, 999_999)]
    three = promotion(Kind.BUY_GET, buy=2, get=1, percent_pcm=100_000)
    # 1,999,999 units make 666,666 times three: the dear ones give 333,333, the cheap ones the rest.
    assert off(promote([three], lines, NOBODY)) == 333_333 * 3000 + 333_333 * 2000
    pair = promotion(Kind.BUNDLE, parts={"A": 1, "C": 1}, price_minor=4500)
    assert off(promote([pair], lines, NOBODY)) == 999_999 * 500


def test_a_bundle_is_sold_as_often_as_it_is_cheaper_the_dearest_first():
    pair = promotion(Kind.BUNDLE, parts={"A": 2, "C": 1}, price_minor=4000)
    lines = [goods(1, "A", 2000, 2), goods(2, "A", 1000, 2), goods(3, "C", 1500, 3)]
    # 55.00 becomes 40.00; the next pair would cost 35.00 and stays as it is.
    assert off(promote([pair], lines, NOBODY)) == 1500
    assert set(off_by_line(promote([pair], lines, NOBODY))) == {1, 3}


def test_an_amount_of_each_unit_and_of_the_whole_never_more_than_it_costs():
    lines = [goods(1, "A", 300, 2), goods(2, "B", 100)]
    each = promotion(Kind.AMOUNT, amount_minor=150, each=True)
    assert off_by_line(promote([each], lines, NOBODY)) == {1: 300, 2: 100}
    assert off(promote([promotion(Kind.AMOUNT, amount_minor=9999)], lines, NOBODY)) == 700


def test_currencies_without_decimals_and_with_three_are_exact_to_their_own_unit():
    lines = [goods(1, "A", 333), goods(2, "B", 333), goods(3, "C", 334)]
    found = promote([promotion(Kind.PERCENTAGE, percent_pcm=12_345)], lines, NOBODY)
    assert off(found) == 123
    assert off_by_line(found) == {1: 41, 2: 41, 3: 41}


def test_a_members_price_is_of_the_unit_and_of_weight_too():
    price = promotion(Kind.PRICE, price_minor=900, programme="club", skus=frozenset("A"))
    by_weight = goods(1, "A", 0, 1500, worth_minor=1500, per=1000, counted=False)
    assert promote([price], [by_weight], NOBODY) == ()
    # 1.5 kg at 9.00 instead of 10.00.
    assert off(promote([price], [by_weight], Buyer(programme="club"))) == 150


def test_what_is_asked_for_decides_threshold_tier_coupon_and_place():
    lines = [goods(1, "A", 4999), goods(2, "C", 9000)]
    spend = promotion(
        Kind.AMOUNT, amount_minor=500, spend_minor=5000, departments=frozenset(["left"])
    )
    assert promote([spend], lines, NOBODY) == ()
    assert off(promote([replace(spend, spend_minor=4999)], lines, NOBODY)) == 500
    gold = promotion(
        Kind.PERCENTAGE, percent_pcm=10_000, programme="club", tiers=frozenset(["gold"])
    )
    assert promote([gold], lines, Buyer(programme="club", tier="silver")) == ()
    assert off(promote([gold], lines, Buyer(programme="club", tier="gold"))) == 1400
    code = promotion(Kind.PERCENTAGE, "C", percent_pcm=10_000, coupon=True)
    assert promote([code], lines, NOBODY) == ()
    assert {s.coupon for s in promote([code], lines, Buyer(coupons={"C": "HELLO"}))} == {"HELLO"}
    here = promotion(Kind.PERCENTAGE, percent_pcm=10_000, places=frozenset(["X"]))
    assert promote([here], lines, Buyer(place="Y")) == ()
    assert off(promote([here], lines, Buyer(place="X"))) == 1400
