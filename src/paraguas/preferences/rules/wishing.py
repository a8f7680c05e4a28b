"""What a person wants, as it stands: her latest word on each thing, and whom she nominated."""

from collections.abc import Iterable

from paraguas.preferences.model import Statement, StatementKind


def preferences(said: Iterable[Statement]) -> dict[StatementKind, Statement]:
    """Give her latest word on each thing; what she took back is not there."""
    latest: dict[StatementKind, Statement] = {}
    for one in sorted(said, key=_when):
        if one.kind is not StatementKind.NOMINATION:
            latest[one.kind] = one
    return {kind: one for kind, one in latest.items() if one.value}


def nominations(said: Iterable[Statement]) -> list[Statement]:
    """Give whom she nominated and did not take back, the oldest first."""
    latest: dict[str, Statement] = {}
    for one in sorted(said, key=_when):
        if one.kind is StatementKind.NOMINATION:
            latest[one.subject] = one
    return [one for one in latest.values() if one.nominee]


def _when(one: Statement) -> tuple[int, str]:
    return one.at, one.statement_id
