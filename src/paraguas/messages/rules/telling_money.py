"""What letters about money tell: what is left to pay, what was given back another way."""

from typing import assert_never

from paraguas.messages.model import CreditGiven, LetterDraft, MoneyNews, PaymentDeclined
from paraguas.messages.rules.pieces import Section, Told, as_credit, button, table, text
from paraguas.values.words import Words


def tell_money(draft: LetterDraft, news: MoneyNews, words: Words) -> Told:
    """Put news of money into words."""
    match news:
        case PaymentDeclined():
            return _declined(draft, news, words)
        case CreditGiven():
            return _credited(draft, news, words)
        case _:
            assert_never(news)


def _declined(draft: LetterDraft, news: PaymentDeclined, words: Words) -> Told:
    say = Section("letters.payment_declined", words)
    amount = words.money(news.amount_minor, news.currency)
    return Told(
        say("subject", number=draft.order_number),
        say("title"),
        (
            text(say("later" if news.gone else "held")),
            table([(say("amount"), amount)]),
            button(say("pay", amount=amount), draft.link),
        ),
    )


def _credited(draft: LetterDraft, news: CreditGiven, words: Words) -> Told:
    say = Section("letters.credit_given", words)
    return Told(
        say("subject", number=draft.order_number),
        say("title"),
        (
            *as_credit(news.credit, words),
            text(say("instead")),
            button(words.say("letters.see_order"), draft.link),
        ),
    )
