"""A customer says on her page what does not work, after seeing what the guarantee gives."""

import pytest

from tests.doors.customer.test_withdrawing import delivered, letters


@pytest.fixture
def link(world):
    return lambda order_id: f"/o/{world.token(order_id)}"


def claims(world, order_id):
    return world.api.get("/v1/claims", params={"order": order_id}).json()["claims"]


def test_she_sees_the_guarantee_before_anything_is_done(world, reader, link):
    order_id = delivered(world, language="en")
    path = link(order_id) + "/claim"
    assert path in reader.get(link(order_id)).text
    assert "before anything is done" in reader.get(path).text
    seen = reader.get(f"{path}?line=3&units=1&what=It+bends&wish=repair")
    assert "We answer for defects for 36 months" in seen.text
    assert "It is done within 30 days" in seen.text
    assert claims(world, order_id) == []
    done = reader.follow(reader.submit(seen, "/claim"))
    (one,) = claims(world, order_id)
    assert (one["state"], one["what"], one["opened_by"]) == ("opened", "It bends", "customer")
    assert one["number"] in done.text
    world.settle()
    letter = next(each for each in letters(world) if "does not work" in each["subject"])
    text = letter.get_body(("plain",)).get_content()
    assert one["number"] in text
    assert "It costs you nothing" in text


@pytest.mark.parametrize(
    ("language", "sure"), [("es", "La garantía lo cubre"), ("fr", "La garantie le couvre")]
)
def test_she_reads_it_in_her_language(world, reader, link, language, sure):
    order_id = delivered(world, language=language)
    assert sure in reader.get(link(order_id) + "/claim?line=3&what=roto").text


def test_what_cannot_be_is_told(world, reader, link):
    order_id = delivered(world, language="en")
    path = link(order_id) + "/claim"
    for query in ("line=3&units=9&what=x", "line=9&what=x", "line=3", "line=3&what=x&wish=gold"):
        assert 'role="alert"' in reader.get(f"{path}?{query}").text
    seen = reader.get(f"{path}?line=3&what=x")
    assert 'role="alert"' in reader.submit(seen, "/claim", units="9").text
    assert claims(world, order_id) == []
