"""Take the tables up the line of migrations."""

import pkgutil
import re
from importlib import import_module

from rich.text import Text

import paraguas
from paraguas.doors.cli.answer import Answer
from paraguas.doors.cli.installation import Flag, Installation, check_there, prepared, running
from paraguas.plumbing.migrations.freezing import DIALECTS, freeze, frozen_path
from paraguas.plumbing.migrations.stepping import climb, spell_out

FIRST = "0001_first"
_HAS_TABLES = re.compile(r"paraguas\.(plumbing\.\w+|\w+\.tables)")


def migrate(
    at: Installation = Installation(),
    *,
    to: str = "head",
    sql: Flag = False,
    revise: Flag = False,
) -> Answer:
    """Bring the tables up to date, or up to a step.

    Parameters
    ----------
    to:
        The step to stop at.
    sql:
        Only print the SQL that is still to be run.
    revise:
        For developers, before the first release: write the first step anew from the tables.
    """
    if revise:
        return _revise()
    check_there(at)
    with prepared(at) as settings, running(settings, writes=not sql) as runtime:
        if sql:
            text = spell_out(runtime.database, to)
            return Answer({"sql": text}, Text(text))
        step = climb(runtime.database, to)
    document = {"before": step.before, "after": step.after}
    if step.before == step.after:
        return Answer(document, f"already at {step.after}")
    return Answer(document, f"from {step.before or 'no tables'} to {step.after}")


def load_tables() -> None:
    """Let the metadata know the tables of every room and of plumbing."""
    for module in pkgutil.walk_packages(paraguas.__path__, "paraguas."):
        if _HAS_TABLES.fullmatch(module.name):
            import_module(module.name)


def _revise() -> Answer:
    load_tables()
    paths = []
    for dialect in DIALECTS:
        path = frozen_path(FIRST, dialect)
        path.write_text(freeze(dialect), "utf-8")
        paths.append(str(path))
    return Answer({"written": paths}, "\n".join(paths))
