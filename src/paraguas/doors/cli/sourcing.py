"""Rule sets of sourcing on the command line: show them, try one, put it in force."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec
from cyclopts import App, Parameter
from cyclopts.validators import Number
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table

from paraguas.doors.cli.answer import Answer
from paraguas.doors.cli.installation import Installation, opened
from paraguas.doors.cli.span import Span
from paraguas.journeys.serving.sourcing_rules import Saving, check_names, save_rule_set
from paraguas.journeys.serving.sourcing_trial import try_rules
from paraguas.network.queries import network
from paraguas.plumbing.clock import now, stamp
from paraguas.plumbing.tx import Tx
from paraguas.sourcing.errors import RulesMalformed
from paraguas.sourcing.model import RuleSet, SavedRules
from paraguas.sourcing.queries import rule_versions, saved_rules, shipped_rules
from paraguas.sourcing.rules.comparing import Comparison, Replayed, Served
from paraguas.sourcing.rules.reading import read_rules, text_of
from paraguas.values.by import SYSTEM
from paraguas.views.placed_orders import latest_orders

MOST_ORDERS = 100_000

sourcing = App(name="sourcing", help="Show, try and save the rules goods are sourced by.")


@sourcing.command(name="show")
def sourcing_show(name: str = "", at: Installation = Installation()) -> Answer:
    """Show the newest version of each rule set, or all versions of one.

    Parameters
    ----------
    name:
        Of a rule set; all its versions are shown then.
    """
    with opened(at, writes=False) as runtime:
        found = runtime.read_now(lambda tx: rule_versions(tx, name) if name else saved_rules(tx))
    if not name:
        found = [*found, SavedRules(shipped_rules(), 0, "", "")]
    table = Table("name", "version", "in force", "priority", "rules", "reason", box=None)
    for one in found:
        rules = one.rule_set
        kinds = ", ".join(rule.kind.value for rule in rules.rules)
        row = (rules.name, str(rules.version), "yes" if rules.in_force else "no")
        table.add_row(*row, str(rules.priority), kinds, escape(one.reason))
    return Answer({"rule_sets": [_document(one) for one in found]}, table)


@sourcing.command(name="save")
def sourcing_save(file: Path, *, reason: str, at: Installation = Installation()) -> Answer:
    """Save a rule set out of a TOML or JSON file as the next version of its name.

    Parameters
    ----------
    file:
        The rule set; docs/guides/sourcing.md shows what stands in it.
    reason:
        Why; it stays with the version.
    """
    rules = _read(file)
    moment = stamp(SYSTEM)
    with opened(at) as runtime:
        saved: SavedRules = runtime.write_now(save_rule_set, Saving(moment, rules, reason))
    name, version = saved.rule_set.name, saved.rule_set.version
    return Answer(_document(saved), f"{name}, version {version}")


@sourcing.command(name="simulate")
def sourcing_simulate(
    file: Path,
    at: Installation = Installation(),
    span: Span = Span(),
    *,
    most: Annotated[int, Parameter(validator=Number(gte=1, lte=MOST_ORDERS))] = 1000,
) -> Answer:
    """Source past parcels again by a rule set that is not in force; nothing is written.

    Each order by itself, on the stock as it is now with the order's own units put back.

    Parameters
    ----------
    file:
        The rule set, TOML or JSON.
    most:
        So many of the latest orders of the span at most.
    """
    rules = _read(file)
    during = span.period(now())

    def look(tx: Tx) -> tuple[int, Comparison, dict[str, str]]:
        check_names(tx, rules)
        found = latest_orders(tx, during, most=most)
        codes: dict[str, str] = {one.place_id: one.code for one in network(tx).places}
        return len(found), try_rules(tx, rules, found), codes

    with opened(at, writes=False) as runtime:
        orders, found, codes = runtime.read_now(look)
    document = {"stock": "now", "orders": orders, "comparison": msgspec.to_builtins(found)}
    return Answer(document, _tell(orders, found, codes))


def _read(file: Path) -> RuleSet:
    try:
        text = file.read_text(encoding="utf-8")
        written: Any = msgspec.json.decode(text) if file.suffix == ".json" else tomllib.loads(text)
    except (OSError, ValueError) as problem:
        raise RulesMalformed(problem=str(problem)) from problem
    return read_rules(written)


def _document(saved: SavedRules) -> dict[str, Any]:
    rules = msgspec.to_builtins(text_of(saved.rule_set))
    told = {"saved_at": saved.saved_at, "saved_by": saved.saved_by, "reason": saved.reason}
    return {"version": saved.rule_set.version, "rules": rules, **told}


def _tell(orders: int, found: Comparison, codes: Mapping[str, str]) -> RenderableType:
    totals = Table("", "in force", "on trial", box=None, pad_edge=False)
    before, after = found.before, found.after
    for name in ("served", "unserved", "splits", "distance_m", "promise_seconds"):
        totals.add_row(name, f"{getattr(before, name):,}", f"{getattr(after, name):,}")
    for currency in sorted(before.cost_minor.keys() | after.cost_minor.keys()):
        costs = (f"{one.cost_minor.get(currency, 0):,}" for one in (before, after))
        totals.add_row(f"cost_minor {currency}", *costs)
    examples = Table("order", "in force", "on trial", box=None, pad_edge=False)
    for one in found.examples:
        examples.add_row(one.number, *_served(one, codes))
    head = f"{orders:,} orders, {found.groups:,} parcels sourced again on the stock as it is now, "
    return Group(head + f"{found.changed:,} otherwise", totals, examples)


def _served(one: Replayed, codes: Mapping[str, str]) -> tuple[str, str]:
    def told(served: Served | None) -> str:
        if served is None:
            return "not served"
        places = ", ".join(codes.get(place, place) for place in served.places)
        return f"{places} ({served.distance_m // 1000} km, {served.cost_minor})"

    return told(one.before), told(one.after)
