"""Look an installation over: each thing is well, or says what to do next."""

import platform
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from rich.table import Table

from paraguas.doors.cli.answer import Answer, word
from paraguas.doors.cli.installation import Installation, check_there, prepared, running
from paraguas.plumbing.chores import backlog
from paraguas.plumbing.clock import now
from paraguas.plumbing.migrations.line import head, standing
from paraguas.plumbing.probing import missing_secrets, probe, seconds_ahead
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.words import read_pack
from paraguas.values.language import SPOKEN
from paraguas.values.refusal import Refusal

_MEGABYTE = 1_000_000
_LEAST_FREE = 200 * _MEGABYTE
_GOOD_FREE = 2_000 * _MEGABYTE
_MANY_DUE = 10_000
_BUILT = 1_763_000_000_000_000
"""Microseconds UTC when this program was young: a clock before it is wrong."""

_COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}


class Symptom(NamedTuple):
    """What was looked at, how it is, and what to do about it."""

    name: str
    state: Literal["ok", "warn", "fail"]
    found: str
    next: str = ""


def doctor(at: Installation = Installation()) -> Answer:
    """Look an installation over and say what to do where something is amiss.

    The exit code is 1 when something is broken.
    """
    symptoms = [_python(), _clock(), _words(), *_installed(at)]
    broken = sum(one.state == "fail" for one in symptoms)
    document = {"checks": [one._asdict() for one in symptoms], "broken": broken}
    return Answer(document, _table(symptoms), 1 if broken else 0)


def _installed(at: Installation) -> Iterator[Symptom]:
    try:
        check_there(at)
        with prepared(at) as settings, running(settings, writes=False) as runtime:
            yield _disk(settings.folder)
            yield from runtime.read_now(lambda tx: list(_stored(tx)))
    except Refusal as refusal:
        yield Symptom("database", "fail", refusal.code, word(refusal))


def _stored(tx: Tx) -> Iterator[Symptom]:
    yield from _database(tx)
    schema = _schema(standing(tx))
    yield schema
    if schema.state != "ok":
        return
    missing = missing_secrets(tx)
    yield Symptom(
        "secrets",
        "fail" if missing else "ok",
        f"missing: {', '.join(missing)}" if missing else "all there",
        "Run paraguas init with the same options; what is there stays." if missing else "",
    )
    yield _chores(backlog(tx, now=now()))
    ahead = seconds_ahead(tx, now=now())
    yield Symptom(
        "clock of the workers",
        "fail" if ahead > 1 else "ok",
        f"{ahead} s ahead of this one" if ahead > 1 else "as this one",
        "Set the clocks of all machines by NTP; timers fire late until then." if ahead > 1 else "",
    )


def _database(tx: Tx) -> Iterator[Symptom]:
    found = probe(tx)
    yield Symptom(
        "database",
        "ok" if found.new_enough else "fail",
        found.version,
        "" if found.new_enough else "Take PostgreSQL 15 or newer, or a Python with SQLite 3.37.",
    )
    settings = ", ".join(f"{name}={value}" for name, value in found.settings.items())
    cure = f"Switch {', '.join(found.unsafe)} on: a power cut loses orders without."
    yield Symptom(
        "durability",
        "fail" if found.unsafe else "ok",
        settings,
        cure if found.unsafe else "",
    )


def _schema(found: str) -> Symptom:
    if found == head():
        return Symptom("schema", "ok", f"at {found}")
    cure = f"Run paraguas migrate to come to {head()}." if found else "Run paraguas init."
    return Symptom("schema", "fail", f"at {found}" if found else "no tables", cure)


def _chores(many: Mapping[str, int]) -> Symptom:
    found = ", ".join(f"{number} {state}" for state, number in many.items())
    if many["dead"]:
        cure = "Run paraguas chores to see which, mend the cause, then add --revive."
        return Symptom("chores", "warn", found, cure)
    if many["due"] > _MANY_DUE:
        return Symptom("chores", "warn", found, "Start a worker: paraguas serve.")
    return Symptom("chores", "ok", found)


def _python() -> Symptom:
    new_enough = sys.version_info >= (3, 11)
    cure = "" if new_enough else "Install Python 3.11 or newer."
    return Symptom("python", "ok" if new_enough else "fail", platform.python_version(), cure)


def _clock() -> Symptom:
    right = now() > _BUILT
    cure = "" if right else "Set the clock of this machine."
    return Symptom("clock", "ok" if right else "fail", "later than this program", cure)


def _words() -> Symptom:
    packs = {language: set(read_pack(language)) for language in SPOKEN}
    everything = set().union(*packs.values())
    gaps = [f"{name} in {tag}" for tag, keys in packs.items() for name in everything - keys]
    cure = "Install the program anew; its files are damaged." if gaps else ""
    found = f"missing: {', '.join(sorted(gaps)[:5])}" if gaps else ", ".join(SPOKEN)
    return Symptom("languages", "fail" if gaps else "ok", found, cure)


def _disk(folder: Path) -> Symptom:
    free = shutil.disk_usage(folder).free
    state: Literal["ok", "warn", "fail"] = "ok" if free >= _GOOD_FREE else "warn"
    cure = "" if state == "ok" else f"Make room where {folder} is."
    found = f"{free // _MEGABYTE} MB free"
    return Symptom("disk", "fail" if free < _LEAST_FREE else state, found, cure)


def _table(symptoms: list[Symptom]) -> Table:
    table = Table("", "check", "found", "next", box=None, pad_edge=False)
    for one in symptoms:
        table.add_row(f"[{_COLOURS[one.state]}]{one.state}[/]", one.name, one.found, one.next)
    return table
