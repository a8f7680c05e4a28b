"""What other floors may read of policies: the versions, and the book that is in force."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from paraguas.plumbing.reference import Reference
from paraguas.plumbing.tx import Tx
from paraguas.policies import store
from paraguas.policies.errors import VersionUnknown
from paraguas.policies.model import State, Version
from paraguas.policies.rules.deciding import Decider
from paraguas.policies.rules.reading import Files, hash_of, read_book

FIRST = 1
"""The version of the book the product comes with."""

_KEPT = 8
"""Compiled books kept in process: those in force, and those orders were placed under."""


class Versions:
    """All versions of the book at one moment; of those in use, compiled books."""

    def __init__(self, versions: Iterable[Version]) -> None:
        """Take the versions as they are; where there is none, the shipped one is the first."""
        self.all = tuple(versions) or (shipped_version(),)
        self._by_number = {one.version: one for one in self.all}
        self._deciders: dict[int, Decider] = {}

    def demand(self, number: int) -> Version:
        """Give a version; VersionUnknown where there is none."""
        found = self._by_number.get(number)
        if found is None:
            raise VersionUnknown(version=number)
        return found

    def in_force_at(self, at: int) -> Version:
        """Give the version in force at an instant: the approved one that began last."""
        begun = [one for one in self.all if one.begins_at is not None and one.begins_at <= at]
        return max(begun, key=lambda one: (one.begins_at or 0, one.version), default=self.all[0])

    def files_of(self, tx: Tx, number: int) -> Files:
        """Give the files of a version."""
        self.demand(number)
        return store.files_of(tx, number) or shipped_files()

    def decider(self, tx: Tx, number: int) -> Decider:
        """Give a version compiled; VersionUnknown where there is none."""
        found = self._deciders.get(number)
        if found is None:
            book, _ = read_book(self.files_of(tx, number))
            if len(self._deciders) >= _KEPT:
                self._deciders.clear()
            found = self._deciders[number] = Decider(book, number)
        return found


def _load(tx: Tx) -> Versions:
    return Versions(store.all_versions(tx))


reference = Reference("policies", _load)


def policies(tx: Tx) -> Versions:
    """Give the versions as this transaction sees them."""
    return reference.get(tx)


def decider_at(tx: Tx, at: int) -> Decider:
    """Give the book in force at an instant, compiled."""
    versions = policies(tx)
    return versions.decider(tx, versions.in_force_at(at).version)


@cache
def shipped_files() -> Files:
    """Read the brand book the product comes with."""
    root = files("paraguas") / "data" / "policies"
    found = {"vocabulary.toml": (root / "vocabulary.toml").read_text("utf-8")}
    for folder in ("brand", "law", "words"):
        for path in (root / folder).iterdir():
            if path.name.endswith(".toml"):
                found[f"{folder}/{path.name}"] = path.read_text("utf-8")
    return dict(sorted(found.items()))


def shipped_version() -> Version:
    """Give the version the product comes with: in force from the beginning."""
    note = "the book the product comes with"
    return Version(
        *(FIRST, hash_of(shipped_files()), 0, "system", 0, note, State.APPROVED, 0),
    )
