"""A customer gives something back on her page, after seeing what the policy book gives."""

import pytest

from tests.doors.customer.test_withdrawing import delivered, returns


@pytest.fixture
def link(world):
    return lambda order_id: f"/o/{world.token(order_id)}"


def test_she_sees_the_verdict_in_words_before_anything_is_done(world, reader, link):
    order_id = delivered(world, language="en")
    path = link(order_id) + "/return"
    assert path in reader.get(link(order_id)).text
    assert "Nothing is done yet" in reader.get(path).text
    seen = reader.get(f"{path}?units-3=1&reason=defective")
    assert "This is what is given back" in seen.text
    assert "€24.90 is given back" in seen.text
    assert "Clauses" in seen.text
    assert returns(world, order_id) == []
    done = reader.follow(reader.submit(seen, "/return"))
    assert "return number" in done.text
    (one,) = returns(world, order_id)
    assert (one["state"], one["items"][0]["reason"]) == ("authorised", "defective")
    assert one["number"] in done.text


def test_what_is_worn_costs_her_something_and_she_is_told(world, reader, link):
    order_id = delivered(world, language="en")
    seen = reader.get(link(order_id) + "/return?units-3=1&handling=worn")
    assert "is kept for wear" in seen.text


@pytest.mark.parametrize(
    ("language", "sure"), [("es", "Esto es lo que se devuelve"), ("fr", "Voici ce qui est rendu")]
)
def test_she_reads_it_in_her_language(world, reader, link, language, sure):
    order_id = delivered(world, language=language)
    assert sure in reader.get(link(order_id) + "/return?units-3=2").text


def test_what_cannot_be_is_told(world, reader, link):
    order_id = delivered(world, language="en")
    path = link(order_id) + "/return"
    for query in ("units-3=9", "units-9=1", "units-3=1&reason=bored"):
        assert 'role="alert"' in reader.get(f"{path}?{query}").text
    seen = reader.get(f"{path}?units-3=1")
    forged = reader.submit(seen, "/return", units_3="9")
    assert 'role="alert"' in forged.text
    assert returns(world, order_id) == []
