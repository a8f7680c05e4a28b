"""Settings of a process: from the environment, as PARAGUAS_<NAME>, over the defaults here."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from paraguas.values.refusal import Refusal


class SettingWrong(Refusal):
    """A setting does not have the form it needs."""

    code = "setting_wrong"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How this process runs.

    folder: where the embedded database, the sandbox ledger and recorded letters live.
    database_url: empty for SQLite in the folder.  smtp_url: `smtp://user:pass@host:port`, empty
    records letters in the folder instead.  public_url: what links in letters begin with.
    batch: the most requests one transaction takes.  webhooks_private: `allow` lets webhooks reach
    private addresses and go without TLS, for receivers on the own machine.
    """

    folder: Path = Path("paraguas-data")
    database_url: str = ""
    host: str = "127.0.0.1"
    port: Annotated[int, Meta(ge=1, le=65535)] = 8080
    public_url: str = ""
    smtp_url: str = ""
    mail_from: str = "orders@example.com"
    brand: str = "Paraguas"
    batch: Annotated[int, Meta(ge=1)] = 64
    worker: bool = True
    webhooks_private: Literal["refuse", "allow"] = "refuse"

    @property
    def database(self) -> str:
        """The address of the database."""
        return self.database_url or f"sqlite:///{self.folder / 'paraguas.db'}"

    @property
    def links(self) -> str:
        """What links in letters begin with."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings out of an environment; SettingWrong names the one that is amiss."""
    names = {f"PARAGUAS_{name.upper()}": name for name in Settings.__struct_fields__}
    given = {names[key]: value for key, value in environment.items() if key in names}
    try:
        return msgspec.convert(given, Settings, strict=False, dec_hook=_read)
    except msgspec.ValidationError as problem:
        raise SettingWrong(problem=str(problem)) from problem


def _read(kind: type, value: Any) -> Path:
    assert kind is Path, f"no setting is a {kind}"
    return Path(value)
