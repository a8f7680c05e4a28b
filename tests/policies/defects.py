"""Defects of every kind, planted into the files of a book at a place that chance chooses."""

import random
import re
import tomllib
from collections.abc import Callable

Files = dict[str, str]
Plant = Callable[[Files, random.Random], Files]

FIRST = -1
"""A priority before all others."""


def a_subject(files: Files, chance: random.Random) -> str:
    return chance.choice(sorted(name for name in files if name.startswith("brand/")))


def rows_of(files: Files, name: str) -> list[dict]:
    return tomllib.loads(files[name])["rows"]


def values_of(files: Files, name: str) -> dict:
    """Outcomes of the last row, which holds for what the others leave."""
    return rows_of(files, name)[-1]["then"]


def better(files: Files, then: dict) -> dict:
    """Move the first dimension that can move, towards what is better or, at its end, back."""
    dimensions = tomllib.loads(files["vocabulary.toml"])["dimensions"]
    name = next(iter(then))
    kind = dimensions[name]
    if kind["kind"] == "boolean":
        return {**then, name: not then[name]}
    if kind["kind"] == "enum":
        return {**then, name: next(one for one in kind["values"] if one != then[name])}
    up = then[name] + 1
    return {**then, name: up if up <= kind["most"] else then[name] - 1}


def written(value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {written(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(written(one) for one in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def laws_on(files: Files, name: str) -> list[str]:
    """The laws on a table, so that a row can say that it knows of all of them."""
    subject = tomllib.loads(files[name])["subject"]
    laws = [row for law in files if law.startswith("law/") for row in rows_of(files, law)]
    return [row["id"] for row in laws if row["subject"] == subject]


def with_row(files: Files, name: str, then: dict, **more) -> Files:
    row = {"id": "PLANTED", "priority": FIRST, "text": text_of(files, name), **more, "then": then}
    lines = "\n".join(f"{key} = {written(value)}" for key, value in row.items())
    return {**files, name: f"{files[name]}\n[[rows]]\n{lines}\n"}


def text_of(files: Files, name: str) -> str:
    return rows_of(files, name)[-1]["text"]


def a_proxy_through_tender(files: Files, chance: random.Random) -> Files:
    name = a_subject(files, chance)
    then = better(files, values_of(files, name))
    return with_row(files, name, then, when={"tender": "cash"}, below_law=laws_on(files, name))


def a_proxy_through_place_kind(files: Files, chance: random.Random) -> Files:
    name = a_subject(files, chance)
    then = better(files, values_of(files, name))
    return with_row(files, name, then, when={"place_kind": "store"}, below_law=laws_on(files, name))


def an_uncited_contract_form(files: Files, chance: random.Random) -> Files:
    name = a_subject(files, chance)
    then = better(files, values_of(files, name))
    return with_row(
        files, name, then, when={"contract_form": "on_premises"}, below_law=laws_on(files, name)
    )


def a_floor_undercut(files: Files, chance: random.Random) -> Files:
    """A row of the brand gives the worst there is, and does not say that it knows."""
    laws = [row for name in files if name.startswith("law/") for row in rows_of(files, name)]
    law = chance.choice([row for row in laws if _worst(files, row["then"]) != row["then"]])
    name = next(
        name
        for name in files
        if name.startswith("brand/") and f'subject = "{law["subject"]}"' in files[name]
    )
    then = _worst(files, values_of(files, name))
    return with_row(files, name, then)


def a_floor_undercut_by_a_row_that_was_there(files: Files, chance: random.Random) -> Files:
    """What the brand gives to everybody goes down to the worst there is."""
    names = [name for name in files if name.startswith("brand/") and _binds(files, name)]
    name = chance.choice(sorted(names))
    then = rows_of(files, name)[-1]["then"]
    before, last, after = files[name].rpartition(f'id = "{rows_of(files, name)[-1]["id"]}"')
    worst = f"then = {written(_worst(files, then))}"
    after = re.sub(r"^then = .*$", worst, after, flags=re.MULTILINE)
    return {**files, name: before + last + after}


def _binds(files: Files, name: str) -> bool:
    """Whether some law on a table is not known to its last row, and gives more than the worst."""
    known = rows_of(files, name)[-1].get("below_law", [])
    laws = [row for law in files if law.startswith("law/") for row in rows_of(files, law)]
    return any(
        row["id"] in laws_on(files, name)
        and row["id"] not in known
        and _worst(files, row["then"]) != row["then"]
        and not set(row["when"]) & {"purpose", "medium"}
        for row in laws
    )


def _worst(files: Files, then: dict) -> dict:
    dimensions = tomllib.loads(files["vocabulary.toml"])["dimensions"]
    worst = {}
    for name in then:
        kind, less = dimensions[name], dimensions[name].get("better") == "less"
        if kind["kind"] == "enum":
            worst[name] = kind["values"][0]
        elif kind["kind"] == "boolean":
            worst[name] = less
        else:
            worst[name] = kind["most"] if less else kind["least"]
    return worst


def a_gap(files: Files, chance: random.Random) -> Files:
    """The row that holds for what the others leave now leaves something too."""
    name = a_subject(files, chance)
    last = rows_of(files, name)[-1]
    fact = _fact_for_gap(files, last)
    before, id_line, after = files[name].rpartition(f'id = "{last["id"]}"')
    after = re.sub(r"^when = .*\n", "", after, flags=re.MULTILINE)
    return {**files, name: f"{before}{id_line}\nwhen = {fact}{after}"}


def _fact_for_gap(files: Files, last: dict) -> str:
    facts = tomllib.loads(files["vocabulary.toml"])["facts"]
    assert not last.get("when"), "the last row holds for everything"
    return written({"amount": f"..{facts['amount']['most'] - 1}"})


def a_conflict(files: Files, chance: random.Random) -> Files:
    name = a_subject(files, chance)
    row = chance.choice(rows_of(files, name))
    then = better(files, row["then"])
    more = {"when": row["when"]} if row.get("when") else {}
    return with_row(
        files, name, then, priority=row["priority"], below_law=laws_on(files, name), **more
    )


def a_dead_row(files: Files, chance: random.Random) -> Files:
    name = a_subject(files, chance)
    row = chance.choice(rows_of(files, name))
    then = better(files, row["then"])
    more = {"when": row["when"]} if row.get("when") else {}
    return with_row(files, name, then, priority=10**6, below_law=laws_on(files, name), **more)


def a_reward_for_less_loyalty(files: Files, chance: random.Random) -> Files:
    """Whoever has no tier is given more than the rest of the table gives anybody."""
    name = a_subject(files, chance)
    dimensions = tomllib.loads(files["vocabulary.toml"])["dimensions"]
    then = dict(_worst(files, values_of(files, name)))
    for one in then:
        kind, less = dimensions[one], dimensions[one].get("better") == "less"
        if kind["kind"] == "enum":
            then[one] = kind["values"][-1]
        elif kind["kind"] == "boolean":
            then[one] = not less
        else:
            then[one] = kind["least"] if less else kind["most"]
    return with_row(files, name, then, when={"tier": "none"})


def a_missing_translation(files: Files, chance: random.Random) -> Files:
    tongue = chance.choice(("en", "es", "fr", "de"))
    name = a_subject(files, chance)
    key = chance.choice(rows_of(files, name))["text"].partition(".")[2]
    words = f"words/{tongue}.toml"
    return {**files, words: re.sub(rf"^{key} = .*\n", "", files[words], flags=re.MULTILINE)}


def an_unknown_word(files: Files, chance: random.Random) -> Files:
    name = a_subject(files, chance)
    return with_row(files, name, values_of(files, name), when={"weather": "rain"})


def a_door(files: Files, chance: random.Random) -> Files:
    name = a_subject(files, chance)
    door = chance.choice(("door", "channel", "touchpoint"))
    return with_row(files, name, values_of(files, name), when={door: "web"})


def purchasing_power(files: Files, chance: random.Random) -> Files:
    name = a_subject(files, chance)
    word = chance.choice(("age", "sex", "purchasing_power"))
    return with_row(files, name, values_of(files, name), when={word: "3"})


def a_citation_without_date(files: Files, chance: random.Random) -> Files:
    name = chance.choice(sorted(name for name in files if name.startswith("law/")))
    text = re.sub(r"^cited_on = .*\n", "", files[name], count=1, flags=re.MULTILINE)
    return {**files, name: text}


DEFECTS: list[tuple[str, Plant]] = [
    ("door_invariance", a_proxy_through_tender),
    ("door_invariance", a_proxy_through_place_kind),
    ("citations", an_uncited_contract_form),
    ("justified_differences", an_uncited_contract_form),
    ("legal_floor", a_floor_undercut),
    ("legal_floor", a_floor_undercut_by_a_row_that_was_there),
    ("complete", a_gap),
    ("no_conflict", a_conflict),
    ("no_dead_row", a_dead_row),
    ("monotone", a_reward_for_less_loyalty),
    ("translations", a_missing_translation),
    ("vocabulary", an_unknown_word),
    ("vocabulary", a_door),
    ("vocabulary", purchasing_power),
    ("citations", a_citation_without_date),
]
"""The proof that must fail, and what is planted against it."""
