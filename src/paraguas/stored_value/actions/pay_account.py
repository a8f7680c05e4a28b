"""Note that an organisation paid what it owes, or a part of it."""

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.stored_value import store
from paraguas.stored_value.errors import AccountAmount, AccountUnknown
from paraguas.stored_value.events import AccountPaid
from paraguas.stored_value.model import Move, StoredValue
from paraguas.stored_value.queries import credit_account
from paraguas.values.money import Money, amount_words
from paraguas.values.stamp import Stamp


def pay_account(tx: Tx, stamp: Stamp, holder_id: str, amount: Money, cause_id: str) -> StoredValue:
    """Take an amount above 0 off what an organisation owes, once for each cause.

    What it pays beyond that is its to spend.  Announces account.paid.v1 in the account's stream.
    Refuses an organisation without an account in this currency.
    """
    if amount.amount_minor <= 0:
        raise AccountAmount(**amount_words(amount.amount_minor, amount.currency))
    card = credit_account(tx, holder_id, amount.currency)
    if card is None:
        raise AccountUnknown(last4="")
    if any(one.cause_id == cause_id for one in store.entries_of(tx, card.card_id)):
        return card
    store.move_cards(tx, [Move(card.card_id, cause_id, 0, amount.amount_minor, stamp.at)])
    tx.announce(
        stamp, card.card_id, AccountPaid(card.card_id, amount.amount_minor, amount.currency)
    )
    return replace(card, balance_minor=card.balance_minor + amount.amount_minor)
