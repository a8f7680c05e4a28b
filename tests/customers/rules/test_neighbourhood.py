"""Who is one person: the same for any order of arrival, shared points, twins, mistakes."""

import random

import pytest
from hypothesis import given, settings, strategies as st
from msgspec.structs import replace

from paraguas.customers.model import Details
from paraguas.customers.queries import matcher
from paraguas.customers.rules.arriving import make_ready
from paraguas.customers.rules.blocks import MOST_MEMBERS, MOST_NAMES
from paraguas.customers.rules.neighbourhood import Known, Neighbourhood
from paraguas.values.place import Address
from tests.customers.people import SECRET, anybody, details, incoming, persons_of

ANA = details("Ana", "García", "1984-05-17", "a@example.com", "Calle Mayor 5", "X1234567")


@settings(max_examples=60, deadline=None)
@given(st.lists(anybody, min_size=2, max_size=16), st.randoms(use_true_random=False))
def test_any_order_of_arrival_gives_the_same_persons(people, dice):
    order = list(range(len(people)))
    first = persons_of(people, order)
    for _ in range(3):
        dice.shuffle(order)
        assert persons_of(people, order) == first


def test_a_key_that_closes_takes_along_what_it_alone_stood_for_in_any_order():
    crowd = [details("", "", "", "shared@example.com")]
    crowd += [details(name, "Soler", "", "shared@example.com") for name in ("Ana", "Anna")]
    crowd += [details(f"{letter}x", "Vidal", "", "shared@example.com") for letter in "BCDEFGHI"]
    order = list(range(len(crowd)))
    first = persons_of(crowd, order)
    assert frozenset({0}) in first
    for seed in range(10):
        random.Random(seed).shuffle(order)
        assert persons_of(crowd, order) == first


@pytest.mark.parametrize("names", [1, 26])
def test_an_e_mail_on_a_thousand_records_costs_no_more_than_until_it_closed(names):
    """Each pair is decided once, and once more as the key closes; who comes then meets nobody."""
    count = iter(range(10**9))
    hood = Neighbourhood(matcher().model, SECRET, lambda: f"{next(count):032x}", at=1)
    members = MOST_MEMBERS if names == 1 else MOST_NAMES
    for number in range(1_000):
        given = f"{chr(ord('a') + number % names)}na"
        said = incoming(details(given, "Soler", "", "shared@example.com"), number)
        ready = make_ready(said, matcher().nicknames, SECRET)
        record_id = f"{next(count):032x}"
        known = Known(record_id, ready.source_key, ready.traits, record_id)
        change = hood.admit(known, ready.keys, None)
        if number > members:
            assert (change.added, change.retracted) == ([], [])
    assert 0 < len(hood.links) <= members * (members - 1) // 2
    assert not any(link.is_live for link in hood.links.values())


def test_more_records_than_can_be_compared_are_left_apart_in_any_order():
    crowd = [details("Ana", "García", "", "", f"Rambla {n}") for n in range(MOST_MEMBERS + 5)]
    order = list(range(len(crowd)))
    first = persons_of(crowd, order)
    random.Random(4).shuffle(order)
    assert persons_of(crowd, order) == first


@pytest.mark.parametrize(
    ("other", "is_one"),
    [
        (details("Ana", "Garcia", "1984-05-17"), True),
        (details("García", "Ana", "1984-05-17", "", "Calle Mayor 5"), True),
        (details("Anna", "Garcia", "1984-05-71", "", "C Mayor, 5", "X1234567"), True),
        (details("Ana", "Ruiz", "", "a+shop@example.com"), True),
        (details("Ana", "García", "", "", "Calle Mayor 5"), True),
        (details("Ana", "García", "1984-05-17", "", "Calle Mayor 5", "Z9999999"), True),
        (details("Ana", "García", "1955-02-11", "", "Calle Mayor 5"), False),
        (details("Eva", "García", "1984-05-17", "", "Calle Mayor 5"), False),
        (details("Leo", "García", "", "a@example.com", "Calle Mayor 5"), False),
        (details("Ana", "García"), False),
        (details("Ana", "Soler", "1984-05-17"), False),
    ],
    ids=lambda one: f"{one.given_name} {one.family_name}" if hasattr(one, "emails") else one,
)
def test_who_is_the_same_and_who_is_not(other, is_one):
    assert (len(persons_of([ANA, other], [0, 1])) == 1) is is_one


def test_a_name_and_a_town_are_not_enough_to_be_one_person():
    home = Address(postal_code="28013", city="Madrid", country="ES")
    ana = Details(given_name="Ana", family_name="García", address=home)
    assert len(persons_of([ana, ana], [0, 1])) == 2
    born = replace(ana, birth_date="1984-05-17")
    assert len(persons_of([born, born], [0, 1])) == 1


def test_a_record_that_fits_two_who_contradict_makes_them_no_one_person():
    people = [
        details("James", "Ryan", "1950-03-01", "", "Rambla 7"),
        details("James", "Ryan", "1981-11-30", "", "Rambla 7"),
        details("James", "Ryan", "", "", "Rambla 7"),
    ]
    found = persons_of(people, [0, 1, 2])
    assert not any({0, 1} <= one for one in found)
    assert persons_of(people, [2, 1, 0]) == found
