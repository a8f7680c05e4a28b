"""A customer has her goods go another way before they leave, after seeing what it means."""

import pytest

from paraguas.network.model import place_id_of
from tests.doors.pages.world import STORE


@pytest.fixture
def link(world):
    return lambda order_id: f"/o/{world.token(order_id)}"


def test_she_fetches_in_a_store_what_was_to_be_sent(world, reader, link):
    order_id = world.handset(language="en")
    path = link(order_id) + "/ways/3"
    assert path in reader.get(link(order_id)).text
    assert "Nothing is changed yet" in reader.get(path).text
    seen = reader.get(f"{path}?way={STORE}")
    assert "Change it like this?" in seen.text
    assert world.order(order_id)["groups"][2]["kind"] == "ship"
    answer = reader.submit(seen, "/ways/3")
    assert "done=changed" in answer.headers["location"]
    assert world.order(order_id)["groups"][2]["kind"] == "pick_up"


@pytest.mark.parametrize(("language", "sure"), [("es", "¿Lo cambiamos así?"), ("fr", "ainsi ?")])
def test_she_gives_another_address_in_her_language(world, reader, link, language, sure):
    order_id = world.handset(language=language)
    path = link(order_id) + "/ways/3"
    there = "way=ship&line1=Gran+Via+2&postal_code=08012&city=Barcelona&country=ES"
    seen = reader.get(f"{path}?{there}")
    assert sure in seen.text
    reader.submit(seen, "/ways/3")
    assert world.order(order_id)["groups"][2]["address"]["city"] == "Barcelona"


def test_what_cannot_be_is_told_and_what_was_not_shown_is_not_done(world, reader, link):
    order_id = world.handset(language="en")
    path = link(order_id) + "/ways/3"
    assert 'role="alert"' in reader.get(f"{path}?way=NOWHERE").text
    seen = reader.get(f"{path}?way={STORE}")
    forged = reader.submit(seen, "/ways/3", way="ES-MAD-GRANVIA")
    assert 'role="alert"' in forged.text
    assert world.order(order_id)["groups"][2]["kind"] == "ship"


def test_she_is_told_in_her_words_when_a_colleague_changes_her_order(world, reader, link):
    order_id = world.handset(language="en")
    change = {"kind": "set_quantity", "line_no": 3, "quantity": 3}
    body = {"reason": "she called", "changes": [change]}
    assert world.api.post(f"/v1/orders/{order_id}/changes", body).status_code == 201
    page = reader.get(f"{link(order_id)}/ways/3?way={STORE}")
    assert "We are changing your order this very moment." in page.text
    assert "change set" not in page.text


def test_a_store_that_lacks_it_has_it_brought(world, reader, link):
    order_id = world.handset(language="en")
    seen = reader.get(link(order_id) + "/ways/3?way=ES-VLC-COLON")
    assert 'role="alert"' not in seen.text
    reader.submit(seen, "/ways/3")
    assert world.order(order_id)["groups"][2]["kind"] == "pick_up"
    legs = [one for one in world.parts(order_id) if one.group_no == 3 and one.to_place_id]
    assert [one.to_place_id for one in legs] == [place_id_of("ES-VLC-COLON")]
