"""Grant store credit to a holder."""

from msgspec.structs import replace

from paraguas.payments.errors import StoreCreditAmount
from paraguas.payments.events import StoreCreditGranted
from paraguas.payments.model import GiftCard, TenderKind
from paraguas.payments.rules.gift_card_code import gift_card_id, plain_code
from paraguas.payments.rules.store_credit import store_credit_code
from paraguas.payments.rules.wording import amount_words
from paraguas.payments.store import gift_cards
from paraguas.plumbing.tx import Tx
from paraguas.values.money import Money
from paraguas.values.stamp import Stamp


def grant_store_credit(
    tx: Tx, stamp: Stamp, holder_id: str, amount: Money, cause_id: str
) -> GiftCard:
    """Give a holder an amount above 0 to spend, once for each cause, and tell the account.

    A holder has one account in a currency; it begins with the first grant.  Announces
    store_credit.granted.v1 in the account's stream.
    """
    if amount.amount_minor <= 0:
        raise StoreCreditAmount(**amount_words(amount.amount_minor, amount.currency))
    code = plain_code(store_credit_code(holder_id, amount.currency))
    card_id = gift_card_id(code)
    found = gift_cards.find_cards(tx, [card_id]).get(card_id)
    if found and any(one.cause_id == cause_id for one in gift_cards.entries_of(tx, card_id)):
        return found
    tx.announce(stamp, card_id, StoreCreditGranted(card_id, amount.amount_minor, amount.currency))
    if found:
        gift_cards.move_cards(tx, [(card_id, cause_id, 0, amount.amount_minor, stamp.at)])
        return replace(found, balance_minor=found.balance_minor + amount.amount_minor)
    kind = TenderKind.STORE_CREDIT
    new = GiftCard(card_id, amount.currency, amount.amount_minor, code[-4:], kind, holder_id)
    gift_cards.add_card(tx, new, cause_id, stamp.at)
    return new
