"""Writing a letter: from what there is to say to a letter in the words of its reader."""

from typing import assert_never

from paraguas.messages.model import (
    Block,
    BlockKind,
    Cancelled,
    ClaimTold,
    CreditGiven,
    Letter,
    LetterDraft,
    Moment,
    News,
    OrderChanged,
    OrderPlaced,
    PaymentDeclined,
    PromiseBroken,
    PromiseMoved,
    QuoteOffered,
    ReadyForPickUp,
    ReturnAgreed,
    ReturnNews,
    ReturnSettled,
    SubstitutionOffered,
    WithdrawalReceived,
)
from paraguas.messages.rules.telling import tell
from paraguas.values.ids import Id, digest_id
from paraguas.values.words import Words


def moment_of(news: News) -> Moment:
    """Tell what a letter with this news is about."""
    match news:
        case OrderPlaced():
            return Moment.ORDER_PLACED
        case PromiseMoved():
            return Moment.PROMISE_MOVED
        case PromiseBroken():
            return Moment.PROMISE_BROKEN
        case ReadyForPickUp():
            return Moment.READY_FOR_PICK_UP
        case Cancelled():
            return Moment.CANCELLED
        case OrderChanged():
            return Moment.ORDER_CHANGED
        case SubstitutionOffered() | QuoteOffered():
            quoted = isinstance(news, QuoteOffered)
            return Moment.QUOTE_OFFERED if quoted else Moment.SUBSTITUTION_OFFERED
        case PaymentDeclined() | CreditGiven():
            declined = isinstance(news, PaymentDeclined)
            return Moment.PAYMENT_DECLINED if declined else Moment.CREDIT_GIVEN
        case ReturnAgreed() | ReturnSettled() | WithdrawalReceived() | ClaimTold():
            return _moment_of_return(news)
        case _:
            assert_never(news)


def _moment_of_return(news: ReturnNews) -> Moment:
    match news:
        case ReturnAgreed():
            return Moment.RETURN_AGREED
        case ReturnSettled():
            return Moment.RETURN_SETTLED
        case WithdrawalReceived():
            return Moment.WITHDRAWAL_RECEIVED
        case ClaimTold():
            return Moment.CLAIM_TOLD
        case _:
            assert_never(news)


def letter_id(draft: LetterDraft) -> Id:
    """Name the letter of an order, moment and cause: always the same."""
    return Id(digest_id("letter", draft.order_id, moment_of(draft.news), draft.cause))


def compose(draft: LetterDraft, words: Words, *, at: int) -> Letter:
    """Write a letter, with its greeting and the reason why the person gets it."""
    told = tell(draft, words)
    greeting = words.say("letters.hello_somebody")
    if draft.to.name:
        greeting = words.say("letters.hello", name=draft.to.name)
    why = "footer_quote" if isinstance(draft.news, QuoteOffered) else "footer"
    footer = words.say(f"letters.{why}", number=draft.order_number, brand=draft.brand)
    return Letter(
        letter_id=letter_id(draft),
        order_id=draft.order_id,
        moment=moment_of(draft.news),
        cause=draft.cause,
        language=words.language,
        brand=draft.brand,
        to=draft.to,
        subject=" ".join(told.subject.split()),
        blocks=(
            Block(BlockKind.TITLE, told.title),
            Block(BlockKind.TEXT, greeting),
            # Whom a present is for has no page to open.
            *(block for block in told.body if block.url or block.kind is not BlockKind.BUTTON),
            Block(BlockKind.SMALL, footer),
        ),
        queued_at=at,
    )
