"""The code a credit account is charged with."""

from paraguas.stored_value.rules.gift_card_code import write_code
from paraguas.values.ids import digest_id


def credit_account_code(holder_id: str, currency: str) -> str:
    """Write the code of an organisation's account in a currency: always the same.

    holder_id: a keyed digest of the organisation, so that nobody outside can work the code out.
    """
    return write_code(int(digest_id("credit_account", holder_id, currency), 16))
