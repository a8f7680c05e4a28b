"""What holds of a person: who is believed, and what an account said last."""

from msgspec.structs import replace

from paraguas.customers.model import Details, Record, Source
from paraguas.customers.rules.surviving import survive

WEB = Record(
    record_id="01",
    person_id="01",
    source_key="web",
    source=Source.WEB_ACCOUNT,
    system="shop",
    at=10,
    details=Details(given_name="Ana", birth_date="1984-05-17", emails=("a@example.com",)),
)
TILL = replace(
    WEB,
    record_id="02",
    source_key="till",
    source=Source.TILL,
    at=99,
    details=Details(given_name="ANA", phones=("1",), emails=("a@example.com", "b@example.com")),
)


def test_what_was_said_to_be_kept_is_believed_over_what_is_newer():
    person = survive([TILL, WEB])
    assert (person.value("given_name"), person.value("phones")) == ("Ana", "1")
    assert [held.value for held in person.fields["emails"]] == ["a@example.com", "b@example.com"]
    assert [held.record_id for held in person.fields["emails"]] == ["01", "02"]


def test_of_an_account_what_it_says_now_counts_whatever_came_first():
    newer = replace(WEB, record_id="03", at=20, details=Details(given_name="Anna"))
    older = replace(WEB, record_id="04", at=5, details=Details(family_name="Old"))
    person = survive([WEB, newer, older])
    assert {name: held[0].value for name, held in person.fields.items()} == {"given_name": "Anna"}
    assert person.record_ids == ("01", "03", "04")


def test_nothing_is_known_of_who_was_erased():
    person = survive([replace(WEB, details=None)])
    assert (person.is_erased, person.fields, person.called) == (True, {}, "")
