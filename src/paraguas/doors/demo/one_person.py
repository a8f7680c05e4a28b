"""One person: two accounts of two countries become one with one balance, and are parted again.

Parting is exact: what was spent together stays spent where it came from.
"""

from secrets import randbelow, token_hex
from typing import Any

from paraguas.doors.api.loyalty_shapes import MemberOut
from paraguas.doors.demo.expecting import expect
from paraguas.doors.demo.ordering import PERSON, POINTS
from paraguas.doors.demo.story import Story

_ON_THE_WEB = {
    "given_name": "Claire",
    "family_name": "Moreau",
    "emails": [PERSON["email"]],
    "phones": [PERSON["phone"]],
}
_IN_PARIS = {
    "name": "C. Moreau",
    "emails": [f"moreau.{token_hex(4)}@example.org"],
    "phones": [f"+33 1 {randbelow(10**8):08}"],
}
_WELCOME = {"ES": 3_000, "FR": 2_000}
"""The points on each account, by the country it was opened in."""


def know_her_twice(story: Story) -> str:
    """Know her as two: an account on the Spanish web, a card of a store in Paris."""
    known = [("web_account", "shop-es", _ON_THE_WEB), ("till", "till-fr", _IN_PARIS)]
    story.persons = [_record(story, *one) for one in known]
    expect("persons", len(set(story.persons)), len(known))
    for person, (place, points) in zip(story.persons, _WELCOME.items(), strict=True):
        asked = {"person": person, "place": place}
        member = story.cast.office.write("/v1/loyalty/accounts", asked, MemberOut)
        given = {"points": points, "cause": "welcome", "reason": "from her old card"}
        path = f"/v1/loyalty/accounts/{member.number}"
        member = story.cast.office.write(f"{path}/adjustments", given, MemberOut)
        expect("points she may spend with it", member.spendable, points)
        story.members.append(member.number)
    spanish, french = _WELCOME.values()
    return f"She is known twice: on the web in Spain with {spanish} points, in Paris with {french}."


def know_her_once(story: Story) -> str:
    """Say that both are one person: one balance, whichever account is shown."""
    one, other = story.persons
    told = {"other": other, "reason": "she showed both cards"}
    story.cast.office.write(f"/v1/persons/{one}/merge", told, dict[str, Any])
    together = sum(_WELCOME.values())
    for member in members(story):
        expect("points she may spend", member.spendable, together)
    return f"Both are one person. She may spend {together} points with either."


def know_her_twice_again(story: Story) -> str:
    """Take it back: each account has what is left of its own, to the point."""
    before = [member.points for member in members(story)]
    expect("points left", sum(before), sum(_WELCOME.values()) - POINTS)
    found = story.cast.office.read(f"/v1/persons/{story.persons[0]}/links", list[dict[str, Any]])
    said = [one for one in found if one["reason"] == "she showed both cards"]
    expect("links that were said by hand", len(said), 1)
    path = f"/v1/customers/links/{said[0]['link_id']}/retract"
    story.cast.office.write(path, {"reason": "two sisters after all"}, dict[str, Any])
    for member, points in zip(members(story), before, strict=True):
        expect("points of an account", (member.points, member.spendable), (points, points))
    left = " and ".join(str(points) for points in before)
    return f"They were two sisters: parted again, the accounts have {left} points of their own."


def members(story: Story) -> list[MemberOut]:
    """Read her accounts, the Spanish one first."""
    paths = (f"/v1/loyalty/accounts/{number}" for number in story.members)
    return [story.cast.office.read(path, MemberOut) for path in paths]


def _record(story: Story, source: str, system: str, details: dict[str, Any]) -> str:
    told = {"source": source, "system": system, "details": details}
    found = story.cast.office.write("/v1/customers/records", told, dict[str, Any])
    return str(found["person_id"])
