"""The policy book in force as somebody somewhere reads it: as cards, or as JSON-LD."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from paraguas.doors.policy.cards import Deck, Setting, make_deck
from paraguas.doors.policy.json_ld import return_policies
from paraguas.network.queries import network
from paraguas.plumbing.tx import Tx
from paraguas.policies.model import TONGUES, Book
from paraguas.policies.queries import decider_at
from paraguas.policies.rules.deciding import jurisdiction_of
from paraguas.training.queries import playbook
from paraguas.values.language import choose_language
from paraguas.values.time import local_day


class Asking(Struct, frozen=True):
    """Who reads: where (country as in ISO 3166-1, region where it has its own law), how, when.

    languages: the most wished first; one the book is written in is chosen.
    """

    country: str
    region: str
    languages: Sequence[str]
    at: int


def read_deck(tx: Tx, name: str, asking: Asking) -> Deck:
    """Read the cards of a playbook; PlaybookUnknown where there is none."""
    decider = decider_at(tx, asking.at)
    return make_deck(decider, playbook(name), _setting(tx, decider.book, asking))


def read_return_policies(tx: Tx, asking: Asking) -> dict[str, Any]:
    """Read what the book gives for returns as schema.org JSON-LD."""
    decider = decider_at(tx, asking.at)
    return return_policies(decider, _setting(tx, decider.book, asking), asking.country)


def _setting(tx: Tx, book: Book, asking: Asking) -> Setting:
    law = jurisdiction_of(book, asking.country, asking.region)
    market = next((one for one in network(tx).markets if one.country == asking.country), None)
    return Setting(
        choose_language(asking.languages, TONGUES),
        law,
        market.currency if market and market.currency in book.rates else book.currency,
        local_day(asking.at, book.zones.get(law, "UTC")),
    )
