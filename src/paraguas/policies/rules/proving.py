"""Proving a book: laws that hold for every case there is, or one case against each.

The proofs walk decision diagrams (rules/diagram.py), so they are exact and need no solver;
doors/policy/solving.py asks z3 the same questions.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import permutations

from paraguas.policies.model import BRAND, Book, Finding, Proof
from paraguas.policies.rules.clashes import before, clashes
from paraguas.policies.rules.diagram import Diagram, TooManyCases
from paraguas.policies.rules.grid import MISS, Grid, Hits, make_grid
from paraguas.policies.rules.pairs import Joined, Pair
from paraguas.policies.rules.telling import tell_case, tell_pair, tell_value
from paraguas.policies.rules.texts import check_texts

PROOFS = {
    "shape": "every row is whole",
    "vocabulary": "no rule speaks of anything but the vocabulary, and that tells no door",
    "citations": "what is law, or depends on legal facts, cites its source with a date",
    "translations": "every text is there in every language, with the same places",
    "complete": "the brand has an answer for every case",
    "no_conflict": "no two rows of one priority give different things for a case",
    "no_dead_row": "every row decides some case",
    "door_invariance": "no verdict depends on what tells the door",
    "justified_differences": "where the law of a person changes a verdict, a cited row says so",
    "legal_floor": "no verdict is below the law, and no row of the brand is unawares",
    "monotone": "earlier, more loyal, more broken never gets less",
}
"""Every proof, and what it says."""

_SHOWN = 3


def prove(book: Book, found: Sequence[Finding]) -> tuple[list[Proof], list[Finding]]:
    """Prove a book as it was read; found: what was amiss in its files.

    Gives each proof with the first case against it, and all that is amiss.
    """
    findings = [*found, *check_texts(book), *_findings(book)]
    proofs = []
    for name in PROOFS:
        against = next((str(one) for one in findings if one.proof == name), None)
        proofs.append(Proof(name, against is None, against))
    return proofs, findings


def _findings(book: Book) -> Iterator[Finding]:
    for subject in book.subjects.values():
        grid = make_grid(book, subject)
        yield from clashes(grid)
        try:
            diagram = Diagram(grid)
        except TooManyCases:
            sentence = "it falls into too many cases to be proved; part it in two subjects"
            yield Finding("complete", subject.file, "", sentence)
            continue
        for proof in (_complete, _dead, _floor):
            yield from proof(grid, diagram)
        joined = Joined(diagram, partial(_told_apart, grid))
        for compare in (_doors, _justified, _monotone):
            yield from compare(grid, joined)


def _complete(grid: Grid, diagram: Diagram) -> Iterator[Finding]:
    gap = next((hits for hits in diagram.leaves() if hits[0] == MISS), None)
    if gap:
        sentence = f"no row of the brand answers: {tell_case(grid, diagram.path_of(gap))}"
        yield Finding("complete", grid.subject.file, "", sentence)


def _dead(grid: Grid, diagram: Diagram) -> Iterator[Finding]:
    live = {grid.rows[number].id for hits in diagram.leaves() for number in hits if number != MISS}
    for number, row in enumerate(grid.rows):
        if row.id not in live:
            live.add(row.id)
            names = ", ".join(one.id for one in before(grid, number)[-_SHOWN:])
            sentence = f"it decides no case: rows before it take them all, the last {names}"
            yield Finding("no_dead_row", row.file, row.id, sentence)


def _doors(grid: Grid, joined: Joined) -> Iterator[Finding]:
    for number, column in enumerate(grid.columns):
        elsewhere = column.fact.elsewhere
        if not elsewhere:
            continue
        values = [str(column.fact.value_at(cell.first)) for cell in column.cells]
        moved = [
            (at, values.index(elsewhere[value]))
            for at, value in enumerate(values)
            if value in elsewhere
        ]
        pair = joined.differ(
            {number: partial(_these, moved)},
            lambda one, other: grid.give(one).values != grid.give(other).values,
        )
        if pair:
            why = f"{column.fact.name} tells the door here"
            yield _beside("door_invariance", grid, pair, _unequal, why)


def _cited(grid: Grid, hits: Hits) -> tuple[bool, ...]:
    sources = grid.give(hits).sources
    return tuple(at != MISS and bool(grid.rows[at].citation) for at in sources)


def _justified(grid: Grid, joined: Joined) -> Iterator[Finding]:
    free = [number for number, column in enumerate(grid.columns) if column.fact.legal]
    if not free:
        return

    def unjustified(one: Hits, other: Hits) -> int | None:
        either = zip(_cited(grid, one), _cited(grid, other), strict=True)
        values = zip(grid.give(one).values, grid.give(other).values, strict=True)
        for at, ((here, there), (left, right)) in enumerate(zip(either, values, strict=True)):
            if left != right and not (here or there):
                return at
        return None

    pair = joined.differ(
        dict.fromkeys(free, lambda cells: permutations(cells, 2)),
        lambda one, other: unjustified(one, other) is not None,
    )
    if pair:
        why = "no cited row says why the law makes a difference"
        yield _beside(
            "justified_differences", grid, pair, lambda _, *both: unjustified(*both) or 0, why
        )


def _floor(grid: Grid, diagram: Diagram) -> Iterator[Finding]:
    laws = [at for at, group in enumerate(grid.groups) if group.name != BRAND]
    binding = [at for at in laws if not grid.groups[at].name.endswith(" for all")]
    told = set()
    for hits in diagram.leaves():
        for key, sentence in (*_undercuts(grid, hits, binding), *_below(grid, hits, laws)):
            if key not in told:
                told.add(key)
                case = tell_case(grid, diagram.path_of(hits))
                row = grid.rows[max(hits[0], 0)]
                yield Finding("legal_floor", row.file, row.id, f"{case}: {sentence}")


def _undercuts(grid: Grid, hits: Hits, laws: Sequence[int]) -> Iterator[tuple[object, str]]:
    """Find laws a brand row gives less than, and does not say that it knows."""
    if hits[0] == MISS:
        return
    brand = grid.rows[hits[0]]
    for law in (grid.rows[hits[at]] for at in laws if hits[at] != MISS):
        for dimension in grid.dimensions if law.id not in brand.below_law else ():
            own, due = brand.then.get(dimension.name), law.then.get(dimension.name)
            if own is not None and due is not None and dimension.rank(own) < dimension.rank(due):
                said = f"{dimension.name} is {tell_value(own)}, the law asks for {tell_value(due)}"
                yield (brand.id, law.id), f"{said} (row {law.id}, {law.citation})"


def _below(grid: Grid, hits: Hits, laws: Sequence[int]) -> Iterator[tuple[object, str]]:
    """Find a verdict below a law: what is given must be as good in every dimension."""
    values = grid.give(hits).values
    for law in (grid.rows[hits[at]] for at in laws if hits[at] != MISS):
        for dimension, value in zip(grid.dimensions, values, strict=True):
            due = law.then.get(dimension.name)
            if due is None or (value is not None and dimension.rank(value) >= dimension.rank(due)):
                continue
            yield (law.id, hits), f"the verdict is below row {law.id}, {law.citation}"


def _monotone(grid: Grid, joined: Joined) -> Iterator[Finding]:
    for number, column in enumerate(grid.columns):
        if not column.fact.favour:
            continue
        pair = joined.differ(
            {number: _better_ones if column.fact.favour == "more" else _lesser_ones},
            lambda one, other: _worse(grid, one, other) is not None,
        )
        if pair:
            why = f"the better {column.fact.name} gets less"
            yield _beside("monotone", grid, pair, lambda g, *both: _worse(g, *both) or 0, why)


def _these(pairs: list[tuple[int, int]], _: list[int]) -> list[tuple[int, int]]:
    return pairs


def _told_apart(grid: Grid, hits: Hits) -> tuple[object, ...]:
    return grid.give(hits).values, _cited(grid, hits)


def _better_ones(cells: list[int]) -> Iterator[tuple[int, int]]:
    return ((cell - 1, cell) for cell in cells[1:])


def _lesser_ones(cells: list[int]) -> Iterator[tuple[int, int]]:
    return ((cell, cell - 1) for cell in cells[1:])


def _worse(grid: Grid, one: Hits, other: Hits) -> int | None:
    """Find a dimension in which the other case is given less."""
    values = zip(grid.give(one).values, grid.give(other).values, strict=True)
    for at, (dimension, (left, right)) in enumerate(zip(grid.dimensions, values, strict=True)):
        if left is not None and (right is None or dimension.rank(right) < dimension.rank(left)):
            return at
    return None


def _unequal(grid: Grid, one: Hits, other: Hits) -> int:
    left, right = grid.give(one).values, grid.give(other).values
    return next(at for at in range(len(left)) if left[at] != right[at])


def _beside(
    proof: str,
    grid: Grid,
    pair: Pair,
    dimension: Callable[[Grid, Hits, Hits], int],
    why: str,
) -> Finding:
    left, right = grid.give(pair.left_hits), grid.give(pair.right_hits)
    at = dimension(grid, pair.left_hits, pair.right_hits)
    source = next((one for one in (right.sources[at], left.sources[at]) if one != MISS), 0)
    sentence = f"{tell_pair(grid, pair, at, left, right)}; {why}"
    return Finding(proof, grid.rows[source].file, grid.rows[source].id, sentence)
