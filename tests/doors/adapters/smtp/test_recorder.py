import asyncio
import email
from email.policy import default

from paraguas.doors.adapters.smtp.recorder import RecorderTransport
from paraguas.messages.model import Delivery
from paraguas.messages.rules.composing import compose
from paraguas.plumbing.words import speak
from tests.messages.drafts import FOUR, draft


def letter(wish):
    return compose(wish, speak("fr", "Europe/Paris"), at=FOUR)


def test_a_letter_becomes_a_file_and_the_same_file_when_sent_again(tmp_path):
    recorder = RecorderTransport(tmp_path / "letters")
    wished = letter(draft())
    for _ in range(2):
        assert asyncio.run(recorder.send(wished)).delivery is Delivery.SENT
    [path] = recorder.folder.iterdir()
    mail = email.message_from_bytes(path.read_bytes(), policy=default)
    assert path.name == f"{wished.letter_id}.eml"
    assert mail["Subject"] == wished.subject


def test_an_address_nobody_can_have_is_refused_as_by_a_server(tmp_path):
    posted = asyncio.run(RecorderTransport(tmp_path).send(letter(draft(email="nobody"))))
    assert posted.delivery is Delivery.REFUSED
    assert list(tmp_path.iterdir()) == []
