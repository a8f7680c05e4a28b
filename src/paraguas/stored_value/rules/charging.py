"""Which stored value somebody offers to pay with."""

from paraguas.stored_value import errors
from paraguas.stored_value.model import StoredValue, StoredValues, ValueKind
from paraguas.stored_value.rules.gift_card_code import gift_card_id

_REFUSALS = {
    ValueKind.GIFT_CARD: (errors.GiftCardUnknown, errors.GiftCardCurrency),
    ValueKind.STORE_CREDIT: (errors.StoreCreditUnknown, errors.StoreCreditCurrency),
    ValueKind.ACCOUNT: (errors.AccountUnknown, errors.AccountCurrency),
}


def charged(values: StoredValues, kind: ValueKind, code: str, currency: str) -> StoredValue:
    """Find the stored value a code charges; refuses one unknown, and one in another currency."""
    found = values.cards.get(gift_card_id(code))
    unknown, other = _REFUSALS[kind]
    if found is None or found.kind is not kind:
        raise unknown(last4=code[-4:])
    if found.currency != currency:
        raise other(last4=found.last4, card_currency=found.currency, currency=currency)
    return found
