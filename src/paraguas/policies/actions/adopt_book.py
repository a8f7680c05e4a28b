"""Adopt the book the product comes with."""

from paraguas.plumbing.tx import Tx
from paraguas.policies import store
from paraguas.policies.queries import reference, shipped_files, shipped_version


def adopt_book(tx: Tx) -> None:
    """Keep the shipped book as the first version; a later release of the product leaves it."""
    if not store.all_versions(tx):
        store.add_version(tx, shipped_version(), shipped_files())
        reference.changed(tx)
