"""Secrets and settings of an installation, kept with its data."""

from collections.abc import Mapping

from sqlalchemy import Column, String, select

from paraguas.plumbing.reference import Reference
from paraguas.plumbing.schema import table
from paraguas.plumbing.tx import Tx

secrets = table(
    "secrets",
    Column("name", String(40), primary_key=True),
    Column("value", String(255), nullable=False),
    distribution="reference",
)


def _load(tx: Tx) -> Mapping[str, str]:
    return {row.name: row.value for row in tx.all(select(secrets))}


_secrets = Reference("secrets", _load)


def secret(tx: Tx, name: str) -> str:
    """Give a secret by its name: `contact` keys look-ups of persons, `link` signs their links."""
    return _secrets.get(tx)[name]


def installed(tx: Tx, name: str, default: str = "") -> str:
    """Give a value kept with the installation: `public_url` its links begin with, `brand`."""
    return _secrets.get(tx).get(name, default)


def install(tx: Tx, values: Mapping[str, str]) -> None:
    """Keep values with the installation, over those there."""
    for name, value in values.items():
        if _secrets.get(tx).get(name) != value:
            tx.run(secrets.delete().where(secrets.c.name == name))
            tx.insert(secrets, ("name", "value"), [(name, value)])
            _secrets.changed(tx)


def make_secrets(tx: Tx, drawn: Mapping[str, str]) -> None:
    """Keep the secrets drawn at the door that sets an installation up; those there stay."""
    tx.insert(secrets, ("name", "value"), list(drawn.items()), lenient=True)
    _secrets.changed(tx)
