"""Write the schemas of facts and the catalogue of events."""

from pathlib import Path

from rich.text import Text

from paraguas.doors.asyncapi import export_asyncapi
from paraguas.doors.cli.answer import Answer
from paraguas.doors.cli.installation import Flag
from paraguas.doors.fact_schemas import export_schemas


def facts(
    folder: Path,
    *,
    json: Flag = False,  # noqa: ARG001 - `main` looks for it, whichever the command
) -> Answer:
    """Write the schema of every fact into a folder, one file a fact, and asyncapi.json.

    Refuses, and writes none, where a published fact would lose anything its readers rely on.
    """
    written = export_schemas(folder)
    catalogue = export_asyncapi(folder)
    document = {
        "folder": str(folder),
        "facts": [path.stem for path in written],
        "asyncapi": str(catalogue),
    }
    return Answer(document, Text(f"{folder}: {len(written)}"))
