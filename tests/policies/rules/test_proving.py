"""Proofs of whole books: the shipped one and made ones hold, and every planted defect is found."""

import random
import re
from functools import cache

import pytest

from paraguas.doors.policy.making_books import make_book
from paraguas.doors.policy.solving import SOLVED, solve
from paraguas.policies.errors import BookRefused
from paraguas.policies.queries import shipped_files
from paraguas.policies.rules.admitting import admit_book
from paraguas.policies.rules.proving import PROOFS, prove
from paraguas.policies.rules.reading import read_book
from tests.policies.defects import DEFECTS

BOOKS = {"shipped": shipped_files, "made": cache(lambda: make_book(240, 5))}
KINDS = [(proof, plant) for proof, plant in DEFECTS]
NAMES = [f"{plant.__name__}-{proof}" for proof, plant in KINDS]


def proofs_of(files):
    book, found = read_book(files)
    return {one.name: one for one in prove(book, found)[0]}


@pytest.mark.parametrize("book", BOOKS)
def test_a_whole_book_proves_clean(book):
    proofs = proofs_of(BOOKS[book]())
    assert [one.counterexample for one in proofs.values() if not one.holds] == []
    assert set(proofs) == set(PROOFS)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("book", BOOKS)
@pytest.mark.parametrize(("proof", "plant"), KINDS, ids=NAMES)
def test_a_planted_defect_is_found_and_told_in_a_sentence(book, proof, plant, seed):
    found = proofs_of(plant(dict(BOOKS[book]()), random.Random(seed)))[proof]
    assert not found.holds
    assert re.match(r"(brand|law|words)/\w+\.toml(, row [\w-]+)?: \S.{10,}", found.counterexample)
    assert "\n" not in found.counterexample


@pytest.mark.parametrize(("proof", "plant"), KINDS, ids=NAMES)
def test_a_book_with_a_defect_is_refused_with_what_is_amiss(proof, plant):
    with pytest.raises(BookRefused) as refused:
        admit_book(plant(dict(shipped_files()), random.Random(7)))
    assert refused.value.details["count"] >= 1
    assert all(".toml" in one for one in refused.value.details["findings"])


@pytest.mark.parametrize("book", BOOKS)
def test_a_solver_that_shares_no_step_comes_to_the_same(book):
    files = BOOKS[book]() if book == "shipped" else make_book(80, 3)
    assert [one for one in solve(read_book(files)[0]) if not one.holds] == []


@pytest.mark.parametrize(
    ("proof", "plant"),
    [pair for pair in KINDS if pair[0] in SOLVED],
    ids=[name for name in NAMES if name.rpartition("-")[2] in SOLVED],
)
def test_a_solver_finds_the_same_defects(proof, plant):
    book, found = read_book(plant(make_book(80, 3), random.Random(1)))
    ours = {one.name: one.holds for one in prove(book, found)[0] if one.name in SOLVED}
    theirs = {one.name: one.holds for one in solve(book)}
    assert theirs == ours
    assert not theirs[proof]
