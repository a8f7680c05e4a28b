"""The tables written down as SQL, so that a step of the past does not change with the program."""

from pathlib import Path

from sqlalchemy import create_mock_engine
from sqlalchemy.schema import CreateIndex, CreateTable, DDLElement

from paraguas.plumbing.schema import metadata

_VERSIONS = Path(__file__).parent / "versions"
DIALECTS = {"sqlite": "sqlite://", "postgresql": "postgresql+psycopg://"}


def freeze(dialect: str) -> str:
    """Write the SQL that makes all tables the metadata knows, in an order that does not vary."""
    spoken = create_mock_engine(DIALECTS[dialect], lambda *_: None).dialect
    parts: list[DDLElement] = []
    for table in metadata.sorted_tables:
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        parts += [CreateTable(table), *map(CreateIndex, indexes)]
    texts = (str(part.compile(dialect=spoken)).strip() for part in parts)
    lines = (line.rstrip() for text in texts for line in f"{text};\n".split("\n"))
    return "\n".join(lines)


def frozen_path(step: str, dialect: str) -> Path:
    """Tell where the SQL of a step lies."""
    return _VERSIONS / f"{step}.{dialect}.sql"


def frozen(step: str, dialect: str) -> list[str]:
    """Read the statements of a step."""
    text = frozen_path(step, dialect).read_text("utf-8")
    return [statement.strip() for statement in text.split(";\n") if statement.strip()]
