"""Sourcing: which places serve an order, exactly the best by an ordered list of rules.

A plan is a set of places that together have everything; one demand (all lines of a SKU) is split
over places only where no place has all of it.  Rules compare plans one after the other; a later
rule speaks only among plans that all earlier ones find equal, and ties go to the lowest place ids.
A rule sums its values over the places used (places, distance, cost) or looks at the worst of them
(promise, capacity, balance); so adding a place never makes a plan better, which the search uses.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

from paraguas.sourcing.model import (
    Assignment,
    Candidate,
    Plan,
    Rule,
    RuleKind,
    Shelves,
    Shortage,
    Trace,
    Verdict,
    Want,
)
from paraguas.sourcing.rules.covering import Field, cover
from paraguas.values.ids import PlaceId, SkuId

WITHOUT_LIMIT = 1 << 40
"""The free capacity of a place that has no limit, for comparing."""


_SUMMED = frozenset((RuleKind.FEWEST_PLACES, RuleKind.DISTANCE, RuleKind.COST))
_Demand = dict[SkuId, int]


def source(
    wants: Sequence[Want],
    candidates: Sequence[Candidate],
    shelves: Shelves,
    rules: tuple[Rule, ...],
    *,
    whole: bool = False,
) -> Plan | Shortage:
    """Choose the places that serve the wants, or tell what is short; explain every candidate.

    Each place occurs once among the candidates.  A rule abstains when a candidate lacks its value.
    whole: one place has to serve all.
    """
    demand: _Demand = {}
    for want in wants:
        demand[want.sku_id] = demand.get(want.sku_id, 0) + want.quantity
    if whole or rules[0].kind is RuleKind.FEWEST_PLACES:
        able = _able(demand, candidates, shelves)
        if able:
            return _from_one(wants, demand, candidates, able, shelves=shelves, rules=rules)
    if whole:
        return _short_alone(demand, candidates, shelves, rules)
    return _from_several(wants, demand, candidates, shelves, rules)


def _able(demand: _Demand, candidates: Sequence[Candidate], shelves: Shelves) -> list[Candidate]:
    """The candidates that could serve everything alone."""
    able = [c for c in candidates if c.free_capacity != 0]
    for sku_id, quantity in demand.items():
        shelf = shelves(sku_id).get
        able = [c for c in able if shelf(c.place_id, 0) >= quantity]
    return able


def _from_one(
    wants: Sequence[Want],
    demand: _Demand,
    candidates: Sequence[Candidate],
    able: list[Candidate],
    *,
    shelves: Shelves,
    rules: tuple[Rule, ...],
) -> Plan:
    """The typical order, one place serves it all: each rule keeps the best of the rest."""
    verdicts = _unable(demand, candidates, able, shelves) if len(able) < len(candidates) else []
    for rule in rules:
        if len(able) == 1:
            break
        if rule.kind is RuleKind.FEWEST_PLACES:
            continue
        see = _eye(rule, demand, candidates, shelves)
        values = [see(c) for c in able]
        best, name = min(values), rule.kind.value
        if best == max(values):
            continue
        kept = []
        for candidate, value in zip(able, values, strict=True):
            if value == best:
                kept.append(candidate)
            else:
                verdicts.append(Verdict(candidate.place_id, name, value, best))
        able = kept
    chosen = min(c.place_id for c in able)
    verdicts += [Verdict(c.place_id, "tie", 0, 0) for c in able if c.place_id != chosen]
    verdicts.append(Verdict(chosen, "chosen", 0, 0))
    return Plan(
        tuple(Assignment(want.line_no, chosen, want.quantity) for want in wants if want.quantity),
        Trace(_names(rules), tuple(verdicts)),
    )


def _unable(
    demand: _Demand, candidates: Sequence[Candidate], able: list[Candidate], shelves: Shelves
) -> list[Verdict]:
    can = {c.place_id for c in able}
    asked = sum(demand.values())
    stocked = [(shelves(sku_id).get, quantity) for sku_id, quantity in demand.items()]
    verdicts = []
    for candidate in candidates:
        place_id = candidate.place_id
        if place_id in can:
            continue
        if candidate.free_capacity == 0:
            verdicts.append(Verdict(place_id, "full", 0, 0))
        else:
            has = sum(min(shelf(place_id, 0), quantity) for shelf, quantity in stocked)
            verdicts.append(Verdict(place_id, "short", has, asked))
    return verdicts


def _short_alone(
    demand: _Demand, candidates: Sequence[Candidate], shelves: Shelves, rules: tuple[Rule, ...]
) -> Shortage:
    """Nobody serves all: tell what the place lacks that has the most of it."""
    verdicts = _unable(demand, candidates, [], shelves)
    free = [one for one in verdicts if one.outcome != "full"]
    best = max(free, key=lambda one: one.value, default=None)
    there = {sku: shelves(sku).get(best.place_id, 0) if best else 0 for sku in demand}
    short = tuple((sku, n - there[sku]) for sku, n in demand.items() if n > there[sku])
    return Shortage(short, Trace(_names(rules), tuple(verdicts)))


def _from_several(
    wants: Sequence[Want],
    demand: _Demand,
    candidates: Sequence[Candidate],
    shelves: Shelves,
    rules: tuple[Rule, ...],
) -> Plan | Shortage:
    asked = [(shelves(sku_id).get, quantity) for sku_id, quantity in demand.items() if quantity]
    ranked = sorted(candidates)
    full = [Verdict(c.place_id, "full", 0, 0) for c in ranked if c.free_capacity == 0]
    free = [c for c in ranked if c.free_capacity != 0]
    stock = [tuple(min(shelf(c.place_id, 0), q) for shelf, q in asked) for c in free]
    skus = [sku_id for sku_id, quantity in demand.items() if quantity]
    missing = [
        quantity - sum(column)
        for (_, quantity), column in zip(
            asked, zip(*stock, strict=True) if stock else [()] * len(asked), strict=True
        )
    ]
    if any(units > 0 for units in missing):
        units_asked = sum(demand.values())
        verdicts = full + [
            Verdict(c.place_id, "short", sum(row), units_asked)
            for c, row in zip(free, stock, strict=True)
        ]
        short = tuple((s, units) for s, units in zip(skus, missing, strict=True) if units > 0)
        return Shortage(short, Trace(_names(rules), tuple(verdicts)))
    columns = [
        (
            rule.kind.value,
            rule.kind in _SUMMED,
            list(map(_eye(rule, demand, candidates, shelves), free)),
        )
        for rule in rules
    ]
    field = Field([c.place_id for c in free], [q for _, q in asked], stock, columns)
    solution = cover(field)
    pieces = {sku: solution.pieces[i] for i, sku in enumerate(skus)}
    return Plan(
        _assign(wants, pieces),
        Trace(_names(rules), (*full, *solution.verdicts), solution.exact),
    )


def _assign(
    wants: Sequence[Want], pieces: dict[SkuId, list[tuple[PlaceId, int]]]
) -> tuple[Assignment, ...]:
    """Deal the places' pieces of each SKU out to its lines, in order."""
    assignments = []
    for want in wants:
        open_units = want.quantity
        heap = pieces.get(want.sku_id, [])
        while open_units:
            place_id, units = heap[0]
            taken = min(units, open_units)
            assignments.append(Assignment(want.line_no, place_id, taken))
            open_units -= taken
            if taken == units:
                heap.pop(0)
            else:
                heap[0] = (place_id, units - taken)
    return tuple(assignments)


@lru_cache(maxsize=64)
def _names(rules: tuple[Rule, ...]) -> tuple[tuple[str, int], ...]:
    return tuple((rule.kind.value, rule.step) for rule in rules)


def _eye(
    rule: Rule, demand: _Demand, candidates: Sequence[Candidate], shelves: Shelves
) -> Callable[[Candidate], int]:
    """What the rule sees at a place, in its steps; the same everywhere when it abstains."""
    step = rule.step
    match rule.kind:
        case RuleKind.FEWEST_PLACES:
            return lambda _: 1
        case RuleKind.PROMISE:
            return lambda c: c.promise_at // step
        case RuleKind.DISTANCE:
            if any(c.distance_m is None for c in candidates):
                return lambda _: 0
            return lambda c: (c.distance_m or 0) // step
        case RuleKind.COST:
            return lambda c: c.cost_minor // step
        case RuleKind.CAPACITY:
            return lambda c: (
                -((WITHOUT_LIMIT if c.free_capacity is None else c.free_capacity) // step)
            )
        case RuleKind.BALANCE:
            stocked = [shelves(sku_id).get for sku_id in demand]
            return lambda c: -(sum(shelf(c.place_id, 0) for shelf in stocked) // step)
