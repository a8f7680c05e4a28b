"""Writing a group of a grid as a ZEN decision table, so that a second engine runs the same rows.

Source: JSON Decision Model of GoRules: an input, a decision table with the hit policy `first`,
an output.
"""

from typing import Any

from paraguas.policies.model import FactType, Row, Spans, Value
from paraguas.policies.rules.grid import Grid

ROW = "row"
"""The output that names the row; the others are the dimensions it gives."""


def write_jdm(grid: Grid, group: int) -> dict[str, Any]:
    """Write a group as a model; nothing comes out where none of its rows holds."""
    mask = grid.groups[group].rows
    rows = [row for number, row in enumerate(grid.rows) if mask >> number & 1]
    facts = [column.fact for column in grid.columns]
    names = [ROW, *(dimension.name for dimension in grid.dimensions)]
    table = {
        "id": "table",
        "type": "decisionTableNode",
        "name": grid.subject.name,
        "position": {"x": 200, "y": 0},
        "content": {
            "hitPolicy": "first",
            "inputs": [{"id": f"i_{f.name}", "name": f.name, "field": f.name} for f in facts],
            "outputs": [{"id": f"o_{name}", "name": name, "field": name} for name in names],
            "rules": [_rule(row, facts, names) for row in rows],
        },
    }
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [_end("in", "inputNode", 0), table, _end("out", "outputNode", 400)],
        "edges": [_edge("in", "table"), _edge("table", "out")],
    }


def _rule(row: Row, facts: list[FactType], names: list[str]) -> dict[str, str]:
    rule = {"_id": row.id}
    for fact in facts:
        spans = row.when.get(fact.name)
        rule[f"i_{fact.name}"] = _test(fact, spans) if spans else ""
    given = {ROW: row.id, **row.then}
    for name in names:
        rule[f"o_{name}"] = _said(given[name]) if name in given else ""
    return rule


def _test(fact: FactType, spans: Spans) -> str:
    if fact.kind == "integer":
        ends = ((fact.value_at(first), fact.value_at(last)) for first, last in spans)
        return ", ".join(f"[{first}..{last}]" for first, last in ends)
    positions = [at for first, last in spans for at in range(first, last + 1)]
    return ", ".join(_said(fact.value_at(at)) for at in positions)


def _said(value: Value) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def _end(name: str, kind: str, left: int) -> dict[str, Any]:
    return {"id": name, "type": kind, "name": name, "position": {"x": left, "y": 0}}


def _edge(source: str, target: str) -> dict[str, str]:
    edge = f"{source}-{target}"
    return {"id": edge, "type": "edge", "sourceId": source, "targetId": target}
