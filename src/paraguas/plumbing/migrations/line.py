"""The line of migrations, and where on it a database stands; cheap enough to ask at each start.

A step's name is the number its file begins with.
"""

from functools import cache
from pathlib import Path

from sqlalchemy import column, inspect, select, table

from paraguas.plumbing.tx import Tx
from paraguas.values.refusal import Refusal

FOLDER = Path(__file__).parent
_STANDING = table("alembic_version", column("version_num"))


class SchemaNewer(Refusal):
    """The database was taken further by a later version of the program."""

    code = "schema_newer"
    kind = "conflict"


@cache
def steps() -> tuple[str, ...]:
    """Name the steps of this program, the first one first."""
    return tuple(
        sorted(path.name.split("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))
    )


def head() -> str:
    """Name the last step this program knows."""
    return steps()[-1]


def standing(tx: Tx) -> str:
    """Name the last step the database has taken; empty when it has taken none.

    Refuses a step this program does not know.
    """
    if not inspect(tx.connection).has_table(_STANDING.name):
        return ""
    found: str = tx.value(select(_STANDING.c.version_num)) or ""
    if found and found not in steps():
        raise SchemaNewer(found=found, known=head())
    return found
