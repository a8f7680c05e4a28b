"""How fast a person is found among many, how well persons are told apart, and if that lasts."""

import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from paraguas.customers import queries
from paraguas.customers.actions.take_in import take_in
from paraguas.customers.model import Details, Incoming, Source
from paraguas.doors.bench.person_histories import differing
from paraguas.doors.bench.report import Row, rounded
from paraguas.doors.bench.truth import FEBRL, Truth, agreement, febrl
from paraguas.doors.runtime import draw_secrets
from paraguas.plumbing.clock import stamp
from paraguas.plumbing.db import Database, open_database
from paraguas.plumbing.migrations.stepping import climb
from paraguas.values.by import SYSTEM
from paraguas.values.place import Address
from paraguas.values.refusal import Refusal

SIZES = {"quick": (1_000, 10_000), "full": (10_000, 100_000), "huge": (10_000, 100_000, 1_000_000)}
"""Persons there are when one is looked for."""

STEPS = {"quick": 1_000, "full": 100_000, "huge": 100_000}
"""Merges, unmerges, erasures and edits that are made at random."""

HISTORIES = "persons after random steps"
_STEPS_EACH = 100

MOST_P99_MS = 5.0
LEAST_F1 = {"febrl 1": 0.995, "febrl 2": 0.995, "febrl 3": 0.995, "febrl 4": 0.998}
_BATCH = 500
_LOOKS = 1_000
_SYLLABLES = ("ma", "ri", "an", "lo", "pe", "car", "sol", "vi", "dal", "ber", "tu", "gon", "ze")

Tell = Callable[[str], None]


def measure(sizes: Sequence[int], steps: int, tell: Tell) -> Iterator[Row]:
    """Measure looking up at each size, then random steps, then the public sets that are there."""
    dice = random.Random(11)  # noqa: S311 - a population that can be told again
    with _database() as database:
        people: list[Details] = []
        for size in sizes:
            tell(f"{size:,} persons")
            new = [_somebody(dice, len(people) + n) for n in range(size - len(people))]
            began = perf_counter()
            _record(database, new, first=len(people))
            rate = len(new) / (perf_counter() - began)
            people += new
            yield _looked_up(database, dice.sample(people, min(_LOOKS, size)), size, rate)
    yield _lived(steps, tell)
    for name in FEBRL:
        if truth := febrl(name):
            tell(name)
            yield _told_apart(name, truth)


def _looked_up(database: Database, asked: Sequence[Details], size: int, rate: float) -> Row:
    took = []
    with database.reading() as tx:
        for details in asked:
            began = perf_counter()
            queries.look_up(tx, details, most=5)
            took.append((perf_counter() - began) * 1000)
    took.sort()
    p50, p99 = took[len(took) // 2], took[len(took) * 99 // 100]
    return Row(
        what="look a person up",
        database="sqlite",
        size=size,
        unit="ms",
        ours=rounded(p99),
        ratio=rounded(MOST_P99_MS / p99),
        bar=MOST_P99_MS,
        holds=p99 <= MOST_P99_MS,
        p50_ms=rounded(p50),
        p99_ms=rounded(p99),
        note=f"p99 of one at a time; {rate:,.0f} a second were recorded and matched before",
    )


def _lived(steps: int, tell: Tell) -> Row:
    """Live so many steps in small worlds, each held to the naive way and to other orders."""
    found, lived = [], 0
    began = perf_counter()
    with tempfile.TemporaryDirectory(prefix="paraguas-bench-") as folder:
        empty = _empty(Path(folder))
        for taken, different in differing(range(steps // _STEPS_EACH), _STEPS_EACH, empty):
            lived += taken
            found += [different] if different else []
            if lived % (steps // 10) < _STEPS_EACH:
                tell(f"{lived:,} of {steps:,} steps, {len(found)} histories different")
    seconds = perf_counter() - began
    return Row(
        what=HISTORIES,
        database="sqlite",
        size=lived,
        unit="differences",
        ours=float(len(found)),
        bar=0.0,
        holds=not found,
        note=found[0] if found else f"worlds of {_STEPS_EACH} steps each, in {seconds:,.0f} s",
    )


def _told_apart(name: str, truth: Truth) -> Row:
    """Record a public set through the online path: shuffled, its ids hidden."""
    order = list(range(len(truth.records)))
    random.Random(5).shuffle(order)  # noqa: S311 - an order that can be told again
    with _database() as database:
        records = _record(database, [truth.records[n] for n in order], first=0)
        with database.reading() as tx:
            persons = [queries.person(tx, record_id).person_id for record_id in records]
    seen = agreement(persons, [truth.persons[n] for n in order])
    bar = LEAST_F1[name]
    return Row(
        what=name,
        database="sqlite",
        size=len(order),
        unit="pair F1",
        ours=rounded(seen.f1),
        ratio=rounded(seen.f1 / bar),
        bar=bar,
        holds=seen.f1 >= bar,
        note=f"precision {seen.precision:.4f}, recall {seen.recall:.4f}, B3 {seen.b_cubed:.4f}",
    )


def _record(database: Database, people: Sequence[Details], *, first: int) -> list[str]:
    records: list[str] = []
    for start in range(0, len(people), _BATCH):
        with database.writing() as tx:
            by = stamp(SYSTEM)
            batch = enumerate(people[start : start + _BATCH], first + start)
            for outcome in take_in(tx, [(by, _incoming(one, number)) for number, one in batch]):
                assert not isinstance(outcome, Refusal)
                records.append(outcome[0])
    return records


def _incoming(details: Details, number: int) -> Incoming:
    external = f"bench-{number}"
    return Incoming(
        source=Source.WEB_ACCOUNT, system="bench", external=external, details=details, at=1
    )


def _somebody(dice: random.Random, number: int) -> Details:
    given, family = _name(dice, 2), _name(dice, 3)
    return Details(
        given_name=given,
        family_name=family,
        birth_date=f"{dice.randrange(1940, 2008)}-{dice.randrange(1, 13)}-{dice.randrange(1, 29)}",
        emails=(f"{given}.{family}.{number}@example.com",),
        phones=(f"+346{number:08}",),
        address=Address(
            line1=f"Calle {_name(dice, 3)} {dice.randrange(1, 200)}",
            postal_code=f"{dice.randrange(1000, 52999):05}",
            city=_name(dice, 2),
            country="ES",
        ),
    )


def _name(dice: random.Random, syllables: int) -> str:
    return "".join(dice.choices(_SYLLABLES, k=syllables)).title()


@contextmanager
def _database() -> Iterator[Database]:
    with tempfile.TemporaryDirectory(prefix="paraguas-bench-") as folder:
        database = open_database(f"sqlite:///{_empty(Path(folder))}")
        try:
            yield database
        finally:
            database.close()


def _empty(folder: Path) -> Path:
    """Make a database in which nobody is known."""
    path = folder / "bench.db"
    database = open_database(f"sqlite:///{path}")
    climb(database)
    draw_secrets(database)
    database.close()
    return path
