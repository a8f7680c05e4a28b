"""The same thing written in two ways gives the same trait."""

import pytest

from paraguas.customers.model import ChannelId, Details
from paraguas.customers.rules.normalising import (
    email_point,
    point_of,
    read_birth_date,
    traits_of,
)
from paraguas.values.place import Address


@pytest.mark.parametrize(
    ("text", "point"),
    [
        (" Ana.Garcia+shop@Example.COM. ", "ana.garcia@example.com"),
        ("a.n.a+x@googlemail.com", "ana@gmail.com"),
        ("no address", ""),
        ("@example.com", ""),
        ("a b@example.com", ""),
        ("ana@localhost", ""),
    ],
)
def test_an_e_mail_address_is_a_mailbox_or_nothing(text, point):
    assert email_point(text) == point


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("1984-05-17", "19840517"),
        ("17.05.1984", "19840517"),
        ("1984", "19840000"),
        ("1984-5", "19840500"),
        ("19840517", "19840517"),
        ("17/5/84", ""),
        ("", ""),
    ],
)
def test_a_date_of_birth_is_read_as_far_as_it_is_known(text, digits):
    assert read_birth_date(text) == digits


def test_streets_are_told_by_word_and_number_and_points_once():
    known = Details(
        phones=("600123456", "+34600123456"),
        channel_ids=(ChannelId("whatsapp", " ES.1 "), ChannelId("device", " ")),
        address=Address(line1="C/ Mayor, 5 2ºB", postal_code="28-013", country="ES"),
    )
    traits = traits_of(known, {})
    assert (traits.street, traits.house, traits.postcode) == ("calle mayor", "5", "28013")
    assert traits.phones == ("+34600123456",)
    assert traits.channel_ids == ("whatsapp:ES.1",)


def test_a_contact_point_is_named_the_way_it_is_kept():
    told = [point_of("email", "A@b.c"), point_of("loyalty_card", "12-34"), point_of("x", " y ")]
    assert told == ["a@b.c", "1234", "y"]
