"""Sending by SMTP: what surely failed and what nobody knows are told apart."""

from contextlib import suppress
from typing import Literal

from aiosmtplib import SMTP
from aiosmtplib.errors import (
    SMTPDataError,
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)
from msgspec import Struct

from paraguas.doors.adapters.smtp.mail import write_mail
from paraguas.messages.model import Delivery, Letter, Posted


class MailServer(Struct, frozen=True):
    """Where mail is handed in.

    sender: bare address the brand writes from.  security: `tls` from the first byte, `starttls`
    before anything is said, or `none` on a trusted network.
    """

    host: str
    port: int
    sender: str
    security: Literal["tls", "starttls", "none"] = "starttls"
    username: str | None = None
    password: str | None = None
    timeout_seconds: float = 10.0


class SmtpTransport:
    """Hands letters to a mail server, one connection a letter."""

    def __init__(self, server: MailServer) -> None:
        """Name the server; nothing is opened yet."""
        self._server = server

    async def send(self, letter: Letter) -> Posted:
        """Hand a letter over.

        Before the message is sent off, any failure is one to try again.  After that a refusal is
        what its code says (RFC 5321: 4yz for now, 5yz for good), and silence means nobody knows.
        Servers like to repeat the address; what they say is kept without it.
        """
        posted = await self._carry(letter)
        return Posted(posted.delivery, posted.reason.replace(letter.to.email, "<recipient>"))

    async def _carry(self, letter: Letter) -> Posted:
        try:
            mail = write_mail(letter, self._server.sender)
        except ValueError as problem:
            return Posted(Delivery.REFUSED, f"the address cannot be written to: {problem}")
        client = self._client()
        try:
            await client.connect()
        except (SMTPException, OSError) as problem:
            return Posted(Delivery.DEFERRED, f"the mail server does not take us: {problem}")
        try:
            await client.send_message(mail)
        except (SMTPException, OSError) as problem:
            client.close()
            return _read(problem)
        with suppress(SMTPException, OSError):  # it has the letter, goodbye or not
            await client.quit()
        return Posted(Delivery.SENT)

    def _client(self) -> SMTP:
        server = self._server
        return SMTP(
            hostname=server.host,
            port=server.port,
            username=server.username,
            password=server.password,
            timeout=server.timeout_seconds,
            use_tls=server.security == "tls",
            start_tls=server.security == "starttls",
        )


def _read(problem: Exception) -> Posted:
    reason = str(problem) or type(problem).__name__
    if isinstance(problem, SMTPRecipientsRefused):
        return _by_code(problem.recipients[0].code, reason)
    if isinstance(problem, SMTPSenderRefused | SMTPDataError | SMTPResponseException):
        return _by_code(problem.code, reason)
    if isinstance(problem, SMTPNotSupported):
        return Posted(Delivery.REFUSED, reason)
    return Posted(Delivery.UNKNOWN, reason)


def _by_code(code: int, reason: str) -> Posted:
    for_good = 500 <= code < 600
    return Posted(Delivery.REFUSED if for_good else Delivery.DEFERRED, f"{code} {reason}")
