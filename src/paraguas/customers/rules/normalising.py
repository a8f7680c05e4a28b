"""Details made comparable: the same thing written in two ways gives the same trait."""

import re
from collections.abc import Iterable

from paraguas.customers.model import ChannelId, Details, Traits
from paraguas.customers.rules.folding import compact, fold
from paraguas.customers.rules.naming import Nicknames, split_name
from paraguas.customers.rules.phones import phone_point
from paraguas.values.place import Address

_DIGITS = re.compile(r"\d+")
_ALIASED = {"googlemail.com": "gmail.com"}
_WAYS = {
    **dict.fromkeys(["st", "str", "strasse"], "street"),
    **dict.fromkeys(["av", "ave"], "avenue"),
    "avda": "avenida",
    "bd": "boulevard",
    "c": "calle",
    "cct": "circuit",
    "cl": "close",
    "cres": "crescent",
    "ct": "court",
    "dr": "drive",
    "ln": "lane",
    "pl": "place",
    "rd": "road",
    "sq": "square",
    "tce": "terrace",
}
"""Short forms of kinds of streets, as addresses are written."""


def traits_of(details: Details, nicknames: Nicknames) -> Traits:
    """Bring details into the form they are compared in."""
    given, family, families = split_name(details.name, details.given_name, details.family_name)
    address = details.address or Address()
    street, house = _street(address)
    born = read_birth_date(details.birth_date)
    return Traits(
        given=given,
        family=family,
        families=families,
        givens=nicknames.get(given, (given,) if given else ()),
        birth_date=born,
        birth_year=born[:4],
        birth_place=fold(details.birth_place),
        national_id=compact(details.national_id),
        occupation=fold(details.occupation),
        street=street,
        house=house,
        building=fold(address.line2),
        postcode=compact(address.postal_code),
        city=fold(address.city),
        emails=_each(map(email_point, details.emails)),
        phones=_each(phone_point(phone, address.country) for phone in details.phones),
        loyalty_cards=_each(map(compact, details.loyalty_cards)),
        channel_ids=_each(map(channel_point, details.channel_ids)),
    )


def email_point(text: str) -> str:
    """Give the mailbox an e-mail address stands for; empty where it is none."""
    local, at, domain = text.strip().lower().rpartition("@")
    local, domain = local.partition("+")[0], domain.rstrip(".")
    if not (at and local and "." in domain) or " " in local + domain:
        return ""
    domain = _ALIASED.get(domain, domain)
    if domain == "gmail.com":
        local = local.replace(".", "")
    return f"{local}@{domain}"


def channel_point(one: ChannelId) -> str:
    """Give how a channel calls a person, as it is said; empty where nothing is told."""
    return f"{one.kind}:{one.value.strip()}" if one.value.strip() else ""


def point_of(kind: str, text: str) -> str:
    """Give a contact point of a kind the way it is kept; empty where it is none.

    A channel's id is written with its kind: `whatsapp:ES.1234`.
    """
    match kind:
        case "email":
            return email_point(text)
        case "phone":
            return phone_point(text)
        case "loyalty_card":
            return compact(text)
        case _:
            return text.strip()


def read_birth_date(text: str) -> str:
    """Read `1980-12-31`, `19801231` or `31.12.1980` into eight digits; what is unknown is 0.

    Empty where there is no year.
    """
    parts = _DIGITS.findall(text)
    if len(parts) == 1 and len(parts[0]) == 8:
        return str(parts[0])
    if not parts:
        return ""
    if len(parts) == 3 and len(parts[2]) == 4:
        parts.reverse()
    if len(parts[0]) != 4 or any(len(part) > 2 for part in parts[1:]):
        return ""
    year, month, day = (*parts, "0", "0")[:3]
    return f"{year}{month:>02}{day:>02}"


def _street(address: Address) -> tuple[str, str]:
    line = fold(address.line1)
    numbers = _DIGITS.findall(line)
    words = [_WAYS.get(word, word) for word in line.split() if not word[0].isdigit()]
    return " ".join(words), numbers[0] if numbers else ""


def _each(points: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(point for point in points if point))
