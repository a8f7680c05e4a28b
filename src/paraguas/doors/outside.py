"""The outside as this process reaches it: who moves money, who carries letters."""

from typing import Literal
from urllib.parse import unquote, urlsplit

from paraguas.doors.adapters.sandbox_payments import SandboxPayments
from paraguas.doors.adapters.smtp.recorder import RecorderTransport
from paraguas.doors.adapters.smtp.transport import MailServer, SmtpTransport
from paraguas.messages.model import Transport
from paraguas.plumbing.settings import Settings, SettingWrong

_SECURITY: dict[str, tuple[Literal["tls", "starttls", "none"], int]] = {
    "smtp": ("starttls", 587),
    "smtps": ("tls", 465),
    "smtp+plain": ("none", 25),
}


def make_provider(settings: Settings) -> SandboxPayments:
    """Open the sandbox provider, whose ledger lies in the folder."""
    settings.folder.mkdir(parents=True, exist_ok=True)
    return SandboxPayments(settings.folder / "sandbox_payments.db")


def make_transport(settings: Settings) -> Transport:
    """Reach the mail server of the settings, or record letters in the folder without one.

    smtp_url: `smtp://user:password@host:port` (TLS before anything is said), `smtps://` for TLS
    from the first byte, `smtp+plain://` on a trusted network.  Raises SettingWrong otherwise.
    """
    if not settings.smtp_url:
        return RecorderTransport(settings.folder / "letters", settings.mail_from)
    address = urlsplit(settings.smtp_url)
    if address.scheme not in _SECURITY or not address.hostname:
        raise SettingWrong(problem="smtp_url is not of the form smtp://host:port")
    security, port = _SECURITY[address.scheme]
    return SmtpTransport(
        MailServer(
            host=address.hostname,
            port=address.port or port,
            sender=settings.mail_from,
            security=security,
            username=unquote(address.username) if address.username else None,
            password=unquote(address.password) if address.password else None,
        )
    )
