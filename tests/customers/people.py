"""People for tests: arrivals out of a small world where much is shared and much is mistyped."""

import random

from hypothesis import strategies as st

from paraguas.customers.model import Details, Incoming, Source
from paraguas.customers.queries import matcher
from paraguas.customers.rules.arriving import make_ready
from paraguas.customers.rules.neighbourhood import Known, Neighbourhood
from paraguas.values.place import Address

SECRET = "s" * 64
GIVEN = ("", "Ana", "Anna", "Bea", "Carl", "Dora", "Enric", "Fina", "Gil", "Hal", "Ivo", "Jon")
FAMILY = ("", "García", "Garcia", "Soler", "Vidal", "Ruiz")
BORN = ("", "1984-05-17", "1984-05-18", "1950-01-01", "1990")
POINTS = ("", "a@example.com", "b@example.com", "shared@example.com")
STREETS = ("", "Calle Mayor 5", "Rambla 7")


def details(given, family, born="", email="", street="", document=""):  # noqa: PLR0917 - a row
    home = Address(line1=street, postal_code="28013", country="ES") if street else None
    return Details(
        given_name=given,
        family_name=family,
        birth_date=born,
        national_id=document,
        emails=(email,) if email else (),
        address=home,
    )


anybody = st.builds(
    details,
    st.sampled_from(GIVEN),
    st.sampled_from(FAMILY),
    st.sampled_from(BORN),
    st.sampled_from(POINTS),
    st.sampled_from(STREETS),
    st.sampled_from(("", "X1234567", "X1234576")),
).filter(lambda one: one != Details())


def somebody(dice: random.Random):
    return details(
        *(dice.choice(GIVEN[1:]), dice.choice(FAMILY), dice.choice(BORN), dice.choice(POINTS)),
        *(dice.choice(STREETS), ""),
    )


def incoming(said, number, *, source=Source.WEB_ACCOUNT, at=1):
    return Incoming(source=source, system="shop", external=f"c-{number}", details=said, at=at)


def persons_of(people, order):
    """Admit people in an order; gives the partition as sets of their numbers."""
    count = iter(range(10**9))
    hood = Neighbourhood(matcher().model, SECRET, lambda: f"{next(count):032x}", at=1)
    numbers = {}
    for number in order:
        ready = make_ready(incoming(people[number], number), matcher().nicknames, SECRET)
        record_id = f"{next(count):032x}"
        numbers[record_id] = number
        hood.admit(Known(record_id, ready.source_key, ready.traits, record_id), ready.keys, None)
    found = {}
    for record_id, number in numbers.items():
        found.setdefault(hood.persons_near(record_id)[record_id], set()).add(number)
    return {frozenset(one) for one in found.values()}
