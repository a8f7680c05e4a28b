"""Telling a case in one readable sentence."""

from paraguas.policies.model import CONTRACT_DAY, REQUEST_DAY, Value
from paraguas.policies.rules.deciding import day_of
from paraguas.policies.rules.diagram import Path, Step
from paraguas.policies.rules.grid import MISS, Column, Given, Grid
from paraguas.policies.rules.pairs import Pair


def tell_case(grid: Grid, path: Path) -> str:
    """Tell which cases a path stands for: `under the law of ES, paid by cash`."""
    said = [_word(grid.columns[step.column], step) for step in path if _says(grid, step)]
    return ", ".join(said) or "whatever the facts"


def tell_pair(grid: Grid, pair: Pair, dimension: int, left: Given, right: Given) -> str:
    """Tell two cases beside one another, and what each is given in a dimension."""
    taken = {step.column: step for step in pair.right}
    differ = [step for step in pair.left if taken.get(step.column, step) != step]
    alike = tuple(step for step in pair.left if step not in differ)
    here = ", ".join(_word(grid.columns[step.column], step) for step in differ)
    there = ", ".join(_word(grid.columns[one.column], taken[one.column]) for one in differ)
    name = grid.dimensions[dimension].name
    return (
        f"{tell_case(grid, alike)}: {here}, {name} is {tell_value(left.values[dimension])}"
        f" ({tell_source(grid, left, dimension)}); but {there}, it is"
        f" {tell_value(right.values[dimension])} ({tell_source(grid, right, dimension)})"
    )


def tell_value(value: Value | None) -> str:
    """Tell a value as the tables write it."""
    if value is None:
        return "nothing"
    return str(value).lower() if isinstance(value, bool) else str(value)


def tell_source(grid: Grid, given: Given, dimension: int) -> str:
    """Name the row a value is from, with its file."""
    number = given.sources[dimension]
    if number == MISS:
        return "no row"
    return f"row {grid.rows[number].id} of {grid.rows[number].file}"


def _says(grid: Grid, step: Step) -> bool:
    return len(grid.columns[step.column].cells) > 1


def _word(column: Column, step: Step) -> str:
    cell = column.cells[step.cell]
    if column.fact.name not in {CONTRACT_DAY, REQUEST_DAY}:
        return column.fact.word(cell.first, cell.last)
    verb = "contracted" if column.fact.name == CONTRACT_DAY else "asked about"
    if cell.first == 0:
        return f"{verb} before {day_of(column.fact, cell.last + 1).isoformat()}"
    return f"{verb} from {day_of(column.fact, cell.first).isoformat()} on"
