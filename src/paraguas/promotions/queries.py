"""What other floors may read of promotions."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from paraguas.plumbing.reference import Reference
from paraguas.plumbing.tx import Tx
from paraguas.promotions import store
from paraguas.promotions.errors import PromotionAbsent
from paraguas.promotions.model import Coupon, Difference, KeptShare, Promotion, coupon_id_of
from paraguas.promotions.rules.prior_price import Choice, read_choices
from paraguas.promotions.rules.redeeming import Coupons
from paraguas.values.audit import Check
from paraguas.values.ids import is_id


class Promotions:
    """All promotions and differences at one version, those that are over too."""

    def __init__(
        self, promotions: Iterable[Promotion], differences: Iterable[Difference] = ()
    ) -> None:
        """Index promotions by code and market."""
        self.differences = tuple(differences)
        self.all = tuple(promotions)
        self._by_code = {one.code: one for one in self.all}
        self._by_market: dict[str, tuple[Promotion, ...]] = {}
        for one in self.all:
            self._by_market[one.market] = (*self._by_market.get(one.market, ()), one)

    def get(self, code: str) -> Promotion | None:
        """Give the promotion with this code."""
        return self._by_code.get(code)

    def demand(self, code: str) -> Promotion:
        """Give the promotion with this code; PromotionAbsent where there is none."""
        found = self._by_code.get(code)
        if found is None:
            raise PromotionAbsent(promotion=code)
        return found

    def of_market(self, market: str) -> tuple[Promotion, ...]:
        """Give those of a market, the first to begin first."""
        return self._by_market.get(market, ())

    def running(self, market: str, at: int) -> tuple[Promotion, ...]:
        """Give those in force in a market at an instant."""
        found = self._by_market.get(market)
        return tuple(one for one in found if one.runs(at)) if found else ()


def _load(tx: Tx) -> Promotions:
    return Promotions(store.all_promotions(tx), store.all_differences(tx))


reference = Reference("promotions", _load)


def promotions(tx: Tx) -> Promotions:
    """Give the promotions as this transaction sees them."""
    return reference.get(tx)


@cache
def prior_price_choices() -> Mapping[str, Choice]:
    """Give what countries chose among the exceptions to the prior price, by country."""
    path = files("paraguas") / "data" / "promotions" / "prior_price.toml"
    return MappingProxyType(dict(read_choices(path.read_text("utf-8"))))


def read_coupons(tx: Tx, codes: Iterable[str], holders: Iterable[str]) -> Coupons | None:
    """Read the coupons a batch brings, and how often its persons used them.

    holders: keys of the persons.  None, and no statement, where no coupon is brought.
    """
    ids = sorted({coupon_id_of(code) for code in codes})
    if not ids:
        return None
    with tx.together():
        found = store.ask_coupons(tx, ids)
        uses = store.ask_uses(tx, ids, sorted(set(holders)))
    return Coupons(found(), uses())


def coupons_of(tx: Tx, promotion: str, *, after: str, most: int) -> list[Coupon]:
    """Read the coupons of a promotion, so many after an id."""
    promotions(tx).demand(promotion)
    return store.coupons_of(tx, promotion, after if is_id(after) else "0" * 32, most)


def shares_of(tx: Tx, order_ids: Sequence[str]) -> dict[str, tuple[KeptShare, ...]]:
    """Read what promotions took off orders, by line; orders without any are left out."""
    return store.shares_of(tx, [one for one in order_ids if is_id(one)])


def audit(tx: Tx) -> list[Check]:
    """Verify the room's promise on the stored rows."""
    wrong = (
        f"coupon {row.code} counts {row.used} uses, of {row.orders or 0} orders"
        for row in store.miscounted(tx)
    )
    name = "coupons: uses = orders that used them"
    return [Check(name, store.count_coupons(tx), tuple(wrong))]
