"""Files of tables (TOML): a country, or taxes; each is saved whole or not at all."""

import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from msgspec import Struct

from paraguas.doors.imports.errors import FileBroken, FileUnreadable
from paraguas.doors.imports.importing import Imported
from paraguas.doors.imports.report import Report
from paraguas.doors.runtime import Runtime
from paraguas.journeys.setting_up.country_file import CountryFile, TaxFile, read_tables
from paraguas.journeys.setting_up.opening_country import open_country, save_taxes
from paraguas.plumbing.clock import stamp
from paraguas.plumbing.tx import Tx
from paraguas.values.by import By
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp

_BY = By("system", "import")


class Tables(Struct, frozen=True):
    """What a file of tables may be: its shape, and the verb that saves it (gives changes)."""

    shape: type[Any]
    save: Callable[[Tx, Stamp, Any], int]


TABLES = {"country": Tables(CountryFile, open_country), "taxes": Tables(TaxFile, save_taxes)}
"""Kinds of files of tables, by what they are called."""


def import_tables(runtime: Runtime, what: str, path: Path, report: Report) -> Imported:
    """Import a file of tables (a key of TABLES); counts the file as one row.

    Where a row of it is refused, the report names that row, and nothing of the file is kept.
    """
    began = perf_counter()
    kind, told = TABLES[what], _read(path)
    changed = 0

    def save(tx: Tx, by: Stamp) -> int:
        return kind.save(tx, by, read_tables(told, kind.shape))

    with report:
        try:
            changed = runtime.write_now(save, stamp(_BY))
        except Refusal as refusal:
            row = refusal.details.get("row")
            report.refuse(row if isinstance(row, int) else 0, refusal)
    seconds = perf_counter() - began
    refused = Counter(report.refused)
    return Imported(1, 1 - refused.total(), int(changed > 0), refused, seconds)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as problem:
        raise FileUnreadable(file=str(path), reason=problem.strerror or str(problem)) from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise FileBroken(reason=f"{path.name}: {problem}") from problem
