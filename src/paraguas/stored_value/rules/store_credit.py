"""The code a store credit is spent with."""

from paraguas.stored_value.rules.gift_card_code import write_code
from paraguas.values.ids import digest_id


def store_credit_code(holder_id: str, currency: str) -> str:
    """Write the code of a holder's account in a currency: always the same.

    holder_id: a keyed hash of who holds it, so that nobody outside can work the code out.
    """
    return write_code(int(digest_id("store_credit", holder_id, currency), 16))
