"""Random histories of persons, lived twice: by the room's books, and naively.

People are recorded and edited, merged and parted again, kept apart and erased.  After each step
everybody is whose the naive way makes her; a merge that is taken back leaves all as it was; and the
same records in another order, with the same merges, are the same persons.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from msgspec import Struct, field

from paraguas.customers import queries
from paraguas.customers.actions.erase_person import erase_person
from paraguas.customers.actions.keep_apart import keep_apart
from paraguas.customers.actions.link_persons import link_persons
from paraguas.customers.actions.retract_link import retract_link
from paraguas.customers.actions.take_in import take_in
from paraguas.customers.model import Details, Incoming, Source
from paraguas.customers.rules.arriving import make_ready
from paraguas.doors.bench.naive_persons import NaivePersons
from paraguas.plumbing.db import Database, open_database
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.values.by import SYSTEM
from paraguas.values.ids import Ids, RecordId
from paraguas.values.place import Address
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp

_GIVEN = ("", "Ana", "Anna", "Bea", "Carl", "Dora", "Enric", "Fina", "Gil", "Hal", "Ivo", "Анна")
_FAMILY = ("", "García", "Garcia", "García Soler", "Soler", "Vidal", "Ruiz")
_BORN = ("", "1984-05-17", "1984-05-18", "1984-17-05", "1950-01-01", "1990")
_EMAILS = ("", "", "a@example.com", "b@example.com", "shared@example.com")
_CROWDED_EMAILS = ("", "a@example.com", *["shared@example.com"] * 4)
"""Of a world in which so many give one address that it tells nothing any more."""

_PHONES = ("", "", "", "+34600000001", "+34600000002", "+34910000000")
_DOCUMENTS = ("", "", "", "X1234567", "X1234576", "Z9999999")
_STREETS = ("", "", "Calle Mayor 5", "Rambla 7", "C. Mayor 5")
_MOST_RECORDS = 18
_BEGUN_AT = 1_700_000_000_000_000
_MILLISECOND = 1_000


class Life(Struct):
    """A small world that is lived in.  different: the first difference, empty while none is."""

    database: Database
    chance: Random
    naive: NaivePersons = field(default_factory=lambda: NaivePersons(queries.matcher().model))
    said: list[tuple[str, Incoming]] = field(default_factory=list)
    latest: dict[str, str] = field(default_factory=dict)
    emails: Sequence[str] = _EMAILS
    moment: int = _BEGUN_AT
    doing: str = ""
    different: str = ""

    def live(self, steps: int, *, plain: bool) -> int:
        """Let so many things happen; gives how many did.

        plain: only records, edits, merges and unmerges; these come to the same in any order.
        """
        self.emails = self.chance.choice((_EMAILS, _CROWDED_EMAILS))
        for _ in range(5):
            self.record()
        doings = [self.record, self.edit, self.merge, self.merge, self.unmerge, self.there_and_back]
        doings += [] if plain else [self.part, self.take_back, self.erase]
        for step in range(steps):
            doing = self.chance.choice(doings)
            self.doing = doing.__name__
            doing()
            self.compare()
            if self.different:
                return step + 1
        return steps

    def record(self) -> None:
        """Somebody comes, or somebody again."""
        if len(self.said) < _MOST_RECORDS:
            self._say(f"c-{len(self.latest)}")

    def edit(self) -> None:
        """An account says something else."""
        if len(self.said) < _MOST_RECORDS:
            self._say(self.chance.choice(list(self.latest)))

    def merge(self) -> None:
        """A human merges two persons."""
        link = self.attempt(link_persons, *self._two())
        if link:
            self.naive.merges[link.link_id] = frozenset((link.left, link.right))

    def unmerge(self) -> None:
        """A human takes a merge back."""
        if self.naive.merges:
            gone = self.chance.choice(list(self.naive.merges))
            self.attempt(retract_link, gone)
            del self.naive.merges[gone]

    def there_and_back(self) -> None:
        """Two merges are made and taken back in the other order: nothing is left of them."""
        before = self.persons()
        made = [self.attempt(link_persons, *self._two()) for _ in range(2)]
        for link in filter(None, made):
            self.attempt(retract_link, link.link_id)
        if self.persons() != before:
            self.different = "a merge that was taken back left something"

    def part(self) -> None:
        """A human keeps two records apart, or takes that back."""
        if self.naive.nevers and self.chance.random() < 0.5:
            gone = self.chance.choice(list(self.naive.nevers))
            self.attempt(retract_link, gone)
            del self.naive.nevers[gone]
        elif link := self.attempt(keep_apart, *self._two()):
            self.naive.nevers[link.link_id] = frozenset((link.left, link.right))

    def take_back(self) -> None:
        """A human takes back what comparing found, or that an account is one."""
        one = RecordId(self.chance.choice(self.said)[0])
        links = self.read(lambda tx: queries.links_of_person(tx, [one]))
        found = [link for link in links if link.is_found]
        if found:
            link = self.chance.choice(found)
            self.attempt(retract_link, link.link_id)
            pair = frozenset((link.left, link.right))
            self.naive.take_back(pair, of_account=link.is_of_account)

    def erase(self) -> None:
        """Somebody is forgotten, now and then."""
        if self.chance.random() < 0.3:
            gone = self.attempt(erase_person, self.chance.choice(self.said)[0])
            self.naive.erase(gone or ())

    def compare(self) -> None:
        """Hold whose each record is to the naive way."""
        kept, made = self.persons(), self.naive.persons()
        odd = [name for name in kept if kept[name] != made[name]]
        if odd and not self.different:
            self.different = f"after {self.doing}: {len(odd)} records of {len(kept)} are another's"

    def persons(self) -> dict[str, str]:
        """Read whose each record is."""
        names = [name for name, _ in self.said]
        told: dict[str, str] = self.read(lambda tx: queries.person_ids(tx, names))
        return told

    def in_another_order(self, database: Database) -> None:
        """Let all come anew in another order, then the merges that stand: the same persons."""
        other = Life(database, self.chance)
        for _, incoming in _shuffled(self.said, self.chance):
            other.take(incoming)
        called = {_called(incoming): name for name, incoming in other.said}
        names = {name: called[_called(incoming)] for name, incoming in self.said}
        for pair in self.naive.merges.values():
            other.attempt(link_persons, *(names[name] for name in pair))
        theirs = other.persons()
        ours = {names[name]: person for name, person in self.persons().items()}
        if _groups(ours) != _groups(theirs):
            self.different = "another order of arrival makes other persons"

    def take(self, incoming: Incoming) -> None:
        """Take in what a source says."""
        [told] = self.attempt(take_in, incoming, many=True) or [None]
        if isinstance(told, tuple) and told[2]:
            name, account = told[0], incoming.external
            key = self.read(lambda tx: secret(tx, queries.SECRET))
            arrival = make_ready(incoming, queries.matcher().nicknames, key)
            before = self.latest.get(account)
            self.naive.record(name, arrival, None if before in self.naive.erased else before)
            self.latest[account] = name
            self.said.append((name, incoming))

    def attempt(self, verb: Callable[..., Any], *what: Any, many: bool = False) -> Any:
        """Do something at a moment of its own; None where it is refused."""
        self.moment += _MILLISECOND
        stamp = Stamp(self.moment, SYSTEM, Ids(self.moment, self.moment))
        try:
            with self.database.writing() as tx:
                return verb(tx, [(stamp, *what)]) if many else verb(tx, stamp, *what)
        except Refusal:
            return None

    def read(self, ask: Callable[[Tx], Any]) -> Any:
        """Read something."""
        with self.database.reading() as tx:
            return ask(tx)

    def _say(self, account: str) -> None:
        self.take(
            Incoming(
                source=Source.WEB_ACCOUNT,
                system="bench",
                external=account,
                details=_somebody(self.chance, self.emails),
                at=len(self.said) + 1,
            )
        )

    def _two(self) -> list[str]:
        return [name for name, _ in self.chance.sample(self.said, 2)]


def differing(seeds: Iterable[int], steps: int, empty: Path) -> Iterator[tuple[int, str]]:
    """Live a history for each seed; gives how many steps it took, and what was different.

    empty: a database to copy, in which nobody is known.
    """
    for seed in seeds:
        with _copied(empty) as database, _copied(empty) as another:
            life = Life(database, Random(seed))  # noqa: S311 - histories that can be told again
            taken = life.live(steps, plain=bool(seed % 2))
            if seed % 2 and not life.different:
                life.in_another_order(another)
            yield taken, life.different and f"seed {seed}, step {taken}: {life.different}"


@contextmanager
def _copied(empty: Path) -> Iterator[Database]:
    with TemporaryDirectory(dir=empty.parent) as folder:
        path = shutil.copy(empty, Path(folder) / "persons.db")
        database = open_database(f"sqlite:///{path}")
        try:
            yield database
        finally:
            database.close()


def _shuffled(said: Sequence[tuple[str, Incoming]], chance: Random) -> list[tuple[str, Incoming]]:
    """Give them in another order; each account says what it says in its own."""
    rest: dict[str, list[tuple[str, Incoming]]] = {}
    for one in said:
        rest.setdefault(one[1].external, []).append(one)
    accounts = [one[1].external for one in said]
    chance.shuffle(accounts)
    return [rest[account].pop(0) for account in accounts]


def _called(incoming: Incoming) -> tuple[str, int]:
    return incoming.external, incoming.at


def _groups(persons: Mapping[str, str]) -> set[frozenset[str]]:
    return {frozenset(n for n, its in persons.items() if its == one) for one in persons.values()}


def _somebody(chance: Random, known: Sequence[str]) -> Details:
    """Say something of somebody: much is shared, much is missing, and much is mistyped."""
    street, document = chance.choice(_STREETS), chance.choice(_DOCUMENTS)
    emails = {chance.choice(known) for _ in range(chance.choice((1, 1, 2)))} - {""}
    phone = chance.choice(_PHONES)
    said = Details(
        given_name=chance.choice(_GIVEN),
        family_name=chance.choice(_FAMILY),
        birth_date=chance.choice(_BORN),
        national_id=document,
        emails=tuple(sorted(emails)),
        phones=(phone,) if phone else (),
        address=Address(line1=street, postal_code="28013", country="ES") if street else None,
    )
    return said if said != Details() else Details(given_name="Ana")
