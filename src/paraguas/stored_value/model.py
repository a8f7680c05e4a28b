"""The nouns of stored value."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from paraguas.values.ids import GiftCardId


class ValueKind(StrEnum):
    """Whose a stored value is: whoever has its code, a holder's, an organisation's."""

    GIFT_CARD = "gift_card"
    STORE_CREDIT = "store_credit"
    ACCOUNT = "account"


class Entry(Struct, frozen=True, gc=False):
    """A movement of a stored value: below 0 it paid.

    cause_id, cause_no: an order and its transaction; number 0 is what filled it.
    """

    cause_id: str
    cause_no: int
    amount_minor: int
    at: int


class Move(Struct, frozen=True, gc=False):
    """What is to be put on a stored value, or (below 0) taken from it, and for what."""

    card_id: str
    cause_id: str
    cause_no: int
    amount_minor: int
    at: int


class StoredValue(Struct, frozen=True, gc=False):
    """A value of many purposes; only a digest of its code and the last four are known.

    balance_minor: of an account, what the organisation may still spend of its limit.
    """

    card_id: GiftCardId
    currency: str
    balance_minor: int
    last4: str
    kind: ValueKind = ValueKind.GIFT_CARD
    holder_id: str | None = None
    limit_minor: int | None = None

    @property
    def owed_minor(self) -> int:
        """What an organisation bought on account and has not paid; below 0 where it paid more."""
        return (self.limit_minor or 0) - self.balance_minor


class StoredValues(Struct, frozen=True, gc=False):
    """The stored values a batch may pay with, and what is left as it goes on."""

    cards: Mapping[str, StoredValue]
    taken: dict[str, int] = field(default_factory=dict)

    def left(self, card_id: str) -> int:
        """Tell what is left on a known one."""
        return self.cards[card_id].balance_minor - self.taken.get(card_id, 0)

    def take(self, card_id: str, amount_minor: int) -> None:
        """Note that an accepted order takes its part, so that the next of the batch sees it."""
        self.taken[card_id] = self.taken.get(card_id, 0) + amount_minor
