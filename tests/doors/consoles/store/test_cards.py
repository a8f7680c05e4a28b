"""An associate reads her cards on the store's page and says to know them."""

import re

from paraguas.staff.model import Scope
from tests.doors.pages.world import STORE

PAGE = f"/store/{STORE}/cards"


def test_an_associate_confirms_her_cards_and_head_office_sees_who_has_not(world, reader):
    reader.enter(world.key())
    page = reader.get(PAGE)
    assert PAGE in reader.get(f"/store/{STORE}").text
    assert "Devolver mercancía" in page.text
    assert "30 días" in page.text
    answer = reader.submit(page, "/cards")
    assert "done=cards-known" in answer.headers["location"]
    again = reader.get(PAGE)
    assert "Dijiste el" in again.text
    assert "<button" not in again.text.partition("<main")[2]
    reader.enter(world.key("shop", Scope.ADMIN, place=""))
    teams = re.split("<section", reader.get("/board/training").text)
    ours = next(one for one in teams if "Madrid Serrano" in one and "associates" in one)
    assert "Hugo Prieto" not in ours
    assert "1 of" in ours


def test_cards_that_changed_meanwhile_are_read_anew(world, reader):
    reader.enter(world.key())
    page = reader.submit(reader.get(PAGE), "/cards", fingerprint="0" * 32)
    assert page.status_code == 409
    assert 'role="alert"' in page.text
    assert "Devolver mercancía" in page.text
    assert "Dijiste el" not in reader.get(PAGE).text
