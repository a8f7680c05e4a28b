import asyncio
import email
from email.policy import default

import pytest
from aiosmtpd.smtp import SMTP

from paraguas.doors.adapters.smtp.transport import MailServer, SmtpTransport
from paraguas.messages.model import Delivery
from paraguas.messages.rules.composing import compose
from paraguas.plumbing.words import speak
from tests.messages.drafts import FOUR, draft

SENDER = "pedidos@paraguas.example"


class Postbox:
    """A real mail server's handler: answers as told and keeps what it takes."""

    def __init__(self, *, rcpt="250 OK", data="250 OK", silent=False):
        self.rcpt, self.data, self.silent = rcpt, data, silent
        self.taken = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        if self.data.startswith("250"):
            self.taken.append((envelope.rcpt_tos, envelope.content))
        if self.silent:
            await asyncio.sleep(1)
        return self.data


def letter(wish=None):
    return compose(wish or draft(), speak("es", "Europe/Madrid"), at=FOUR)


def send(postbox, wished=None, *, times=1, timeout=5.0, security="none"):
    """Send a letter to a mail server on loopback, which goes when it is done."""

    async def run():
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(postbox), "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        if postbox is None:
            server.close()
        transport = SmtpTransport(
            MailServer("127.0.0.1", port, SENDER, security, timeout_seconds=timeout)
        )
        async with server:
            return [await transport.send(wished or letter()) for _ in range(times)]

    return asyncio.run(run())[-1]


def test_a_letter_arrives_with_its_accents_in_text_and_html():
    postbox = Postbox()
    assert send(postbox).delivery is Delivery.SENT
    [(recipients, content)] = postbox.taken
    mail = email.message_from_bytes(content, policy=default)
    assert recipients == ["nuria@example.org"]
    assert str(mail["From"]) == "Paraguas <pedidos@paraguas.example>"
    assert str(mail["To"]) == "Núria <nuria@example.org>"
    assert mail["Subject"] == letter().subject
    assert mail["Content-Language"] == "es"
    assert mail["Auto-Submitted"] == "auto-generated"
    text, html = (part.get_content() for part in mail.iter_parts())
    assert "los artículos llegan a la tienda" in text
    assert "<h1" in html
    assert "sábado 21 de noviembre" in html


def test_a_letter_sent_again_is_recognised_as_the_same():
    postbox = Postbox()
    send(postbox, times=2)
    first, second = (
        email.message_from_bytes(content, policy=default) for _, content in postbox.taken
    )
    assert first["Message-ID"] == second["Message-ID"] == f"<{letter().letter_id}@paraguas.example>"
    assert first["Date"] == second["Date"]


@pytest.mark.parametrize(
    ("answers", "delivery"),
    [
        ({"rcpt": "550 no such mailbox"}, Delivery.REFUSED),
        ({"rcpt": "450 mailbox busy"}, Delivery.DEFERRED),
        ({"data": "554 not wanted"}, Delivery.REFUSED),
        ({"data": "451 come back later"}, Delivery.DEFERRED),
    ],
)
def test_what_a_server_says_is_told_by_its_code(answers, delivery):
    posted = send(Postbox(**answers))
    assert posted.delivery is delivery
    assert next(iter(answers.values())).partition(" ")[2] in posted.reason


def test_silence_after_the_letter_was_given_means_nobody_knows():
    postbox = Postbox(silent=True)
    assert send(postbox, timeout=0.3).delivery is Delivery.UNKNOWN
    assert len(postbox.taken) == 1


def test_a_server_that_is_not_there_is_tried_again():
    assert send(None).delivery is Delivery.DEFERRED


def test_a_server_that_cannot_keep_a_secret_is_told_nothing():
    postbox = Postbox()
    assert send(postbox, security="starttls").delivery is Delivery.DEFERRED
    assert postbox.taken == []


@pytest.mark.parametrize(
    "address", ["nobody", "a b@example.org", "x@y@z", "ok@example.org\nBcc: a@b"]
)
def test_an_address_nobody_can_have_is_refused_before_anything_is_sent(address):
    postbox = Postbox()
    assert send(postbox, letter(draft(email=address))).delivery is Delivery.REFUSED
    assert postbox.taken == []


def test_a_name_cannot_add_a_header():
    postbox = Postbox()
    assert (
        send(postbox, letter(draft(name="Eve\r\nBcc: all@example.org"))).delivery is Delivery.SENT
    )
    [(recipients, content)] = postbox.taken
    assert recipients == ["nuria@example.org"]
    assert email.message_from_bytes(content, policy=default)["Bcc"] is None
