"""What other floors may read of stored value."""

from collections.abc import Callable, Iterable

from paraguas.plumbing.tx import Tx
from paraguas.stored_value import store
from paraguas.stored_value.model import Entry, StoredValue, StoredValues
from paraguas.stored_value.rules.credit_account import credit_account_code
from paraguas.stored_value.rules.gift_card_code import gift_card_id
from paraguas.stored_value.rules.store_credit import store_credit_code
from paraguas.values.audit import Check


def slice_values(tx: Tx, codes: Iterable[str]) -> StoredValues:
    """Read the stored values of a batch in one statement; none is asked for where no code is."""
    return ask_values(tx, codes)()


def ask_values(tx: Tx, codes: Iterable[str]) -> Callable[[], StoredValues]:
    """Ask for stored values; the answer may be on its way until `together` ends."""
    asked = store.ask_cards(tx, map(gift_card_id, codes))
    return lambda: StoredValues(asked())


def gift_card(tx: Tx, code: str) -> StoredValue | None:
    """Find a gift card by its code, however it was typed."""
    card_id = gift_card_id(code)
    return store.find_cards(tx, [card_id]).get(card_id)


def store_credit(tx: Tx, holder_id: str, currency: str) -> StoredValue | None:
    """Find the store credit of a holder in a currency."""
    return gift_card(tx, store_credit_code(holder_id, currency))


def credit_account(tx: Tx, holder_id: str, currency: str) -> StoredValue | None:
    """Find the account of an organisation in a currency."""
    return gift_card(tx, credit_account_code(holder_id, currency))


def gift_card_history(tx: Tx, code: str) -> list[Entry]:
    """Tell what moved on a gift card, the oldest first."""
    return store.entries_of(tx, gift_card_id(code))


def audit(tx: Tx) -> list[Check]:
    """Verify the room's promise on the stored rows."""
    wrong = (
        f"gift card {row.card_id} holds {row.balance_minor}, its entries {row.entered or 0}"
        for row in store.wrong_cards(tx)
    )
    name = "stored value: balance = sum of entries"
    return [Check(name, store.count_cards(tx), tuple(wrong))]
