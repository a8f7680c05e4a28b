"""Nouns of messages."""

from paraguas.messages.model.letter import (
    Block as Block,
    BlockKind as BlockKind,
    Delivery as Delivery,
    Letter as Letter,
    LetterDraft as LetterDraft,
    LetterState as LetterState,
    Moment as Moment,
    Posted as Posted,
    Recipient as Recipient,
    Transport as Transport,
)
from paraguas.messages.model.news import (
    Cancelled as Cancelled,
    Credit as Credit,
    Item as Item,
    News as News,
    OrderChanged as OrderChanged,
    OrderPlaced as OrderPlaced,
    PaymentDeclined as PaymentDeclined,
    PromiseBroken as PromiseBroken,
    Promised as Promised,
    PromiseMoved as PromiseMoved,
    QuoteOffered as QuoteOffered,
    ReadyForPickUp as ReadyForPickUp,
    ReturnAgreed as ReturnAgreed,
    ReturnNews as ReturnNews,
    ReturnSettled as ReturnSettled,
    SubstitutionOffered as SubstitutionOffered,
    WithdrawalReceived as WithdrawalReceived,
)
