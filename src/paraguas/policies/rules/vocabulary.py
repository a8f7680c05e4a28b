"""Reading the vocabulary of a book: which facts, dimensions and laws its rows may speak of."""

from collections.abc import Iterator, Mapping
from typing import Any

from paraguas.policies.model import (
    CONTRACT_DAY,
    FIRST_DAY,
    LAST_DAY,
    REQUEST_DAY,
    Dimension,
    FactType,
    Finding,
)

FILE = "vocabulary.toml"
_DOORS = frozenset({
    *("door", "doors", "channel", "touchpoint", "sales_channel", "entry", "source", "surface"),
    *("web", "website", "app", "till", "phone", "chat", "marketplace", "catalogue"),
    *("contact_centre", "online", "offline", "shop", "mobile", "kiosk", "assistant"),
})  # fmt: skip
_SEGMENTS = frozenset({
    *("age", "birthday", "birth_date", "sex", "gender", "income", "salary", "wealth"),
    *("purchasing_power", "spending_power", "ethnicity", "religion", "nationality"),
})  # fmt: skip
_LIMIT = 10**9


def forbidden(word: str) -> str:
    """Say why no rule may speak of this; empty where it may."""
    if word in _DOORS:
        return f"{word!r} tells the door; no rule may depend on a door"
    if word in _SEGMENTS:
        return f"{word!r} sorts people; age, sex and purchasing power are in no rule"
    return ""


def read_facts(document: Mapping[str, Any]) -> tuple[dict[str, FactType], list[Finding]]:
    """Read the facts; those that are amiss are left out and told."""
    facts = {day: _day(day) for day in (CONTRACT_DAY, REQUEST_DAY)}
    found = []
    for name, table in document.get("facts", {}).items():
        problems = list(_problems_of_fact(name, table))
        found += [Finding("vocabulary", FILE, name, problem) for problem in problems]
        if not problems:
            facts[name] = _fact(name, table)
    return facts, found


def read_dimensions(document: Mapping[str, Any]) -> tuple[dict[str, Dimension], list[Finding]]:
    """Read the dimensions; those that are amiss are left out and told."""
    dimensions, found = {}, []
    for name, table in document.get("dimensions", {}).items():
        problems = list(_problems_of_type(table, ()))
        if table.get("better", "more") not in {"more", "less"}:
            problems.append("better is neither more nor less")
        found += [Finding("vocabulary", FILE, name, problem) for problem in problems]
        if not problems:
            known = ("kind", "unit", "least", "most", "better", "after")
            given = {key: table[key] for key in known if key in table}
            dimensions[name] = Dimension(name, values=tuple(table.get("values", ())), **given)
    return dimensions, found


def _fact(name: str, table: Mapping[str, Any]) -> FactType:
    known = ("kind", "says", "says_not", "least", "most", "favour", "legal")
    return FactType(
        name,
        values=tuple(table.get("values", ())),
        elsewhere=table.get("elsewhere", {}),
        groups={group: tuple(its) for group, its in table.get("groups", {}).items()},
        **{key: table[key] for key in known if key in table},
    )


def _day(name: str) -> FactType:
    said = "contracted" if name == CONTRACT_DAY else "asked about"
    return FactType(name, "integer", f"{said} on day {{value}}", least=FIRST_DAY, most=LAST_DAY)


def _problems_of_fact(name: str, table: Mapping[str, Any]) -> Iterator[str]:
    for word in (name, *table.get("values", ())):
        if why := forbidden(str(word)):
            yield why
    yield from _problems_of_type(table, ("says",))
    if table.get("kind") == "boolean" and not table.get("says_not"):
        yield "says_not is missing"
    if table.get("favour", "") not in {"", "more", "less"}:
        yield "favour is neither more nor less"
    values = set(table.get("values", ()))
    elsewhere = table.get("elsewhere", {})
    named = {"elsewhere": [*elsewhere, *elsewhere.values()], **table.get("groups", {})}
    for group, members in named.items():
        for member in members:
            if member not in values:
                yield f"{group} names the unknown value {member!r}"


def _problems_of_type(table: Mapping[str, Any], wanted: tuple[str, ...]) -> Iterator[str]:
    kind = table.get("kind")
    if kind not in {"enum", "integer", "boolean"}:
        yield "kind is none of enum, integer, boolean"
    for key in wanted:
        if not isinstance(table.get(key), str):
            yield f"{key} is missing"
    values = table.get("values", [])
    if kind == "enum" and (not values or len(set(values)) != len(values)):
        yield "an enum lists its values, each once"
    if kind == "integer":
        least, most = table.get("least"), table.get("most")
        whole = type(least) is int and type(most) is int
        if not whole or not -_LIMIT <= table["least"] <= table["most"] <= _LIMIT:
            yield "an integer has a least and a most"
