"""The customer's letterbox: the letters that were recorded for an order."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from msgspec import Struct

from paraguas.doors.demo.expecting import NotAsPromised


class Mail(Struct, frozen=True):
    """A letter as the customer reads it."""

    path: Path
    subject: str
    to: str
    language: str
    text: str

    @property
    def code(self) -> str:
        """The six digits that open the hand-over."""
        return self._find(r": (\d{6})$")

    @property
    def link(self) -> str:
        """The signed link to the customer's page."""
        return self._find(r"^(https?://\S+/o/\S+)$")

    def _find(self, pattern: str) -> str:
        found = re.search(pattern, self.text, re.MULTILINE)
        if found is None:
            raise NotAsPromised(f"the letter {self.subject!r} has nothing like {pattern}")
        return found[1]


class Letterbox:
    """The folder of the recorder, as one order's person sees it."""

    def __init__(self, folder: Path) -> None:
        """Watch a folder; it may not be there yet."""
        self._folder = folder

    def about(self, number: str) -> list[Mail]:
        """Read the letters about an order, the oldest first."""
        paths = sorted(self._folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        read = [_read(path) for path in paths]
        return [mail for mail in read if number in mail.text]


def _read(path: Path) -> Mail:
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    body = mail.get_body(("plain",))
    return Mail(
        path=path,
        subject=str(mail["subject"]),
        to=str(mail["to"]),
        language=str(mail["content-language"]),
        text=body.get_content().replace("\r\n", "\n") if body else "",
    )
