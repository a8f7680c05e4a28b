"""What is known around records that arrive: who shares their keys, and what was decided there.

A batch reads it once; each arrival is decided in it, and what it changes the next one sees.  What
comes out depends on the records there are, not on their order: a pair is compared when a key that
is still open holds both, a key that closes takes along the links it alone stood for, and all that
contradicts within a component is found.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set as AbstractSet
from itertools import product

from msgspec import Struct, field
from msgspec.structs import replace as changed

from paraguas.customers.model import By, Link, LinkId, LinkKind, Part, Traits
from paraguas.customers.rules.blocking import CALLED, POINTS, Key, block_keys, point_key
from paraguas.customers.rules.blocks import Block, Placing
from paraguas.customers.rules.clustering import partition
from paraguas.customers.rules.model_file import Model
from paraguas.customers.rules.scoring import Score, is_bar, score, without_shared
from paraguas.values.ids import PersonId, RecordId, digest_id

SAME_SOURCE_MILLIBITS = 90_000
"""What the same account of the same source weighs: more than all that may be compared."""

STRANGERS = Score(0, None, By.MODEL, ())
"""Two records that are not compared."""

_UNWRITTEN = LinkId("")


class Known(Struct, frozen=True):
    """A record as far as matching goes; its traits are gone once it was erased.

    source_key: names it by its source, the same in whatever order records come.
    """

    record_id: RecordId
    source_key: str
    traits: Traits | None
    person_id: PersonId
    version: int = 0

    @property
    def known_traits(self) -> Traits:
        """Its traits; only of a record that was not erased."""
        assert self.traits is not None
        return self.traits


class Admitted(Struct):
    """What the arrival of a record changes."""

    added: list[LinkId] = field(default_factory=list)
    retracted: list[LinkId] = field(default_factory=list)
    placed: list[Placing] = field(default_factory=list)


class Neighbourhood:
    """Records, links and blocks around some keys, as they were read and as they change.

    model: None where nothing is compared.  secret: of the keys.  draw: gives new ids.  at: instant
    of the batch.
    """

    def __init__(self, model: Model | None, secret: str, draw: Callable[[], str], at: int) -> None:
        """Start with nothing known."""
        self.records: dict[RecordId, Known] = {}
        self.links: dict[LinkId, Link] = {}
        self.blocks: dict[str, Block] = {}
        self._near: dict[RecordId, set[LinkId]] = {}
        self._alike: dict[RecordId, set[RecordId]] = {}
        self._model = model
        self._secret = secret
        self._draw = draw
        self._at = at

    def admit(self, new: Known, keys: Sequence[Key], before: RecordId | None) -> Admitted:
        """Decide about a record that is new.

        before: the former version of the same account, which is the same person by rule.
        """
        self.records[new.record_id] = new
        change = Admitted()
        closing = [key for key in keys if self._place(new, key, change) and key.kind != CALLED]
        if before is not None:
            self._add(change, self._same_account(new, self.records[before]))
        for other in self._candidates(keys, {new.record_id, before}):
            self._judge(change, new, other)
        for key in closing:
            self._close(change, key)
        return change

    def near(self, record_id: RecordId) -> set[RecordId]:
        """Give all records that live links connect with one, however far."""
        return self._reached(record_id, lambda link: link.kind is LinkKind.LINK)

    def persons_near(self, record_id: RecordId) -> dict[RecordId, PersonId]:
        """Tell whose each of the records near one is."""
        near = self.near(record_id)
        links = {link.link_id: link for one in near for link in self._live(one)}
        inside = (link for link in links.values() if link.left in near and link.right in near)
        return partition(near, inside)

    def learn(self, link: Link) -> None:
        """Take in a decision as it stands."""
        self._keep(link)
        self._alike.clear()

    def _keep(self, link: Link) -> None:
        self.links[link.link_id] = link
        self._near.setdefault(link.left, set()).add(link.link_id)
        self._near.setdefault(link.right, set()).add(link.link_id)

    def _found_near(self, record_id: RecordId) -> set[RecordId]:
        """Give all whom links found by comparing connect with one: who contradicts matters here.

        Kept for all of them, or each of a hundred links of one record would be walked along anew.
        """
        if record_id not in self._alike:
            found = self._reached(record_id, lambda link: link.is_found)
            self._alike.update(dict.fromkeys(found, found))
        return self._alike[record_id]

    def _reached(self, record_id: RecordId, over: Callable[[Link], bool]) -> set[RecordId]:
        found: set[RecordId] = set()
        ahead = [record_id]
        while ahead:
            one = ahead.pop()
            if one not in found:
                found.add(one)
                linked = (link for link in self._live(one) if over(link))
                ahead.extend(link.right if link.left == one else link.left for link in linked)
        return found

    def _place(self, new: Known, key: Key, change: Admitted) -> bool:
        """Place a record under a key; tells whether that closed it."""
        block = self.blocks.setdefault(key.key, Block(key.key))
        placing = block.place(new.record_id, new.known_traits, is_point=key.kind in POINTS)
        if placing:
            change.placed.append(placing)
        return placing is not None and placing.closes

    def _candidates(self, keys: Iterable[Key], but: AbstractSet[RecordId | None]) -> list[Known]:
        blocks = (self.blocks[key.key] for key in keys if key.kind != CALLED)
        members = dict.fromkeys(
            member for block in blocks if not block.closed for member in block.members()
        )
        found = (self.records[member] for member in members if member not in but)
        return [one for one in found if one.traits is not None]

    def _judge(self, change: Admitted, one: Known, other: Known) -> None:
        """Compare two records and take in what follows; strangers are left strangers."""
        if self._is_decided(one, other):
            return
        judged = self._score(one, other)
        if judged.kind in {LinkKind.LINK, LinkKind.POSSIBLE}:
            self._add(change, self._link(one, other, judged))

    def _score(self, one: Known, other: Known) -> Score:
        assert self._model is not None
        traits = without_shared(one.known_traits, other.known_traits, self._is_closed_point)
        return score(self._model, *traits)

    def _add(self, change: Admitted, link: Link) -> None:
        """Take in a new decision; where it joins components, all that contradicts across them."""
        if link.kind is LinkKind.LINK:
            ours, theirs = self._found_near(link.left), self._found_near(link.right)
            if ours is not theirs:
                self._contradict(change, ours, theirs)
                self._alike.update(dict.fromkeys(both := ours | theirs, both))
        self._take(change, link)

    def _take(self, change: Admitted, link: Link) -> None:
        self._keep(link)
        change.added.append(link.link_id)

    def _contradict(
        self, change: Admitted, ours: Iterable[RecordId], theirs: Iterable[RecordId]
    ) -> None:
        for one, other in product(map(self.records.get, ours), map(self.records.get, theirs)):
            if one and other and one.traits and other.traits and not self._is_decided(one, other):
                judged = self._score(one, other)
                if is_bar(judged.kind, judged.parts):
                    self._take(change, self._link(one, other, judged))

    def _is_decided(self, one: Known, other: Known) -> bool:
        """Whether it is known already that they contradict, or a human takes it otherwise."""
        between = (
            link
            for link in map(self.links.__getitem__, self._near.get(one.record_id, ()))
            if other.record_id in (link.left, link.right)
        )
        return any(
            link.was_taken_back or (link.is_live and is_bar(link.kind, link.evidence))
            for link in between
        )

    def _close(self, change: Admitted, key: Key) -> None:
        """Judge again what was decided by a key that tells nothing any more.

        It brings nobody together who was not before, so nobody new can contradict.
        """
        members = set(self.blocks[key.key].members())
        links = {link.link_id: link for one in members for link in self._live(one)}
        for link in links.values():
            if {link.left, link.right} <= members and _is_judged_by_traits(link):
                self._judge_again(change, link)
        self._alike.clear()

    def _judge_again(self, change: Admitted, link: Link) -> None:
        one, other = self.records[link.left], self.records[link.right]
        if one.traits is None or other.traits is None:
            return
        judged = self._score(one, other)
        barred = is_bar(judged.kind, judged.parts)
        together = barred and other.record_id in self._found_near(link.left)
        if not (together or self._share_open_key(one, other)):
            judged = STRANGERS
        if (judged.kind, judged.parts) == (link.kind, link.evidence):
            return
        self._keep(changed(link, retracted_at=self._at, retracted_by=By.RULE.value))
        change.retracted.append(link.link_id)
        if judged.kind is not None and (together or judged.kind is not LinkKind.APART):
            self._take(change, self._link(one, other, judged))

    def _share_open_key(self, one: Known, other: Known) -> bool:
        theirs = {key.key for key in block_keys(other.known_traits, self._secret)}
        ours = block_keys(one.known_traits, self._secret)
        shared = (key.key for key in ours if key.kind != CALLED and key.key in theirs)
        return any(not self._is_closed(key) for key in shared)

    def _is_closed_point(self, kind: str, value: str) -> bool:
        return self._is_closed(point_key(kind, value, self._secret))

    def _is_closed(self, key: str) -> bool:
        block = self.blocks.get(key)
        return block is not None and block.closed

    def _live(self, record_id: RecordId) -> Iterator[Link]:
        near = (self.links[link_id] for link_id in self._near.get(record_id, ()))
        return (link for link in near if link.is_live)

    def _same_account(self, one: Known, other: Known) -> Link:
        part = Part("source", "same", SAME_SOURCE_MILLIBITS)
        said = Score(SAME_SOURCE_MILLIBITS, LinkKind.LINK, By.RULE, (part,))
        return self._link(one, other, said)

    def _link(self, one: Known, other: Known, judged: Score) -> Link:
        return decided(one, other, judged, LinkId(self._draw()), self._at)


def decided(
    one: Known, other: Known, judged: Score, link_id: LinkId = _UNWRITTEN, at: int = 0
) -> Link:
    """Make a decision of what two records came out at; one without an id is written nowhere."""
    assert judged.kind is not None
    return Link(
        link_id=link_id,
        left=one.record_id,
        right=other.record_id,
        kind=judged.kind,
        by=judged.by,
        weight_millibits=judged.weight_millibits,
        rank=digest_id(*sorted((one.source_key, other.source_key))),
        evidence=judged.parts,
        at=at,
    )


def _is_judged_by_traits(link: Link) -> bool:
    """Whether a link stands on what was compared under keys; contradictions need no key."""
    return (
        link.by is not By.HUMAN
        and link.kind in {LinkKind.LINK, LinkKind.POSSIBLE}
        and not link.is_of_account
    )
