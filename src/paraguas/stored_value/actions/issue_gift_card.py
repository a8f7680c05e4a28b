"""Issue a gift card."""

from paraguas.plumbing.tx import Tx
from paraguas.stored_value import store
from paraguas.stored_value.errors import GiftCardAmount, GiftCardExists
from paraguas.stored_value.events import GiftCardIssued
from paraguas.stored_value.model import StoredValue
from paraguas.stored_value.rules.gift_card_code import check_code, gift_card_id
from paraguas.values.money import Money, amount_words
from paraguas.values.stamp import Stamp


def issue_gift_card(tx: Tx, stamp: Stamp, code: str, amount: Money, cause_id: str) -> StoredValue:
    """Bring a gift card into the world, filled with an amount above 0.

    code: drawn at the door (`write_code`) or made by another system; only its digest and last
    four characters are kept.  cause_id: what it was issued for, an order or a campaign.  Announces
    gift_card.issued.v1 in the card's stream.  Refuses a code that was issued before.
    """
    if amount.amount_minor <= 0:
        raise GiftCardAmount(**amount_words(amount.amount_minor, amount.currency))
    plain = check_code(code)
    card = StoredValue(gift_card_id(plain), amount.currency, amount.amount_minor, plain[-4:])
    if store.find_cards(tx, [card.card_id]):
        raise GiftCardExists(last4=card.last4)
    store.add_card(tx, card, cause_id, stamp.at)
    tx.announce(
        stamp, card.card_id, GiftCardIssued(card.card_id, amount.amount_minor, amount.currency)
    )
    return card
