"""Examples: a case that a row of the brand decides, as ordinary as can be in all other respects."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product

from paraguas.policies.model import (
    BRAND,
    CONTRACT_DAY,
    LAW,
    REQUEST_DAY,
    Book,
    FactType,
    Row,
    Subject,
    Value,
)

MOST_TRIES = 50_000
"""Cases looked at before a row is taken for dead."""

_DAYS = (CONTRACT_DAY, REQUEST_DAY)


def example(book: Book, subject: Subject, row: Row, law: str) -> dict[str, Value] | None:
    """Give the facts of a case that a row of the brand decides under a law; None for a dead row."""
    named = sorted({name for each in subject.rows for name in each.when if name not in _DAYS})
    choices = {name: _choices(book.facts[name], subject, row) for name in named}
    if LAW in choices:
        choices[LAW] = [book.facts[LAW].values.index(law)]
    brand = [each for each in subject.rows if each.group == BRAND]
    for positions in islice(_cases(choices), MOST_TRIES):
        if next((each for each in brand if _holds(each, positions)), None) is row:
            return {name: book.facts[name].value_at(at) for name, at in positions.items()}
    return None


def _cases(choices: Mapping[str, Sequence[int]]) -> Iterator[dict[str, int]]:
    for chosen in product(*choices.values()):
        yield dict(zip(choices, chosen, strict=True))


def _choices(fact: FactType, subject: Subject, row: Row) -> list[int]:
    """The positions worth a try, those fewest rows speak of first."""
    spans = [span for each in subject.rows for span in each.when.get(fact.name, ())]
    # Where no row begins or ends to speak of a fact, one position is like its neighbour.
    edges = {0, *(first for first, _ in spans), *(last + 1 for _, last in spans)}
    allowed = row.when.get(fact.name, ((0, fact.size - 1),))
    edges |= {first for first, _ in allowed}
    positions = [at for at in sorted(edges) if any(a <= at <= z for a, z in allowed)]
    if fact.favour == "more":
        positions.reverse()
    return sorted(positions, key=lambda at: _spoken_of(fact.name, at, subject))


def _spoken_of(name: str, position: int, subject: Subject) -> tuple[int, int]:
    """Count the rows that speak of a position: the brand's, then those of laws."""
    ours = laws = 0
    for row in subject.rows:
        if any(first <= position <= last for first, last in row.when.get(name, ())):
            ours += row.group == BRAND
            laws += row.group != BRAND
    return ours, laws


def _holds(row: Row, positions: Mapping[str, int]) -> bool:
    return all(
        any(first <= positions[name] <= last for first, last in spans)
        for name, spans in row.when.items()
        if name not in _DAYS
    )
