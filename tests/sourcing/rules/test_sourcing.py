"""Sourcing against an exhaustive search written apart from it, over the same rules."""

from collections import Counter
from itertools import combinations, product

from hypothesis import given, settings, strategies as st

from paraguas.sourcing.model import (
    Candidate,
    Plan,
    Rule,
    RuleKind,
    RuleSet,
    Shortage,
    Verdict,
    Want,
)
from paraguas.sourcing.queries import shipped_rules
from paraguas.sourcing.rules.sourcing import source
from paraguas.sourcing.rules.tracing import pack_trace, unpack_trace

STANDARD = shipped_rules().rules
SKUS = ("a", "b", "c")
small = st.integers(0, 4)
rule_lists = st.permutations(list(RuleKind)).flatmap(
    lambda kinds: st.lists(st.sampled_from([1, 2]), min_size=1, max_size=6).map(
        lambda steps: tuple(Rule(kind, step) for kind, step in zip(kinds, steps, strict=False))
    )
)


@st.composite
def cases(draw, places=6, lines=4, most=5):
    distances = draw(st.sampled_from([small, small, st.none() | small]))
    candidates = [
        Candidate(f"{i:032x}", draw(small), draw(distances), draw(st.none() | small), draw(small))
        for i in range(draw(st.integers(1, places)))
    ]
    wants = [
        Want(line_no, draw(st.sampled_from(SKUS)), draw(st.integers(1, most)))
        for line_no in range(1, draw(st.integers(1, lines)) + 1)
    ]
    stock = {sku: {c.place_id: draw(small) for c in candidates} for sku in SKUS}
    return wants, draw(st.permutations(candidates)), stock


def worth(rule, places, candidates, skus, stock):
    """What a rule thinks of serving from these places; less is better."""
    step = rule.step
    match rule.kind:
        case RuleKind.FEWEST_PLACES:
            return len(places)
        case RuleKind.PROMISE:
            return max(c.promise_at // step for c in places)
        case RuleKind.DISTANCE if any(c.distance_m is None for c in candidates):
            return 0
        case RuleKind.DISTANCE:
            return sum(c.distance_m // step for c in places)
        case RuleKind.COST:
            return sum(c.cost_minor // step for c in places)
        case RuleKind.CAPACITY:
            limits = [2**40 if c.free_capacity is None else c.free_capacity for c in places]
            return -min(limit // step for limit in limits)
        case RuleKind.BALANCE:
            return -min(sum(stock[sku][c.place_id] for sku in skus) // step for c in places)


def best_places(wants, candidates, stock, rules):
    """Try every set of places."""
    demand = Counter()
    for want in wants:
        demand[want.sku_id] += want.quantity
    free = sorted(c for c in candidates if c.free_capacity != 0)

    def has_all(places):
        for sku, needed in demand.items():
            whole = any(stock[sku][c.place_id] >= needed for c in free)
            pile = [stock[sku][c.place_id] for c in places]
            if (max(pile) if whole else sum(pile)) < needed:
                return False
        return True

    sets = [s for n in range(1, len(free) + 1) for s in combinations(free, n) if has_all(s)]

    def rank(places):
        ties = tuple(sorted((free.index(c) for c in places), reverse=True))
        return [worth(rule, places, candidates, demand, stock) for rule in rules], ties

    return {c.place_id for c in min(sets, key=rank)} if sets else None


@settings(max_examples=600, deadline=None)
@given(cases(), rule_lists)
def test_sourcing_finds_what_an_exhaustive_search_finds(case, rules):
    wants, candidates, stock = case
    found = source(wants, candidates, stock.__getitem__, rules)
    best = best_places(wants, candidates, stock, rules)
    if best is None:
        assert isinstance(found, Shortage)
    else:
        assert isinstance(found, Plan)
        assert {a.place_id for a in found.assignments} == best
        assert found.trace.exact


@settings(max_examples=150, deadline=None)
@given(cases(places=4, lines=2, most=3), rule_lists)
def test_no_other_way_to_deal_the_units_out_is_better(case, rules):
    wants, candidates, stock = case
    found = source(wants, candidates, stock.__getitem__, rules)
    free = [c for c in candidates if c.free_capacity != 0]
    demand = Counter()
    for want in wants:
        demand[want.sku_id] += want.quantity
    ways = [
        [deal for deal in product(*(range(stock[sku][c.place_id] + 1) for c in free))
         if sum(deal) == needed]
        for sku, needed in demand.items()
    ]  # fmt: skip
    ranks = []
    for way in product(*ways):
        used = [c for i, c in enumerate(free) if any(deal[i] for deal in way)]
        torn = any(
            sum(map(bool, deal)) > 1 and any(stock[sku][c.place_id] >= needed for c in free)
            for deal, (sku, needed) in zip(way, demand.items(), strict=True)
        )
        if used and not torn:
            ranks.append([worth(rule, used, candidates, demand, stock) for rule in rules])
    assert isinstance(found, Plan) == bool(ranks)
    if isinstance(found, Plan):
        places = {a.place_id for a in found.assignments}
        chosen = [c for c in candidates if c.place_id in places]
        assert [worth(rule, chosen, candidates, demand, stock) for rule in rules] == min(ranks)


@settings(max_examples=200, deadline=None)
@given(cases(), rule_lists)
def test_every_unit_is_assigned_once_and_none_is_made_up(case, rules):
    wants, candidates, stock = case
    found = source(wants, candidates, stock.__getitem__, rules)
    if isinstance(found, Shortage):
        free = [c.place_id for c in candidates if c.free_capacity != 0]
        demand = Counter()
        for want in wants:
            demand[want.sku_id] += want.quantity
        missing = {sku: n - sum(stock[sku][p] for p in free) for sku, n in demand.items()}
        assert dict(found.short) == {sku: n for sku, n in missing.items() if n > 0}
        return
    lines = {want.line_no: want for want in wants}
    dealt, taken = Counter(), Counter()
    for one in found.assignments:
        assert one.quantity > 0
        dealt[one.line_no] += one.quantity
        taken[lines[one.line_no].sku_id, one.place_id] += one.quantity
    assert dealt == {want.line_no: want.quantity for want in wants}
    assert all(quantity <= stock[sku][place_id] for (sku, place_id), quantity in taken.items())


@settings(max_examples=200, deadline=None)
@given(cases(), rule_lists)
def test_the_trace_has_a_true_word_for_every_place(case, rules):
    wants, candidates, stock = case
    found = source(wants, candidates, stock.__getitem__, rules)
    verdicts = {v.place_id: v for v in found.trace.verdicts}
    assert sorted(verdicts) == sorted(c.place_id for c in candidates)
    assert len(found.trace.verdicts) == len(candidates)
    used = {a.place_id for a in found.assignments} if isinstance(found, Plan) else set()
    assert {p for p, v in verdicts.items() if v.outcome == "chosen"} == used
    for candidate in candidates:
        verdict = verdicts[candidate.place_id]
        assert (verdict.outcome == "full") == (candidate.free_capacity == 0)
        if verdict.outcome in set(RuleKind):
            assert verdict.value > verdict.best
        if verdict.outcome == "short":
            assert verdict.value <= verdict.best
    told = unpack_trace(pack_trace(found.trace, RuleSet("bare", rules, version=3), [f"{99:032x}"]))
    assert (told.rule_set, told.version) == ("bare", 3)
    assert told.verdicts[:-1] == found.trace.verdicts
    assert told.verdicts[-1] == Verdict(f"{99:032x}", "barred", 0, 0)
    assert (told.rules, told.exact) == (found.trace.rules, found.trace.exact)


def test_what_is_near_enough_is_left_to_the_next_rule():
    near, cheap = Candidate("near", 0, 900, None, 500), Candidate("cheap", 0, 1_400, None, 100)
    stock = {"a": {"near": 1, "cheap": 1}}
    wants = [Want(1, "a", 1)]
    by_metre = source(wants, [near, cheap], stock.__getitem__, STANDARD)
    coarse = (Rule(RuleKind.FEWEST_PLACES), Rule(RuleKind.DISTANCE, 5_000), Rule(RuleKind.COST))
    by_district = source(wants, [near, cheap], stock.__getitem__, coarse)
    assert isinstance(by_metre, Plan)
    assert isinstance(by_district, Plan)
    assert by_metre.assignments[0].place_id == "near"
    assert by_district.assignments[0].place_id == "cheap"


def test_lines_of_one_sku_share_one_stock():
    place = Candidate("p", 0)
    wants = [Want(1, "a", 2), Want(2, "a", 2)]
    found = source(wants, [place], {"a": {"p": 3}}.__getitem__, STANDARD)
    assert isinstance(found, Shortage)
    assert found.short == (("a", 1),)


def test_without_candidates_everything_is_short():
    found = source([Want(1, "a", 2)], [], {"a": {"p": 3}}.__getitem__, STANDARD)
    assert isinstance(found, Shortage)
    assert found.short == (("a", 2),)


def test_five_hundred_places_and_five_lines_are_decided_exactly():
    candidates = [Candidate(f"p{i:03}", i * 7919 % 97, i * 104_729 % 1_009) for i in range(500)]
    stock = {
        f"s{line}": {c.place_id: 1 for i, c in enumerate(candidates) if (i * 31 + line) % 23 == 0}
        for line in range(5)
    }
    wants = [Want(line, f"s{line}", 1) for line in range(5)]
    found = source(wants, candidates, stock.__getitem__, STANDARD)
    assert isinstance(found, Plan)
    assert found.trace.exact
    # No place has two of the lines here: each comes from its own best place.
    assert len({a.place_id for a in found.assignments}) == 5
    assert STANDARD[0].kind is RuleKind.FEWEST_PLACES


def test_more_places_win_where_an_earlier_rule_prefers_them():
    candidates = [
        Candidate("p0", 0, 3, 2, 3),
        Candidate("p1", 1, 0, None, 1),
        Candidate("p2", 1, 0, 3, 2),
        Candidate("p4", 2, 0, None, 1),
    ]
    stock = {"a": {"p0": 3, "p1": 2, "p2": 2, "p4": 1}}
    rules = (Rule(RuleKind.DISTANCE), Rule(RuleKind.FEWEST_PLACES), Rule(RuleKind.PROMISE))
    found = source([Want(1, "a", 5)], candidates, stock.__getitem__, rules)
    assert isinstance(found, Plan)
    assert {a.place_id for a in found.assignments} == {"p1", "p2", "p4"}


@settings(max_examples=200, deadline=None)
@given(cases(), rule_lists)
def test_what_may_not_be_split_comes_from_one_place_or_the_best_says_what_it_lacks(case, rules):
    wants, candidates, stock = case
    found = source(wants, candidates, stock.__getitem__, rules, whole=True)
    demand = Counter()
    for want in wants:
        demand[want.sku_id] += want.quantity
    free = [c for c in candidates if c.free_capacity != 0]
    able = [c for c in free if all(stock[sku][c.place_id] >= n for sku, n in demand.items())]
    if isinstance(found, Plan):
        chosen = next(c for c in able if c.place_id == found.assignments[0].place_id)
        assert {one.place_id for one in found.assignments} == {chosen.place_id}

        def rank(c):
            return [worth(rule, [c], candidates, demand, stock) for rule in rules], c.place_id

        assert rank(chosen) == min(map(rank, able))
        return
    assert not able
    lacks = [sum(max(0, n - stock[sku][c.place_id]) for sku, n in demand.items()) for c in free]
    assert sum(n for _, n in found.short) == min(lacks, default=sum(demand.values()))
