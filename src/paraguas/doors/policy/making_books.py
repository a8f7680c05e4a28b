"""Books made by a seed: as large as wanted, whole, and every row of them alive."""

import random
from collections.abc import Iterator

from paraguas.policies.model import TONGUES
from paraguas.policies.rules.reading import Files

SUBJECTS = 8
_CATEGORIES = 20
_LAND = [f"L{number:02}" for number in range(12)]
_DATED = 'citation = "Act of {law}, section {section}"\ncited_on = 2026-11-01\n'

_VOCABULARY = f"""
currency = "EUR"
zones = {{ {", ".join(f'{land} = "Europe/Madrid"' for land in _LAND)} }}

[facts.jurisdiction]
kind = "enum"
legal = true
says = "under the law of {{value}}"
values = {_LAND}

[facts.contract_form]
kind = "enum"
legal = true
says = "contracted {{value}}"
values = ["on_premises", "off_premises", "distance"]

[facts.category]
kind = "enum"
says = "goods of the kind {{value}}"
values = {[f"kind_{number}" for number in range(_CATEGORIES)]}

[facts.opened]
kind = "boolean"
says = "opened"
says_not = "unopened"

[facts.tier]
kind = "enum"
says = "a person of the tier {{value}}"
values = ["none", "member", "silver", "gold"]
favour = "more"

[facts.tender]
kind = "enum"
says = "paid by {{value}}"
values = ["card", "gift_card", "points", "terminal", "cash"]

[facts.tender.elsewhere]
terminal = "card"
cash = "card"

[facts.place_kind]
kind = "enum"
says = "at a {{value}}"
values = ["store", "warehouse"]

[facts.place_kind.elsewhere]
store = "warehouse"

[facts.elapsed_days]
kind = "integer"
says = "{{value}} days after it arrived"
least = 0
most = 3650
favour = "less"

[facts.amount]
kind = "integer"
says = "{{value}} cents paid"
least = 0
most = 1000000

[dimensions.percent]
kind = "integer"
least = 0
most = 1000

[dimensions.fee]
kind = "integer"
least = 0
most = 1000
better = "less"
"""

_WORDS = """
[all]
summary = "{percent, plural, one {# part} other {# parts}} less {fee, number}"
why = "..."
"""


def make_book(rows: int, seed: int) -> Files:
    """Make the files of a book with about so many rows; the same seed makes the same book."""
    chance = random.Random(seed)  # noqa: S311 - a book to be measured, no secret
    files = {"vocabulary.toml": _VOCABULARY}
    files |= {f"words/{tongue}.toml": _WORDS for tongue in TONGUES}
    each = rows // SUBJECTS
    laws = each // 5
    for number in range(SUBJECTS):
        name = f"subject_{number}"
        files[f"brand/{name}.toml"] = "".join(_brand(name, each - laws, chance))
        files[f"law/{name}.toml"] = "".join(_law(name, laws, chance))
    return files


def _brand(name: str, rows: int, chance: random.Random) -> Iterator[str]:
    """Write brand rows, each category in bands of days, tier and sum, the widest last."""
    yield f'subject = "{name}"\ngives = ["percent", "fee"]\n'
    yield 'text = "all.summary"\nowner = "somebody"\n'
    per_kind, left = divmod(rows - 1, _CATEGORIES)
    priority = 0
    for kind in range(_CATEGORIES):
        bands = per_kind + (kind < left)
        days = sorted(chance.sample(range(5, 3600), (bands + 1) // 2))
        cut = chance.randrange(1000, 900_000)
        tier = chance.choice(('"gold"', '["silver", "gold"]', '["member", "silver", "gold"]'))
        percent = 500 + chance.randrange(100)
        for band in range(bands):
            priority += 10
            when = [f'category = "kind_{kind}"', f'elapsed_days = "..{days[band // 2]}"']
            more = 0
            if band % 2 == 0 and band + 1 < bands:
                when.append(f"tier = {tier}" if kind % 2 else f'amount = "{cut}.."')
                more = 5
            yield _row(
                f"{name}-{kind}-{band}",
                priority,
                ", ".join(when),
                f"percent = {percent - 20 * (band // 2) + more}, fee = {3 * (band // 2)}",
            )
    yield _row(f"{name}-rest", priority + 10, "", "percent = 100, fee = 500")


def _row(name: str, priority: int, when: str, then: str, more: str = "") -> str:
    return (
        f'\n[[rows]]\nid = "{name}"\npriority = {priority}\nwhen = {{ {when} }}\n'
        f'then = {{ {then} }}\ntext = "all.why"\n{more}'
    )


def _law(name: str, rows: int, chance: random.Random) -> Iterator[str]:
    """Write rows of law, each for its own land and kinds, never more than the brand gives."""
    yield f'law = "acts on {name}"\nowner = "somebody"\n'
    cases = [(land, kind) for land in _LAND for kind in range(_CATEGORIES)]
    for number, (land, kind) in enumerate(sorted(chance.sample(cases, rows))):
        begins = f"from = {chance.randrange(2010, 2027)}-0{chance.randrange(1, 10)}-01\n"
        cited = _DATED.format(law=name, section=number + 1)
        when = f'jurisdiction = "{land}", contract_form = "distance", category = "kind_{kind}"'
        then = f"percent = {chance.randrange(100)}"
        yield _row(
            *(f"{name}-law-{number}", 10 * number + 10, when, then),
            f'subject = "{name}"\n{begins}{cited}',
        )
