"""Reading the vocabulary of a book: which facts, dimensions and laws its rows may speak of."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import convert, to_builtins

from paraguas.policies.model import (
    CONTRACT_DAY,
    FIRST_DAY,
    LAST_DAY,
    LAW,
    REQUEST_DAY,
    Dimension,
    FactType,
    Finding,
)
from paraguas.policies.rules.shapes import DimensionShape, FactShape, check_shape

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
_SAYS = re.compile(r"[^{}]*\{value\}[^{}]*")


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
            facts[name] = convert(to_builtins(convert(table, FactShape)) | {"name": name}, FactType)
    if LAW not in facts or not facts[LAW].legal:
        found.append(Finding("vocabulary", FILE, LAW, "it names the law, and must be a legal fact"))
    return facts, found


def read_dimensions(document: Mapping[str, Any]) -> tuple[dict[str, Dimension], list[Finding]]:
    """Read the dimensions; those that are amiss are left out and told."""
    dimensions, found = {}, []
    for name, table in document.get("dimensions", {}).items():
        problem = check_shape(table, DimensionShape)
        problems = [problem] if problem else list(_problems_of_kind(table))
        found += [Finding("vocabulary", FILE, name, problem) for problem in problems]
        if not problems:
            dimensions[name] = convert({**table, "name": name}, Dimension)
    return dimensions, found


def check_places(document: Mapping[str, Any], facts: Mapping[str, FactType]) -> Iterator[Finding]:
    """Find laws without a midnight of their own, countries without a law, sums without a rate."""
    laws = facts[LAW].values if LAW in facts else ()
    zones = document.get("zones", {})
    for law in laws:
        if not _is_zone(zones.get(law, "")):
            yield Finding("vocabulary", FILE, law, "it has no time zone")
    for country, law in document.get("countries", {}).items():
        if law not in laws:
            yield Finding("vocabulary", FILE, country, f"it is under the unknown law {law!r}")
    for currency, rate in document.get("rates", {}).items():
        if not re.fullmatch("[A-Z]{3}", currency) or not 0 < rate <= _LIMIT:
            yield Finding("vocabulary", FILE, currency, "it is no currency with a rate")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _day(name: str) -> FactType:
    said = "contracted" if name == CONTRACT_DAY else "asked about"
    return FactType(name, "integer", f"{said} on day {{value}}", least=FIRST_DAY, most=LAST_DAY)


def _problems_of_fact(name: str, table: Any) -> Iterator[str]:
    if why := forbidden(name):
        yield why
    if problem := check_shape(table, FactShape):
        yield problem
        return
    values = table.get("values", ())
    for word in values:
        if why := forbidden(word):
            yield why
    yield from _problems_of_kind(table)
    if table["kind"] == "boolean" and not table.get("says_not"):
        yield "says_not is missing"
    if table["kind"] != "boolean" and not _SAYS.fullmatch(table["says"]):
        yield "says has one place, {value}"
    elsewhere = table.get("elsewhere", {})
    named = {"elsewhere": [*elsewhere, *elsewhere.values()], **table.get("groups", {})}
    for group, members in named.items():
        for member in members:
            if member not in values:
                yield f"{group} names the unknown value {member!r}"


def _problems_of_kind(table: Mapping[str, Any]) -> Iterator[str]:
    values = table.get("values", [])
    if table["kind"] == "enum" and (not values or len(set(values)) != len(values)):
        yield "an enum lists its values, each once"
    if table["kind"] == "integer" and not {"least", "most"} <= set(table):
        yield "an integer has a least and a most"
    elif not -_LIMIT <= table.get("least", 0) <= table.get("most", 1) <= _LIMIT:
        yield "least is above most, or either is too large"
    elif table["kind"] == "boolean" and {"least", "most"} & set(table):
        yield "a boolean has neither least nor most"
