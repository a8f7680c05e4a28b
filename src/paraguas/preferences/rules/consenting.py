"""Consent as it stands: for each contact point, purpose and legal entity, the strictest word.

What a person says is kept on each record of hers that has the point.  So after a merge a word that
was said on either side alone still stands, and the stricter one holds until she speaks again; after
an unmerge each side keeps what was said on it.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from paraguas.preferences.model import Consent

Point = tuple[str, str, str]
"""Key of the contact point, purpose, legal entity."""


class ConsentState(Struct, frozen=True):
    """Whether a contact point may be used for a purpose of a legal entity, and whose word it is.

    suppressed: she asked to be forgotten, and has not asked again.
    """

    point_kind: str
    point: str
    purpose: str
    entity_id: str
    granted: bool
    at: int
    door: str
    evidence: str
    suppressed: bool = False


def standing(
    consents: Iterable[Consent], suppressed: Mapping[str, int]
) -> dict[Point, ConsentState]:
    """Tell what holds now.

    suppressed: contact points nobody may write to, with the instant that was asked.
    """
    latest: dict[tuple[Point, str], Consent] = {}
    for one in consents:
        point = one.point_key, one.purpose, one.entity_id
        held = latest.get((point, one.record_id))
        if held is None or (held.at, held.consent_id) < (one.at, one.consent_id):
            latest[point, one.record_id] = one
    strictest: dict[Point, Consent] = {}
    for (point, _), one in latest.items():
        held = strictest.get(point)
        if held is None or _strictness(held) < _strictness(one):
            strictest[point] = one
    return {point: _state(one, suppressed) for point, one in strictest.items()}


def _strictness(one: Consent) -> tuple[bool, int, str]:
    return not one.granted, one.at, one.consent_id


def _state(one: Consent, suppressed: Mapping[str, int]) -> ConsentState:
    barred = suppressed.get(one.point_key, -1) >= one.at
    return ConsentState(
        *(one.point_kind, one.point, one.purpose, one.entity_id, one.granted and not barred),
        *(one.at, one.door, one.evidence, barred),
    )
