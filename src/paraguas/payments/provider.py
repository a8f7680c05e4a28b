"""The payment provider, as payments see it: an outside company called by the worker after commit.

Every call carries a key that stays the same on every try; the same key moves money once.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Protocol

from msgspec import Struct

from paraguas.payments.model import TransactionKind
from paraguas.values.money import Money


class AnswerState(StrEnum):
    """What the provider said; unknown when it said nothing."""

    APPROVED = "approved"
    DECLINED = "declined"
    UNKNOWN = "unknown"


class Answer(Struct, frozen=True, gc=False):
    """The provider's answer, with its own reference, and its reason where it declined."""

    state: AnswerState
    reference: str | None = None
    reason: str | None = None


UNANSWERED = Answer(AnswerState.UNKNOWN)


class PaymentProvider(Protocol):
    """What a provider's adapter offers; a network error may be raised as an OSError.

    authorisation: the reference the authorisation was answered with.
    """

    async def authorise(self, key: str, token: str, amount: Money) -> Answer:
        """Set an amount aside on a card."""
        ...

    async def capture(self, key: str, authorisation: str, amount: Money) -> Answer:
        """Take some or all of what was set aside."""
        ...

    async def void(self, key: str, authorisation: str, amount: Money) -> Answer:
        """Set free what was set aside and not taken."""
        ...

    async def refund(self, key: str, authorisation: str, amount: Money) -> Answer:
        """Give back some or all of what was taken."""
        ...

    async def increase(
        self, key: str, authorisation: str, token: str, amount: Money
    ) -> Answer | None:
        """Set more aside on an authorisation, which stays one; the answer names it again.

        None where this provider, card or authorisation cannot be raised, and nothing was done.
        """
        ...

    async def ask(self, key: str) -> Answer | None:
        """Ask what became of a call; None when the provider never got it."""
        ...


class ProviderCall(Struct, frozen=True, gc=False):
    """A call that is due; `asking` when an earlier try got no answer.

    authorisation: what it belongs to; of an authorisation itself, the one it is to raise, if any.
    """

    order_id: str
    transaction_no: int
    kind: TransactionKind
    key: str
    token: str
    authorisation: str
    amount: Money
    asking: bool


def first_call(told: Mapping[str, Any]) -> ProviderCall | None:
    """Make the first call of an authorisation out of its errand, which tells all it needs.

    None for any other errand: what it needs is looked up.
    """
    if "token" not in told:
        return None
    return ProviderCall(
        order_id=told["order_id"],
        transaction_no=told["transaction_no"],
        kind=TransactionKind.AUTHORISE,
        key=told["key"],
        token=told["token"],
        authorisation="",
        amount=Money(told["amount_minor"], told["currency"]),
        # A call that crashed before it was settled is made again under its key.
        asking=False,
    )


async def call_provider(provider: PaymentProvider, call: ProviderCall) -> Answer:
    """Make a call, or ask about it first where it was made before; silence is UNKNOWN."""
    try:
        answer = await provider.ask(call.key) if call.asking else None
        return answer or await _make(provider, call)
    except OSError:
        return UNANSWERED


async def _make(provider: PaymentProvider, call: ProviderCall) -> Answer:
    match call.kind:
        case TransactionKind.AUTHORISE:
            raised = None
            if call.authorisation:
                raised = await provider.increase(
                    call.key, call.authorisation, call.token, call.amount
                )
            return raised or await provider.authorise(call.key, call.token, call.amount)
        case TransactionKind.CAPTURE:
            return await provider.capture(call.key, call.authorisation, call.amount)
        case TransactionKind.VOID:
            return await provider.void(call.key, call.authorisation, call.amount)
        case TransactionKind.REFUND:
            return await provider.refund(call.key, call.authorisation, call.amount)
        case TransactionKind.CREDIT:
            raise AssertionError("no provider is asked for store credit")
