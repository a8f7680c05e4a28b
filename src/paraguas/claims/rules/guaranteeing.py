"""What a guarantee gives: until when, and which remedies in which order."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from paraguas.claims.model import Claim, ClaimState, Guarantee, Remedy

_FIRST = (Remedy.REPAIR, Remedy.REPLACEMENT)
_ALL = (*_FIRST, Remedy.REDUCTION, Remedy.REFUND)
_TRIED = frozenset((ClaimState.BACK, ClaimState.REPLACED))


class Told(Struct, frozen=True, gc=False):
    """A verdict of the policy book on the guarantee; until: dimension -> last day, ISO."""

    until: Mapping[str, str]
    clauses: tuple[str, ...]
    version: int
    content_hash: str
    text: str
    reasons: tuple[str, ...]
    verdict: Mapping[str, Any]


def guarantee_of(told: Told, *, asked_on: str, defect: str, failed: bool) -> Guarantee:
    """Put a verdict as what a person may ask for on a day (ISO, by the midnight of her law).

    failed: it was repaired or replaced before, and does not work again.
    """
    until_on = told.until["repair_extension_months"]
    holds = asked_on <= until_on
    at_once = failed or defect == "major" or asked_on <= told.until["reject_days"]
    remedies = (_ALL if at_once else _FIRST) if holds else ()
    return Guarantee(
        holds=holds,
        until_on=until_on,
        presumed_until_on=told.until["presumption_months"],
        due_on=told.until.get("remedy_days", until_on),
        remedies=remedies,
        version=told.version,
        content_hash=told.content_hash,
        clauses=told.clauses,
        text=told.text,
        reasons=told.reasons,
        verdict=told.verdict,
    )


def has_failed(earlier: Iterable[Claim], line_no: int) -> bool:
    """Tell whether a line was repaired or replaced before, so that its money may be asked for.

    Source: Directive (EU) 2019/771, Article 13(4)(b); Consumer Rights Act 2015, section 24(5).
    """
    return any(one.line_no == line_no and one.state in _TRIED for one in earlier)


def is_given(claim: Claim, remedy: Remedy, on: str) -> bool:
    """Tell whether the guarantee gives a remedy on a day: at once, or since none came in time.

    Source: Directive (EU) 2019/771, Article 13(4)(a).
    """
    given = claim.guarantee
    return remedy in given.remedies or (given.holds and on > given.due_on)


def repaired_units(claims: Iterable[Claim]) -> dict[int, int]:
    """Sum the units by line that were repaired and given back: their guarantee is longer."""
    sums: dict[int, int] = {}
    for one in claims:
        if one.state is ClaimState.BACK:
            sums[one.line_no] = sums.get(one.line_no, 0) + one.units
    return sums


def most_lower(claims: Iterable[Claim], line_no: int, cost_minor: int) -> int:
    """Tell by how much units of a line that cost so much can still be lowered."""
    return max(0, cost_minor - reductions(claims).get(line_no, 0))


def reductions(claims: Iterable[Claim]) -> dict[int, int]:
    """Sum what lines were lowered by, in minor units."""
    sums: dict[int, int] = {}
    for one in claims:
        if one.state is ClaimState.REDUCED:
            sums[one.line_no] = sums.get(one.line_no, 0) + one.given_minor
    return sums
