"""Write the schemas of facts."""

from pathlib import Path

from rich.text import Text

from paraguas.doors.cli.answer import Answer
from paraguas.doors.cli.installation import Flag
from paraguas.doors.fact_schemas import export_schemas


def facts(
    folder: Path,
    *,
    json: Flag = False,  # noqa: ARG001 - `main` looks for it, whichever the command
) -> Answer:
    """Write the schema of every fact into a folder, one file a fact.

    Refuses, and writes none, where a published fact would lose anything its readers rely on.
    """
    written = export_schemas(folder)
    document = {"folder": str(folder), "facts": [path.stem for path in written]}
    return Answer(document, Text(f"{folder}: {len(written)}"))
