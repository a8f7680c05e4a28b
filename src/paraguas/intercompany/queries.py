"""What other floors may read of intercompany."""

from paraguas.intercompany import store
from paraguas.intercompany.model import Leg, PriceRules, SavedPrices
from paraguas.plumbing.reference import Reference
from paraguas.plumbing.tx import Tx
from paraguas.values.audit import Check
from paraguas.values.ids import is_id
from paraguas.values.time import Period


def _load(tx: Tx) -> PriceRules:
    saved = store.price_versions(tx)
    return saved[0].prices if saved else PriceRules()


reference = Reference("intercompany_prices", _load)


def transfer_prices(tx: Tx) -> PriceRules:
    """Give the transfer prices in force."""
    return reference.get(tx)


def price_versions(tx: Tx) -> list[SavedPrices]:
    """Give all versions of the transfer prices, the newest first."""
    return store.price_versions(tx)


def legs_between(tx: Tx, entity_id: str, other_id: str, during: Period) -> list[Leg]:
    """Give what came between two entities in a span, as the first sees it, the oldest first."""
    return store.legs_between(tx, entity_id, other_id, during)


def legs_of(tx: Tx, order_id: str) -> list[Leg]:
    """Give what came between entities because of an order, from both sides."""
    return store.legs_of(tx, order_id) if is_id(order_id) else []


def owed_before(tx: Tx, entity_id: str, other_id: str, start_at: int) -> dict[str, int]:
    """Tell what the other owed the first before an instant, by currency."""
    return store.owed_before(tx, entity_id, other_id, start_at)


def audit(tx: Tx) -> list[Check]:
    """Verify the room's promise on the stored rows."""
    wrong = (
        f"entry {row.cause_id} ({row.kind}) has {row.legs} sides, off by {row.off}"
        for row in store.unbalanced(tx)
    )
    return [Check("intercompany: both sides sum to zero", store.count(tx), tuple(wrong))]
