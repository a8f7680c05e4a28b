from importlib import import_module
from string import Formatter

import pytest

from paraguas.journeys.afterwards import FOLLOWS, TIMERS
from paraguas.journeys.checkout.people import NEWCOMERS
from paraguas.plumbing.words import read_pack, speak
from paraguas.values.language import SPOKEN
from paraguas.values.quantity import QuantityOutOfRange
from paraguas.values.refusal import Malformed
from paraguas.webhooks.model import ERRAND
from tests.house.test_refusal_words import refusals
from tests.house.tree import Tree

STATUSES = {
    "status.order": "orders.model:OrderStatus",
    "status.goods": "orders.model:FulfilmentStatus",
    "status.payment": "payments.model:PaymentStatus",
    "pages.stands": "fulfilment.model:Status",
    "timeline.letter": "messages.model:Moment",
    "timeline.money": "payments.model:TransactionKind",
    "status.appointment": "appointments.model:AppointmentStatus",
    "groups": "orders.model:GroupKind",
}


def places(text):
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_all_packs_have_the_same_keys_in_the_same_order():
    keys = [list(read_pack(language)) for language in SPOKEN]
    assert keys[1:] == keys[:-1]


def test_all_packs_name_the_same_places():
    differing = [
        (language, key)
        for language in SPOKEN
        for key, text in read_pack(language).items()
        if places(text) != places(read_pack("en")[key])
    ]
    assert differing == []


def test_no_text_is_empty_or_left_in_another_language():
    for language in SPOKEN:
        assert all(text.strip() == text != "" for text in read_pack(language).values())
    sentences = {key for key, text in read_pack("en").items() if len(text.split()) > 3}
    same = [key for key in sentences if read_pack("es")[key] == read_pack("en")[key]]
    same += [key for key in sentences if read_pack("fr")[key] == read_pack("en")[key]]
    assert same == []


def test_no_refusal_has_words_that_is_not_given():
    keys = (key.partition(".") for key in read_pack("en"))
    worded = {code for section, _, code in keys if section == "refusals"}
    assert worded - set(refusals(Tree().src)) == set()


@pytest.mark.parametrize(("prefix", "where"), STATUSES.items())
def test_every_status_has_its_word_and_no_more(prefix, where):
    module, _, name = where.partition(":")
    values = {str(one) for one in getattr(import_module(f"paraguas.{module}"), name)}
    section = {
        key.removeprefix(f"{prefix}.") for key in read_pack("en") if key.startswith(f"{prefix}.")
    }
    assert section == values


def test_every_chore_has_its_word():
    errands = {"errand:payment", "errand:letter", "errand:scrub", ERRAND, NEWCOMERS}
    follows = {f"follow:{name}" for names in FOLLOWS.values() for name in names}
    kinds = errands | follows | {f"timer:{name}" for name in TIMERS}
    worded = {key.partition(".") for key in read_pack("en")}
    assert {kind for section, _, kind in worded if section == "chores"} == kinds


def test_a_refusal_is_worded_in_the_language_of_its_reader():
    refusal = QuantityOutOfRange(where="lines[0]", quantity=-1, least=1, most=1_000_000)
    assert speak("es").refuse(refusal) == (
        "La cantidad -1 en lines[0] no está entre 1 y 1000000. Corríjala."
    )


def test_a_detail_the_refusal_lacks_is_left_open():
    assert "the field" in speak("en").refuse(Malformed(where=["a", "b"])).lower()
    assert "a, b" in speak("en").refuse(Malformed(where=["a", "b"]))
    assert "…" in speak("en").refuse(Malformed(where=["a", "b"]))
