"""Put more on a gift card."""

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.stored_value import store
from paraguas.stored_value.errors import GiftCardAmount, GiftCardCurrency, GiftCardUnknown
from paraguas.stored_value.events import GiftCardToppedUp
from paraguas.stored_value.model import Move, StoredValue, ValueKind
from paraguas.stored_value.rules.gift_card_code import gift_card_id, plain_code
from paraguas.values.money import Money, amount_words
from paraguas.values.stamp import Stamp


def top_up_gift_card(tx: Tx, stamp: Stamp, code: str, amount: Money, cause_id: str) -> StoredValue:
    """Put an amount above 0 on a gift card, once for each cause, and give the card as it is then.

    Announces gift_card.topped_up.v1 in the card's stream.  Refuses an unknown card and another
    currency.
    """
    if amount.amount_minor <= 0:
        raise GiftCardAmount(**amount_words(amount.amount_minor, amount.currency))
    card_id = gift_card_id(code)
    card = store.find_cards(tx, [card_id]).get(card_id)
    if card is None or card.kind is not ValueKind.GIFT_CARD:
        raise GiftCardUnknown(last4=plain_code(code)[-4:])
    if card.currency != amount.currency:
        raise GiftCardCurrency(
            last4=card.last4, card_currency=card.currency, currency=amount.currency
        )
    if any(entry.cause_id == cause_id for entry in store.entries_of(tx, card_id)):
        return card
    store.move_cards(tx, [Move(card_id, cause_id, 0, amount.amount_minor, stamp.at)])
    tx.announce(stamp, card_id, GiftCardToppedUp(card_id, amount.amount_minor, amount.currency))
    return replace(card, balance_minor=card.balance_minor + amount.amount_minor)
