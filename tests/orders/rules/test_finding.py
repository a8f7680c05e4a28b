import pytest
from hypothesis import given, strategies as st
from msgspec.structs import replace

from paraguas.orders.model import Person
from paraguas.orders.rules.finding import (
    basket_key,
    contact_keys,
    external_key,
    number_key,
    placing_keys,
)
from tests.orders.given import SECRET, order

ID = "0190a1b2c3d4e5f60718293a4b5c6d7e"


def phone(text):
    return contact_keys(Person(phone=text), SECRET)


@pytest.mark.parametrize(
    "ways",
    [
        ("+34 612 34 56 78", "612345678", "0034612345678", "612-34-56-78", "(612) 345 678"),
        ("+33 1 23 45 67 89", "01 23 45 67 89", "01.23.45.67.89", "+33 (0)1 23 45 67 89"),
        ("+44 20 7946 0958", "020 7946 0958", "+44 (0)20 7946 0958", "(020) 79460958"),
        ("+1 212-555-0123", "(212) 555-0123", "2125550123", "٢١٢٥٥٥٠١٢٣"),
    ],
)
def test_a_phone_is_found_however_it_is_written(ways):
    assert len(phone(ways[0])) == 1
    assert {phone(way) for way in ways} == {phone(ways[0])}


digits = st.text("0123456789", min_size=9, max_size=9)


@given(digits, digits)
def test_two_phones_are_two_keys(one, other):
    assert (phone(one) == phone(other)) == (one == other)


@given(digits, st.lists(st.tuples(st.integers(0, 9), st.sampled_from(" .-/()"))))
def test_signs_between_the_digits_do_not_count(number, signs):
    written = number
    for position, sign in signs:
        written = written[:position] + sign + written[position:]
    assert phone(written) == phone(number)


@pytest.mark.parametrize("text", ["", "none", "ext. 12", "+34", "4K7Q2"])
def test_a_few_digits_are_no_phone(text):
    assert phone(text) == ()


def test_an_address_is_found_in_any_case():
    keys = {
        contact_keys(Person(email=one), SECRET)
        for one in ("Nuria@Example.org ", "nuria@example.org")
    }
    assert len(keys) == 1


def test_keys_tell_nothing_without_the_secret():
    nuria = Person("Núria", "nuria@example.org", "612345678")
    known, others = contact_keys(nuria, SECRET), contact_keys(nuria, "another's")
    assert len(known) == len(set(known)) == 2
    assert set(known).isdisjoint(others)


def test_keys_of_different_kinds_never_meet():
    keys = [number_key(ID), basket_key(ID), external_key("web", ID), external_key("till", ID)]
    assert len(set(keys)) == 4


def test_a_wish_is_known_by_its_outside_number_and_its_basket():
    wish = order().wish
    assert placing_keys(wish) == ()
    assert placing_keys(replace(wish, external="E-1")) == (external_key("web", "E-1"),)
    both = replace(wish, external="E-1", basket_id=ID)
    assert placing_keys(both) == (external_key("web", "E-1"), basket_key(ID))
