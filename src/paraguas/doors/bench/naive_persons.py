"""Persons told naively: everything anew from all records and all that was said, each time.

Written apart from the room's way of keeping them.  Only how two records score is asked of the room.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

from msgspec import Struct, field

from paraguas.customers.model import LinkKind, Traits
from paraguas.customers.rules.arriving import Arrival
from paraguas.customers.rules.blocking import CALLED, POINTS
from paraguas.customers.rules.model_file import Model
from paraguas.customers.rules.scoring import is_bar, is_firm, score, without_shared
from paraguas.values.ids import digest_id

_MOST_MEMBERS, _MOST_NAMES = 100, 6
_SAME_ACCOUNT = 90_000

Pair = frozenset[str]


class Tie(Struct, frozen=True):
    """What comparing two records came to.  kind: None where nothing follows."""

    kind: LinkKind | None
    weight: int
    firm: bool = False
    bars: bool = False


class NaivePersons(Struct):
    """All records, and all that was said of them."""

    model: Model
    arrivals: dict[str, Arrival] = field(default_factory=dict)
    merges: dict[str, Pair] = field(default_factory=dict)
    nevers: dict[str, Pair] = field(default_factory=dict)
    accounts: dict[Pair, bool] = field(default_factory=dict)
    taken_back: set[Pair] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    _under: dict[str, dict[str, str]] = field(default_factory=dict)
    _kept: dict[Pair, Tie] = field(default_factory=dict)
    _scored: dict[tuple[Pair, int], Tie] = field(default_factory=dict)
    _met: set[Pair] = field(default_factory=set)

    def record(self, name: str, arrival: Arrival, before: str | None) -> None:
        """Take a record in; before: the former one of its account, were it not erased."""
        self.arrivals[name] = arrival
        if before is not None:
            self.accounts[frozenset((name, before))] = True
        for key in arrival.keys:
            under = self._under.setdefault(key.key, {})
            if key.key not in self.closed:
                under[name] = _initials(arrival.traits)
                names = len(set(under.values()) - {""})
                if len(under) > _MOST_MEMBERS or (key.kind in POINTS and names > _MOST_NAMES):
                    self.closed.add(key.key)

    def erase(self, names: Iterable[str]) -> None:
        """Forget what records say; what was decided of them stays as it is."""
        gone = set(names) - self.erased
        for pair, tie in self._ties().items():
            if pair & gone and (tie.kind is LinkKind.LINK or pair in self._met):
                self._kept[pair] = tie
        self.erased |= gone
        for name in gone:
            for under in self._under.values():
                if name in under:
                    under[name] = ""

    def take_back(self, pair: Pair, *, of_account: bool) -> None:
        """Let what comparing two came to, or that they are of one account, count no more."""
        if of_account:
            self.accounts[pair] = False
        else:
            self.taken_back.add(pair)

    def persons(self) -> dict[str, str]:
        """Tell whose each record is: that person's oldest record."""
        ties = self._ties()
        whose = {name: name for name in self.arrivals}
        alike = dict(whose)
        bars = [pair for pair, tie in ties.items() if tie.bars]
        for pair in sorted(self.merges.values(), key=self._rank):
            if not _hold(self.nevers.values(), whose, pair):
                _join(whose, pair)
        for pair in sorted(ties, key=lambda one: (-ties[one].weight, self._rank(one))):
            if ties[pair].kind is not LinkKind.LINK or _hold(self.nevers.values(), whose, pair):
                continue
            if ties[pair].firm or not _hold(bars, alike, pair):
                _join(whose, pair)
                _join(alike, pair)
        self._meet(ties)
        return {name: min(n for n, its in whose.items() if its == whose[name]) for name in whose}

    def found(self) -> list[Pair]:
        """Give the pairs that are linked because of what they say."""
        return [pair for pair, tie in self._ties().items() if tie.kind is LinkKind.LINK]

    def _ties(self) -> dict[Pair, Tie]:
        """Give what counts between each two records."""
        ties = dict(self._kept)
        living = [name for name in self.arrivals if name not in self.erased]
        for one, other in combinations(living, 2):
            pair = frozenset((one, other))
            tie = self._tie(pair, one, other)
            if tie.kind is LinkKind.LINK and not self._share_open_key(one, other):
                tie = Tie(None, 0)
            ties[pair] = tie
        for pair, holds in self.accounts.items():
            kind = LinkKind.LINK if holds else None
            ties[pair] = Tie(kind, _SAME_ACCOUNT, firm=True, bars=pair in ties and ties[pair].bars)
        return {pair: tie for pair, tie in ties.items() if pair not in self.taken_back}

    def _tie(self, pair: Pair, one: str, other: str) -> Tie:
        asked = (pair, len(self.closed))
        if asked not in self._scored:
            traits = self.arrivals[one].traits, self.arrivals[other].traits
            told = score(self.model, *without_shared(*traits, self._is_closed))
            self._scored[asked] = Tie(
                *(told.kind, told.weight_millibits, is_firm(told.parts)),
                bars=is_bar(told.kind, told.parts),
            )
        return self._scored[asked]

    def _is_closed(self, kind: str, value: str) -> bool:
        keys = (key for arrival in self.arrivals.values() for key in arrival.keys)
        return any(key[1:] == (kind, value) and key.key in self.closed for key in keys)

    def _share_open_key(self, one: str, other: str) -> bool:
        theirs = {key.key for key in self.arrivals[other].keys if key.kind != CALLED}
        ours = {key.key for key in self.arrivals[one].keys if key.kind != CALLED}
        return bool((ours & theirs) - self.closed)

    def _meet(self, ties: dict[Pair, Tie]) -> None:
        """Note who was once connected: of the erased, no more contradicts than did till then."""
        near = {name: name for name in self.arrivals}
        for pair, tie in ties.items():
            if tie.kind is LinkKind.LINK:
                _join(near, pair)
        sizes = Counter(near.values())
        several = [name for name in near if sizes[near[name]] > 1]
        met = (pair for pair in combinations(several, 2) if near[pair[0]] == near[pair[1]])
        self._met.update(map(frozenset, met))

    def _rank(self, pair: Pair) -> tuple[str, list[str]]:
        sources = sorted(self.arrivals[name].source_key for name in pair)
        return digest_id(*sources), sorted(pair)


def _hold(pairs: Iterable[Pair], whose: dict[str, str], link: Pair) -> bool:
    """Whether one of the pairs lies between the two groups a link would join."""
    ends = {whose[name] for name in link}
    return len(ends) > 1 and any({whose[name] for name in pair} == ends for pair in pairs)


def _join(whose: dict[str, str], link: Pair) -> None:
    one, other = (whose[name] for name in link)
    for name in _of(whose, other):
        whose[name] = one


def _of(whose: dict[str, str], called: str) -> Iterator[str]:
    return iter([name for name, its in whose.items() if its == called])


def _initials(traits: Traits) -> str:
    both = traits.given and traits.family
    return "".join(sorted((traits.given[0], traits.family[0]))) if both else ""
