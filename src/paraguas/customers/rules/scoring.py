"""How likely two records are one person: the weights of what agrees and what does not, added up."""

from collections.abc import Callable, Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from paraguas.customers.model import By, LinkKind, Part, Traits
from paraguas.customers.rules.blocking import POINTS
from paraguas.customers.rules.model_file import DIFFERS, UNKNOWN, Model

LINK_MILLIBITS = 7_640
"""log2 of 199 to 1: one wrong link of 200 at most."""

POSSIBLE_MILLIBITS = -1_000
"""log2 of 1 to 2: below it, looking is a waste of somebody's time."""

HARD = ("given", "birth_date", "national_id")
"""What a person shares with nobody by living together: the hard facts."""

_TELLING = ("birth_date", "national_id", "street", "building", "birth_place", *POINTS)
"""What, beside a name, tells one person of a town from another."""

GENERATION_YEARS = range(15, 41)
"""How much older a parent is, nearly always."""

SAME = "same"
_AGREES = frozenset({SAME, "nickname", "swapped", "alike", "begins", "slip"})


class Score(Struct, frozen=True):
    """The waterfall of two records, and what follows from it."""

    weight_millibits: int
    kind: LinkKind | None
    by: By
    parts: tuple[Part, ...]


def score(model: Model, one: Traits, other: Traits) -> Score:
    """Score two records; the same for either order."""
    if order_of(one) > order_of(other):
        one, other = other, one
    levels = (comparison.level(one, other) for comparison in model.comparisons)
    named = zip(model.comparisons, levels, strict=True)
    parts = [
        Part(comparison.name, level.label, level.weight_millibits)
        for comparison, level in named
        if level.label != UNKNOWN
    ]
    return weigh(model, parts, one, other)


def weigh(model: Model, parts: list[Part], one: Traits, other: Traits) -> Score:
    """Add up what was compared, wherever that was, and tell what follows from it."""
    total = model.prior_millibits + sum(part.weight_millibits for part in parts)
    levels = {part.comparison: part.level for part in parts}
    if _may_be_parent_and_child(one, other):
        parts.append(Part("generation", "apart", 0))
    elif _are_namesakes(levels):
        levels["namesakes"] = SAME
    by = By.RULE if _holds_by_rule(total, levels) else By.MODEL
    kind = LinkKind.LINK if by is By.RULE else _kind(total, levels)
    return Score(total, kind, by, tuple(parts))


def without_shared(
    one: Traits, other: Traits, is_closed: Callable[[str, str], bool]
) -> tuple[Traits, Traits]:
    """Leave out points that both give and too many others too: of these two they say nothing.

    Those only one of them gives stay: whether they are closed must not matter to whom has another,
    or what is decided would depend on when.  is_closed: asked by kind and value.
    """
    for kind, trait in POINTS.items():
        ours, theirs = getattr(one, trait), getattr(other, trait)
        shared = (value for value in ours if value in theirs) if theirs else ()
        if closed := {value for value in shared if is_closed(kind, value)}:
            one = replace(one, **{trait: tuple(each for each in ours if each not in closed)})
            other = replace(other, **{trait: tuple(each for each in theirs if each not in closed)})
    return one, other


def order_of(traits: Traits) -> tuple[str, ...]:
    """Order by all that is compared by likeness: its measures are not quite symmetric."""
    return (
        *(traits.given, traits.family, traits.birth_date, traits.national_id),
        *(traits.street, traits.city, traits.building, traits.birth_place, traits.postcode),
    )


def is_firm(parts: Sequence[Part]) -> bool:
    """Whether two hard facts agree, or it is one account: such a link holds against others near."""
    agreeing = sum(part.comparison in HARD and part.level in _AGREES for part in parts)
    return agreeing > 1 or any(part.comparison == "source" for part in parts)


def is_bar(kind: LinkKind | None, parts: Sequence[Part]) -> bool:
    """Whether two records may not come together by what links others near them.

    So nobody's nameless record makes one person of a family that shares an e-mail.
    """
    if kind is not LinkKind.POSSIBLE:
        return kind is LinkKind.APART
    levels = {part.comparison: part.level for part in parts}
    if levels.get("national_id") == DIFFERS:
        return not (_agrees(levels, "given") or _agrees(levels, "birth_date"))
    if levels.get("national_id") in {SAME, "slip", "close"}:
        return False
    one_name = _agrees(levels, "given") and _agrees(levels, "family")
    strangers = levels.get("birth_date") == DIFFERS and ("generation" in levels or not one_name)
    return strangers or levels.get("given") == DIFFERS


def _holds_by_rule(total: int, levels: Mapping[str, str]) -> bool:
    """Whether a point of one person agrees and nothing she is contradicts.

    Records of tills and channels often hold a point and little else.  One family name on a shared
    line is not enough where given names differ; another family name is, where the given one agrees.
    """
    return (
        total >= POSSIBLE_MILLIBITS
        and any(levels.get(kind) == SAME for kind in POINTS)
        and not any(levels.get(name) == DIFFERS for name in HARD)
        and (levels.get("family") != DIFFERS or _agrees(levels, "given"))
    )


def _kind(total: int, levels: Mapping[str, str]) -> LinkKind | None:
    against = {name for name in HARD if levels.get(name) == DIFFERS}
    outweighed = not against or _is_outweighed(against, levels)
    if not outweighed and (len(against) > 1 or total < POSSIBLE_MILLIBITS):
        return LinkKind.APART
    if total < POSSIBLE_MILLIBITS:
        return None
    if total < LINK_MILLIBITS or not (outweighed and _is_borne_out(levels)):
        return LinkKind.POSSIBLE
    return LinkKind.LINK


def _is_borne_out(levels: Mapping[str, str]) -> bool:
    """Whether more agrees than a name and where people of it live: a town has many Ana Garcías."""
    return any(levels.get(name, DIFFERS) != DIFFERS for name in _TELLING)


def _is_outweighed(against: Collection[str], levels: Mapping[str, str]) -> bool:
    """Whether what differs of the hard facts may be a mistake, by what agrees.

    Twins differ in the given name, parent and child of one name in the date of birth: a document
    tells that it is one person after all.  A document may be wrong where another hard fact agrees.
    """
    if "national_id" not in against:
        namesakes = "given" not in against and "namesakes" in levels
        return namesakes or _agrees(levels, "national_id")
    if len(against) == 1:
        return _agrees(levels, "given") or _agrees(levels, "birth_date")
    return "given" not in against and "namesakes" in levels


def _are_namesakes(levels: Mapping[str, str]) -> bool:
    """Whether both have one name and one address, as far as that is known."""
    streets = {SAME, "alike", "street"}
    there = levels.get("postcode") == SAME or levels.get("city") == SAME
    at_home = levels["street"] in streets if "street" in levels else levels.get("postcode") == SAME
    return there and at_home and _agrees(levels, "given") and _agrees(levels, "family")


def _may_be_parent_and_child(one: Traits, other: Traits) -> bool:
    """Whether a generation lies between two dates of birth; nothing else makes namesakes there."""
    if not (one.birth_year and other.birth_year):
        return False
    return abs(int(one.birth_year) - int(other.birth_year)) in GENERATION_YEARS


def _agrees(levels: Mapping[str, str], name: str) -> bool:
    return levels.get(name) in _AGREES
