"""A letter as an e-mail message."""

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from paraguas.messages.model import Letter
from paraguas.messages.rules.layout import as_html, as_text
from paraguas.values.time import local


def write_mail(letter: Letter, sender: str) -> EmailMessage:
    """Write a letter as a message in text and HTML.

    sender: bare address the brand writes from.  The Message-ID is made of the letter's id, so that
    a letter sent twice is recognised as one.  Raises ValueError when an address is malformed.
    """
    domain = sender.rpartition("@")[2]
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _address(letter.brand, sender)
    mail["To"] = _address(letter.to.name, letter.to.email)
    mail["Subject"] = _line(letter.subject)
    mail["Date"] = local(letter.queued_at, "UTC")
    mail["Message-ID"] = f"<{letter.letter_id}@{domain}>"
    # No vacation note shall answer (RFC 3834).
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(as_text(letter))
    mail.add_alternative(as_html(letter), subtype="html")
    mail["Content-Language"] = letter.language
    return mail


def _address(name: str, address: str) -> Address:
    try:
        return Address(_line(name), addr_spec=address)
    except (IndexError, MessageError) as problem:  # how the parser says that it gave up
        raise ValueError(str(problem)) from problem


def _line(text: str) -> str:
    return " ".join(text.split())
