"""What stored value refuses."""

from paraguas.values.refusal import Refusal


class GiftCardUnknown(Refusal):
    """No gift card has this code."""

    code = "gift_card_unknown"
    kind = "absent"


class GiftCardCurrency(Refusal):
    """The gift card holds another currency."""

    code = "gift_card_currency"


class GiftCardExists(Refusal):
    """A gift card with this code was issued before."""

    code = "gift_card_exists"
    kind = "conflict"


class GiftCardAmount(Refusal):
    """A gift card is issued and topped up with more than nothing."""

    code = "gift_card_amount"


class GiftCardCode(Refusal):
    """The code of a gift card is not of the form asked for."""

    code = "gift_card_code"


class StoreCreditUnknown(Refusal):
    """Nobody has this store credit."""

    code = "store_credit_unknown"
    kind = "absent"


class StoreCreditCurrency(Refusal):
    """The store credit holds another currency."""

    code = "store_credit_currency"


class StoreCreditAmount(Refusal):
    """Store credit is given with more than nothing."""

    code = "store_credit_amount"


class AccountUnknown(Refusal):
    """No organisation has this account."""

    code = "account_unknown"
    kind = "absent"


class AccountCurrency(Refusal):
    """The account is in another currency."""

    code = "account_currency"


class AccountLimit(Refusal):
    """A limit is below what is owed."""

    code = "account_limit"
    kind = "conflict"


class AccountAmount(Refusal):
    """An organisation pays more than nothing."""

    code = "account_amount"
