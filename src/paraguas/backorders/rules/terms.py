"""Terms: which hold for what is asked, and what may stand in them."""

from collections.abc import Iterable
from datetime import date

from paraguas.backorders.errors import BackorderTermsMalformed
from paraguas.backorders.model import Authorise, Terms
from paraguas.values.ids import SkuId
from paraguas.values.time import at_local


class TermsBook:
    """All terms, found by SKU and market; false where there are none."""

    __slots__ = ("_terms", "all")

    def __init__(self, terms: Iterable[Terms]) -> None:
        """Index them."""
        self.all = tuple(terms)
        self._terms = {(one.sku_id, one.market): one for one in self.all}

    def __bool__(self) -> bool:
        """Whether anything may be sold before it is there."""
        return bool(self._terms)

    def find(self, sku_id: SkuId, market: str) -> Terms | None:
        """Give the terms of a SKU in a market."""
        return self._terms.get((sku_id, market))

    def of(self, sku_ids: Iterable[SkuId], market: str) -> tuple[Terms, ...]:
        """Give the terms there are of SKUs in a market."""
        found = ((sku_id, market) for sku_id in sku_ids)
        return tuple(self._terms[key] for key in found if key in self._terms)


def check_terms(terms: Terms) -> None:
    """Refuse terms that contradict themselves."""
    if terms.cap and not (terms.place_id and terms.lead_days):
        raise BackorderTermsMalformed(where="cap", problem="needs a place and lead_days")
    if terms.available_on is not None:
        try:
            date.fromisoformat(terms.available_on)
        except ValueError:
            raise BackorderTermsMalformed(where="available_on", problem="is no day") from None


def not_before(terms: Iterable[Terms], zone: str) -> int:
    """Tell the instant before which goods under these terms are not handed out; 0 for none."""
    days = [date.fromisoformat(one.available_on) for one in terms if one.available_on]
    return max((at_local(day, 0, zone) for day in days), default=0)


def asks_at_release(terms: Iterable[Terms]) -> bool:
    """Whether the card is asked only once the goods are there."""
    return any(one.authorise is Authorise.RELEASE for one in terms)
