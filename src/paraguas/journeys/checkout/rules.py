"""By which rules an order's goods are sourced, and which of the places on offer they ask."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from paraguas.catalog.model import Sku
from paraguas.catalog.queries import Catalogue
from paraguas.journeys.checkout.offers import OfferKey, Offers
from paraguas.sourcing.model import RuleSet, Trace
from paraguas.sourcing.rules.choosing import RuleBook
from paraguas.sourcing.rules.tracing import pack_trace
from paraguas.values.ids import PlaceId


class Asked(NamedTuple):
    """The rules in force, the offers of the places they ask, and the places they bar."""

    rules: RuleSet
    offers: Offers
    barred: Sequence[PlaceId] = ()

    def pack(self, trace: Trace) -> bytes:
        """Pack a trace with the rules that decided."""
        return pack_trace(trace, self.rules, self.barred)


def ask_places(
    book: RuleBook, catalog: Catalogue, key: OfferKey, skus: Iterable[Sku], offers: Offers
) -> Asked:
    """Choose the rules for goods that go the way the key says, and the places they ask."""
    rules = book.choose(*key.way, lambda: {catalog.category(sku) for sku in skus})
    return ask_by(rules, key, offers)


def ask_by(rules: RuleSet, key: OfferKey, offers: Offers) -> Asked:
    """Part the places on offer by a rule set; a store the person named is asked by any."""
    if key.place or not rules.bars:
        return Asked(rules, offers)
    asked = {
        place_id: offer
        for place_id, offer in offers.items()
        if rules.asks(offer.place.kind.value, offer.place.market, offer.place.code)
    }
    return Asked(rules, asked, sorted(place_id for place_id in offers if place_id not in asked))
