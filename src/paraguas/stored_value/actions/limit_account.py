"""Let an organisation buy on account, up to a limit."""

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.stored_value import store
from paraguas.stored_value.errors import AccountLimit
from paraguas.stored_value.events import AccountLimited
from paraguas.stored_value.model import StoredValue, ValueKind
from paraguas.stored_value.rules.credit_account import credit_account_code
from paraguas.stored_value.rules.gift_card_code import gift_card_id, plain_code
from paraguas.values.money import Money, amount_words
from paraguas.values.stamp import Stamp


def limit_account(tx: Tx, stamp: Stamp, holder_id: str, limit: Money) -> StoredValue:
    """Open an organisation's account with a limit of 0 or more, or give it another one.

    What it may still spend is the account's balance, so no race can take it above its limit.
    Announces account.limited.v1 in the account's stream.  Refuses a limit below what is owed.
    """
    if limit.amount_minor < 0:
        raise AccountLimit(**amount_words(0, limit.currency))
    code = plain_code(credit_account_code(holder_id, limit.currency))
    card_id = gift_card_id(code)
    found = store.find_cards(tx, [card_id]).get(card_id)
    fact = AccountLimited(card_id, limit.amount_minor, limit.currency)
    if found is None:
        opened = StoredValue(
            *(card_id, limit.currency, limit.amount_minor, code[-4:], ValueKind.ACCOUNT),
            *(holder_id, limit.amount_minor),
        )
        store.add_card(tx, opened, stamp.ids.next(), stamp.at)
        tx.announce(stamp, card_id, fact)
        return opened
    if limit.amount_minor < found.owed_minor:
        raise AccountLimit(**amount_words(found.owed_minor, limit.currency))
    if limit.amount_minor != found.limit_minor:
        store.limit_card(tx, found, limit.amount_minor, stamp.ids.next(), stamp.at)
        tx.announce(stamp, card_id, fact)
    left = found.balance_minor + limit.amount_minor - (found.limit_minor or 0)
    return replace(found, balance_minor=left, limit_minor=limit.amount_minor)
