"""What letters about returns tell."""

from typing import assert_never

from paraguas.messages.model import (
    Block,
    ClaimTold,
    Item,
    LetterDraft,
    ReturnAgreed,
    ReturnNews,
    ReturnSettled,
    WithdrawalReceived,
)
from paraguas.messages.rules.pieces import Section, Told, button, counted, table, text
from paraguas.messages.rules.telling_claims import tell_claim
from paraguas.values.words import Words


def tell_return(draft: LetterDraft, news: ReturnNews, words: Words) -> Told:
    """Put news of a return into words."""
    match news:
        case ReturnAgreed():
            return _agreed(draft, news, words)
        case ReturnSettled():
            return _settled(draft, news, words)
        case WithdrawalReceived():
            return _withdrawn(draft, news, words)
        case ClaimTold():
            return tell_claim(draft, news, words)
        case _:
            assert_never(news)


def _agreed(draft: LetterDraft, news: ReturnAgreed, words: Words) -> Told:
    say = Section("letters.return_agreed", words)
    return Told(
        say("subject", number=draft.order_number),
        say("title"),
        (
            text(say("begun")),
            table([(say("number"), news.number), (say("what"), _named(news.items, words))]),
            *(text(said) for said in news.verdict),
            text(say("how")),
            button(words.say("letters.see_order"), draft.link),
        ),
    )


def _settled(draft: LetterDraft, news: ReturnSettled, words: Words) -> Told:
    say = Section("letters.return_settled", words)
    fee = words.money(news.fee_minor, news.currency) if news.fee_minor else ""
    rows = [
        (say("number"), news.number),
        (say("what"), _named(news.items, words)),
        (words.say("letters.place"), news.place),
        (say("fee"), fee),
    ]
    refund = words.money(news.refund_minor, news.currency)
    return Told(
        say("subject", number=draft.order_number),
        say("title"),
        (
            text(say("begun" if news.place else "lost")),
            table(rows),
            *((text(say("refund", amount=refund)),) if news.refund_minor else ()),
            *_credited(news, words),
            button(words.say("letters.see_order"), draft.link),
        ),
    )


def _withdrawn(draft: LetterDraft, news: WithdrawalReceived, words: Words) -> Told:
    """Acknowledge a withdrawal: its content, and the day and hour it arrived.

    Source: Directive 2011/83/EU, Article 11a(4), as changed by Directive (EU) 2023/2673.
    """
    say = Section("letters.withdrawal_received", words)
    arrived = words.moment(news.at)
    rows = [
        (say("at"), arrived),
        (say("name"), news.name),
        (say("contract"), words.say("letters.order", number=draft.order_number)),
        (say("what"), _named(news.items, words)),
        (say("reply_to"), news.reply_to),
        (say("number"), news.number),
    ]
    return Told(
        say("subject", number=draft.order_number),
        say("title"),
        (
            text(say("begun", at=arrived)),
            table(rows),
            text(say("next" if news.number else "nothing_left")),
            button(words.say("letters.see_order"), draft.link),
        ),
    )


def _credited(news: ReturnSettled, words: Words) -> tuple[Block, ...]:
    if news.credit is None:
        return ()
    say = Section("letters.return_settled", words)
    amount = words.money(news.credit.amount_minor, news.credit.currency)
    code = words.say("letters.credit.code")
    return text(say("credit", amount=amount)), table([(code, news.credit.code)])


def _named(items: tuple[Item, ...], words: Words) -> str:
    return "\n".join(counted(item, words) for item in items)
