"""Gift cards: issued here, told what they hold to whoever has the code."""

from secrets import randbits
from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.params import JSONBody
from msgspec import Struct

from paraguas.doors.api.given import AnyRequest, GivenCaller, GivenRuntime, IdempotencyKey
from paraguas.doors.api.writing import Answering, perform, perform_once
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.stored_value.actions.issue_gift_card import issue_gift_card
from paraguas.stored_value.actions.top_up_gift_card import top_up_gift_card
from paraguas.stored_value.errors import GiftCardUnknown
from paraguas.stored_value.model import StoredValue
from paraguas.stored_value.queries import gift_card
from paraguas.stored_value.rules.gift_card_code import CODE_BITS, plain_code, write_code
from paraguas.values.ids import digest_id
from paraguas.values.limits import Amount
from paraguas.values.money import LARGEST_MINOR, Money, exponent
from paraguas.values.stamp import Stamp

CardCode = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]


class GiftCardIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A gift card to issue.

    code: one that another system made; without it one is drawn.  cause: what it is issued for, an
    order or a campaign.
    """

    amount_minor: Amount
    currency: Annotated[str, msgspec.Meta(max_length=3)]
    code: CardCode | None = None
    cause: Annotated[str, msgspec.Meta(max_length=80)] = "api"


class CodeIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The code of a gift card, however it was typed."""

    code: CardCode


class GiftCardOut(Struct, frozen=True):
    """A gift card; its code is in the first answer to its issue only, and kept nowhere."""

    card_id: str
    currency: str
    balance_minor: int
    last4: str
    code: str | None = None


class GiftCardRequest(Struct, frozen=True):
    """A gift card to issue under a code."""

    stamp: Stamp
    code: str
    amount: Money
    cause_id: str


@post("/gift-cards", operation_id="issueGiftCard", tags=["gift cards"], status_code=201)
async def post_gift_card(
    data: JSONBody[GiftCardIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[GiftCardOut]:
    """Issue a gift card; a retry is told which card it was, and not its code again.

    Who cannot afford to lose the first answer sends a code of her own.
    """
    caller.demand(Scope.PAYMENTS_WRITE)
    exponent(data.currency)
    code = data.code or write_code(randbits(CODE_BITS))
    amount = Money(data.amount_minor, data.currency)
    asked = GiftCardRequest(caller.stamp("api"), code, amount, digest_id("cause", data.cause))
    return await perform_once(
        *(runtime, caller, request, _issue, asked),
        answering=Answering(201, _shown),
        told={"code": code},
    )


class TopUpIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """More money for a gift card; once for each cause."""

    code: CardCode
    amount_minor: Annotated[int, msgspec.Meta(ge=1, le=LARGEST_MINOR)]
    currency: Annotated[str, msgspec.Meta(max_length=3)]
    cause: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]


@post("/gift-cards/top-ups", operation_id="topUpGiftCard", tags=["gift cards"], status_code=200)
async def post_top_up(
    data: JSONBody[TopUpIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[GiftCardOut]:
    """Put more money on a gift card; the same cause does it once."""
    caller.demand(Scope.PAYMENTS_WRITE)
    amount = Money(data.amount_minor, data.currency)
    cause_id = digest_id("cause", data.cause)
    asked = GiftCardRequest(caller.stamp("api"), data.code, amount, cause_id)
    return await perform(
        *(runtime, caller, request, _top_up, asked), answering=Answering(200, _shown)
    )


@post(
    "/gift-cards/balance", operation_id="getGiftCardBalance", tags=["gift cards"], status_code=200
)
async def get_balance(
    data: JSONBody[CodeIn], runtime: GivenRuntime, caller: GivenCaller
) -> GiftCardOut:
    """Tell what a gift card holds; its code comes in the body, so that no log keeps it."""
    caller.demand(Scope.ORDERS_WRITE)
    card = await runtime.read(lambda tx: gift_card(tx, data.code))
    if card is None:
        raise GiftCardUnknown(last4=plain_code(data.code)[-4:])
    return _shown(card)


def _issue(tx: Tx, item: GiftCardRequest) -> StoredValue:
    return issue_gift_card(tx, item.stamp, item.code, item.amount, item.cause_id)


def _top_up(tx: Tx, item: GiftCardRequest) -> StoredValue:
    return top_up_gift_card(tx, item.stamp, item.code, item.amount, item.cause_id)


def _shown(card: StoredValue) -> GiftCardOut:
    return GiftCardOut(card.card_id, card.currency, card.balance_minor, card.last4)


HANDLERS = (post_gift_card, post_top_up, get_balance)
