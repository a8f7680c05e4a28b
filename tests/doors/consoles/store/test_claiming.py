"""A store looks after what does not work on its page: opened, received, mended, given back."""

import pytest

from tests.doors.customer.test_claiming import claims
from tests.doors.customer.test_withdrawing import delivered
from tests.doors.pages.world import STORE

PATH = f"/store/{STORE}/claims"


@pytest.fixture
def associate(world, reader):
    reader.enter(world.key())
    return reader


def opened(world, associate):
    order_id = delivered(world)
    seen = associate.get(f"{PATH}?find={order_id}&line=3&units=1&what=No+carga&wish=repair")
    assert "36 meses" in seen.text
    done = associate.follow(associate.submit(seen, "/claims"))
    assert 'role="status"' in done.text
    (one,) = claims(world, order_id)
    return order_id, one, done


def test_a_claim_goes_from_the_counter_to_the_repairer_and_back(world, associate):
    order_id, one, page = opened(world, associate)
    assert one["opened_by"] == "ES-04"
    for step, more in (
        ("receive", {}), ("repair", {"repairer": "Taller Sol"}), ("repaired", {}), ("give_back", {})
    ):  # fmt: skip
        answer = associate.submit(page, one["claim_id"], step=step, **more)
        assert answer.status_code == 303, answer.text
        page = associate.follow(answer)
    (done,) = claims(world, order_id)
    assert (done["state"], done["repairer"]) == ("back", "Taller Sol")
    assert "reparado y devuelto" in page.text


def test_what_waits_in_the_store_is_listed_and_money_is_given_back(world, associate):
    order_id, one, page = opened(world, associate)
    page = associate.follow(associate.submit(page, one["claim_id"], step="receive"))
    assert one["number"] in associate.get(PATH).text
    wrong = associate.submit(page, one["claim_id"], step="repair")
    assert 'role="alert"' in wrong.text
    lowered = associate.submit(page, one["claim_id"], step="reduce", amount="5,00", reason="rayado")
    assert lowered.status_code == 303, lowered.text
    (done,) = claims(world, order_id)
    assert (done["state"], done["given_minor"]) == ("reduced", 500)
    assert one["number"] not in associate.get(PATH).text


def test_what_cannot_be_is_told_on_the_page(world, associate):
    order_id, one, page = opened(world, associate)
    assert 'role="alert"' in associate.get(f"{PATH}?find=NOWHERE").text
    again = associate.get(f"{PATH}?find={order_id}&line=3&units=9&what=x")
    assert 'role="alert"' in again.text
    assert 'role="alert"' in associate.submit(page, one["claim_id"], step="burn").text
    assert claims(world, order_id)[0]["state"] == "opened"
