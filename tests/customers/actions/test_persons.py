"""Merge, unmerge, edit and erase in any order: persons stay a function of what is decided."""

import random

import pytest

from paraguas.customers import queries
from paraguas.customers.actions.erase_person import erase_person
from paraguas.customers.actions.link_persons import link_persons
from paraguas.customers.actions.retract_link import retract_link
from paraguas.customers.actions.take_in import take_in
from paraguas.plumbing.clock import stamp
from paraguas.values.by import SYSTEM
from paraguas.values.refusal import Refusal
from tests.customers.people import details, incoming, persons_of, somebody

STEPS = 60


class Walk:
    """Random steps over people in a database; `merges` are those that were not taken back."""

    def __init__(self, db, seed):
        self.db = db
        self.dice = random.Random(seed)
        self.records = []
        self.merges = []
        self.accounts = 0

    def record(self, number=None):
        if number is None:
            number, self.accounts = self.accounts, self.accounts + 1
        said = incoming(somebody(self.dice), number, at=len(self.records) + 1)
        with self.db.writing() as tx:
            [outcome] = take_in(tx, [(stamp(SYSTEM), said)])
        if not isinstance(outcome, Refusal) and outcome[2]:
            self.records.append(outcome[0])

    def edit(self):
        self.record(self.dice.randrange(self.accounts))

    def merge(self):
        one, other = self.dice.sample(self.records, 2)
        link = self._try(link_persons, one, other)
        self.merges += [link.link_id] if link else []

    def unmerge(self):
        if self.merges:
            self.merges.remove(gone := self.dice.choice(self.merges))
            self._try(retract_link, gone)

    def erase(self):
        self._try(erase_person, self.dice.choice(self.records))

    def whole(self):
        """Everybody as she is told, by each of her records."""
        with self.db.reading() as tx:
            return {one: queries.person(tx, one) for one in self.records}

    def findings(self):
        with self.db.reading() as tx:
            return [finding for check in queries.audit(tx) for finding in check.findings]

    def _try(self, verb, *what):
        try:
            with self.db.writing() as tx:
                return verb(tx, stamp(SYSTEM), *what)
        except Refusal:
            return None


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_persons_are_what_records_and_decisions_make_them(keyed, seed):
    walk = Walk(keyed, seed)
    for _ in range(12):
        walk.record()
    for _ in range(STEPS):
        walk.dice.choice(
            (walk.record, walk.edit, walk.merge, walk.merge, walk.unmerge, walk.erase)
        )()
    assert walk.findings() == []


@pytest.mark.parametrize("seed", range(3))
def test_merges_taken_back_in_any_order_restore_everybody_exactly(keyed, seed):
    walk = Walk(keyed, seed)
    for _ in range(20):
        walk.record()
    before = walk.whole()
    for _ in range(STEPS // 3):
        walk.dice.choice((walk.merge, walk.merge, walk.unmerge))()
    while walk.merges:
        walk.unmerge()
    assert walk.whole() == before


@pytest.mark.parametrize("merged_first", [True, False])
def test_erasing_and_merging_come_to_the_same_in_either_order(keyed, merged_first):
    walk = Walk(keyed, 7)
    people = [details("Ana", "Soler", "", "a@example.com"), details("Leo", "Vidal")]
    with keyed.writing() as tx:
        items = [(stamp(SYSTEM), incoming(one, number)) for number, one in enumerate(people)]
        one, other = walk.records = [made[0] for made in take_in(tx, items)]
    erasing = [(erase_person, one), *([] if merged_first else [(erase_person, other)])]
    merging = [(link_persons, one, other)]
    for verb, *what in merging + erasing if merged_first else erasing + merging:
        with keyed.writing() as tx:
            verb(tx, stamp(SYSTEM), *what)
    assert walk.whole()[other].record_ids == tuple(sorted((one, other)))
    with keyed.writing() as tx:
        [link] = (each for each in queries.links_of_person(tx, [one]) if each.is_live)
        retract_link(tx, stamp(SYSTEM), link.link_id)
    told = walk.whole()
    assert [(told[each].is_erased, told[each].fields) for each in (one, other)] == [(True, {})] * 2
    assert [told[each].record_ids for each in (one, other)] == [(one,), (other,)]


def test_what_arrives_together_is_decided_as_if_it_came_one_by_one(keyed):
    dice = random.Random(9)
    people = [somebody(dice) for _ in range(40)]
    with keyed.writing() as tx:
        items = [(stamp(SYSTEM), incoming(one, number)) for number, one in enumerate(people)]
        numbers = {made[0]: number for number, made in enumerate(take_in(tx, items))}
    with keyed.reading() as tx:
        told = {numbers[each]: queries.person(tx, each).record_ids for each in numbers}
    persons = {frozenset(numbers[each] for each in ids) for ids in told.values()}
    assert persons == persons_of(people, range(40))
