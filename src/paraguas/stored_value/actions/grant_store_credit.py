"""Grant store credit to a holder."""

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.stored_value import store
from paraguas.stored_value.errors import StoreCreditAmount
from paraguas.stored_value.events import StoreCreditGranted
from paraguas.stored_value.model import Move, StoredValue, ValueKind
from paraguas.stored_value.rules.gift_card_code import gift_card_id, plain_code
from paraguas.stored_value.rules.store_credit import store_credit_code
from paraguas.values.money import Money, amount_words
from paraguas.values.stamp import Stamp


def grant_store_credit(
    tx: Tx, stamp: Stamp, holder_id: str, amount: Money, cause_id: str, *, cause_no: int = 0
) -> StoredValue:
    """Give a holder an amount above 0 to spend, once for each cause, and tell the account.

    cause_no: the step of an order's money that became credit.  A holder has one account in a
    currency; it begins with the first grant.  Announces store_credit.granted.v1 in the account's
    stream.
    """
    if amount.amount_minor <= 0:
        raise StoreCreditAmount(**amount_words(amount.amount_minor, amount.currency))
    code = plain_code(store_credit_code(holder_id, amount.currency))
    card_id = gift_card_id(code)
    found = store.find_cards(tx, [card_id]).get(card_id)
    cause = (cause_id, cause_no)
    if found and any((e.cause_id, e.cause_no) == cause for e in store.entries_of(tx, card_id)):
        return found
    tx.announce(stamp, card_id, StoreCreditGranted(card_id, amount.amount_minor, amount.currency))
    if found:
        store.move_cards(tx, [Move(card_id, *cause, amount.amount_minor, stamp.at)])
        return replace(found, balance_minor=found.balance_minor + amount.amount_minor)
    kind = ValueKind.STORE_CREDIT
    new = StoredValue(card_id, amount.currency, amount.amount_minor, code[-4:], kind, holder_id)
    store.add_card(tx, new, cause_id, stamp.at, cause_no=cause_no)
    return new
