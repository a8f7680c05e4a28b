"""What payments refuse."""

from paraguas.values.refusal import Refusal


class TenderShort(Refusal):
    """The tenders do not reach the total."""

    code = "tender_short"


class TenderOver(Refusal):
    """The tenders exceed the total, and only cash can give change."""

    code = "tender_over"


class TenderNegative(Refusal):
    """A tender's amount is below 0."""

    code = "tender_negative"


class TenderCurrency(Refusal):
    """A tender is in another currency than the order, and nothing is exchanged."""

    code = "tender_currency"


class TenderNotHere(Refusal):
    """Cash and terminals are taken in a store only."""

    code = "tender_not_here"


class TenderWithoutToken(Refusal):
    """A card or gift card was offered without saying which."""

    code = "tender_without_token"


class PayOutInCash(Refusal):
    """The total is below 0: only one cash tender of that sum can pay it out."""

    code = "pay_out_in_cash"


class GiftCardShort(Refusal):
    """The gift card holds less than is asked of it."""

    code = "gift_card_short"
    kind = "conflict"


class StoreCreditShort(Refusal):
    """The store credit holds less than is asked of it."""

    code = "store_credit_short"
    kind = "conflict"


class PointsPayLess(Refusal):
    """The points of an account pay less than is asked of them."""

    code = "points_pay_less"
    kind = "conflict"


class AccountShort(Refusal):
    """The organisation would owe more than its limit."""

    code = "account_short"
    kind = "conflict"


class TransferOnSite(Refusal):
    """Goods carried out of a store are not waited for to be paid."""

    code = "transfer_on_site"


class TransferNotAwaited(Refusal):
    """No bank transfer is awaited for the order."""

    code = "transfer_not_awaited"
    kind = "conflict"


class TransferAmount(Refusal):
    """Another sum came than is awaited."""

    code = "transfer_amount"
    kind = "conflict"


class NoCardToRaise(Refusal):
    """No card that pays for the order can be asked for more."""

    code = "no_card_to_raise"
    kind = "conflict"


class PaymentAbsent(Refusal):
    """Nothing is known of a payment for this order."""

    code = "payment_absent"
    kind = "absent"


class NothingToPay(Refusal):
    """Nothing of the order was declined and left unpaid."""

    code = "nothing_to_pay"
    kind = "conflict"


class RefundTooMuch(Refusal):
    """More would be refunded than was captured and not refunded yet."""

    code = "refund_too_much"
    kind = "conflict"


class PaymentAmount(Refusal):
    """An amount to capture or refund is not above 0."""

    code = "payment_amount"
