"""The recorder: letters go into a folder, as files any mail program opens."""

from asyncio import to_thread
from pathlib import Path

from paraguas.doors.adapters.smtp.mail import write_mail
from paraguas.messages.model import Delivery, Letter, Posted


class RecorderTransport:
    """Writes each letter to `<letter id>.eml`; sending one again writes the same file."""

    def __init__(self, folder: Path, sender: str = "orders@paraguas.example") -> None:
        """Choose the folder; it is made when the first letter comes."""
        self.folder = folder
        self._sender = sender

    async def send(self, letter: Letter) -> Posted:
        """Write a letter down."""
        try:
            mail = write_mail(letter, self._sender)
        except ValueError as problem:
            return Posted(Delivery.REFUSED, f"the address cannot be written to: {problem}")
        await to_thread(self._write, letter.letter_id, mail.as_bytes())
        return Posted(Delivery.SENT)

    def _write(self, name: str, mail: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f"{name}.eml").write_bytes(mail)
