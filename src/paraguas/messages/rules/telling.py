"""What a letter tells about each kind of news: its subject, its title, and what stands below."""

from typing import assert_never

from paraguas.messages.model import (
    Block,
    BlockKind,
    Cancelled,
    ClaimTold,
    CreditGiven,
    LetterDraft,
    OrderChanged,
    OrderPlaced,
    PaymentDeclined,
    PromiseBroken,
    PromiseMoved,
    QuoteOffered,
    ReadyForPickUp,
    ReturnAgreed,
    ReturnSettled,
    SubstitutionOffered,
    WithdrawalReceived,
)
from paraguas.messages.rules.pieces import (
    Section,
    Told,
    as_credit,
    button,
    counted,
    given,
    promise_rows,
    table,
    text,
    when,
    why_words,
)
from paraguas.messages.rules.telling_money import tell_money
from paraguas.messages.rules.telling_placed import tell_placed
from paraguas.messages.rules.telling_quotes import tell_quote
from paraguas.messages.rules.telling_returns import tell_return
from paraguas.values.words import Words


def tell(draft: LetterDraft, words: Words) -> Told:
    """Put news into words."""
    match draft.news:
        case OrderPlaced() as news:
            return tell_placed(draft, news, words)
        case PromiseMoved() as news:
            return _promise_moved(draft, news, words)
        case PromiseBroken() as news:
            return _promise_broken(draft, news, words)
        case ReadyForPickUp() as news:
            return _ready(draft, news, words)
        case Cancelled() as news:
            return _cancelled(draft, news, words)
        case OrderChanged() as news:
            return _changed(draft, news, words)
        case PaymentDeclined() | CreditGiven() as news:
            return tell_money(draft, news, words)
        case SubstitutionOffered() | QuoteOffered() as news:
            return _offer(draft, news, words)
        case ReturnAgreed() | ReturnSettled() | WithdrawalReceived() | ClaimTold() as news:
            return tell_return(draft, news, words)
        case _:
            assert_never(draft.news)


def _offer(draft: LetterDraft, news: SubstitutionOffered | QuoteOffered, words: Words) -> Told:
    if isinstance(news, QuoteOffered):
        return tell_quote(draft, news, words)
    return _substitution(draft, news, words)


def _promise_moved(draft: LetterDraft, news: PromiseMoved, words: Words) -> Told:
    say = Section("letters.promise_moved", words)
    now = when(news.now, words)
    rows = [
        (say("was"), when(news.was, words)),
        (say("now"), now),
        (words.say("letters.place"), news.now.place),
        (say("for_what"), "\n".join(counted(item, words) for item in news.items)),
    ]
    return Told(
        say(f"subject_{news.now.kind}", now=now),
        say(f"title_{news.now.kind}"),
        (
            text(say("sorry", why=why_words(news.why, words))),
            table(rows),
            *(given(news.credit, words) if news.credit else ()),
            *((text(say("choice")),) if draft.link else ()),
            button(say("change"), draft.link),
        ),
    )


def _promise_broken(draft: LetterDraft, news: PromiseBroken, words: Words) -> Told:
    say = Section("letters.promise_broken", words)
    rows = [
        (words.say("letters.promise_moved.was"), when(news.was, words)),
        (words.say("letters.place"), news.was.place),
        (
            words.say("letters.promise_moved.for_what"),
            "\n".join(counted(item, words) for item in news.items),
        ),
    ]
    return Told(
        say("subject", number=draft.order_number),
        say("title"),
        (
            text(say("sorry")),
            table(rows),
            *given(news.credit, words),
            button(words.say("letters.see_order"), draft.link),
        ),
    )


def _ready(draft: LetterDraft, news: ReadyForPickUp, words: Words) -> Told:
    say = Section("letters.ready_for_pick_up", words)
    until = "" if news.until_at is None else words.moment(news.until_at)
    spans = [words.span(one.start_at, one.end_at) for one in news.hours]
    rows = [
        (words.say("letters.place"), news.place),
        (say("address"), "\n".join(news.address)),
        (say("open"), "\n".join(spans)),
        (say("until"), until),
    ]
    again = "_again" if news.again else ""
    return Told(
        say(f"subject{again}", place=news.place, until=until),
        say(f"title{again}"),
        (
            text(say("come")),
            Block(BlockKind.CODE, say("code"), ((say("code"), news.code),)),
            table(rows),
            text(say("somebody_else")),
            button(words.say("letters.see_order"), draft.link),
        ),
    )


def _cancelled(draft: LetterDraft, news: Cancelled, words: Words) -> Told:
    say = Section("letters.cancelled", words)
    part = "all" if news.whole else "part"
    money = say("nothing_charged") if news.credited is None else ""
    if news.refund_minor > 0:
        money = say("refund", amount=words.money(news.refund_minor, news.currency))
    return Told(
        say(f"subject_{part}", number=draft.order_number),
        say(f"title_{part}"),
        (
            text(say("wished") if news.wished else say("sorry", why=why_words(news.why, words))),
            table([(say("what"), "\n".join(counted(item, words) for item in news.items))]),
            *((text(money),) if money else ()),
            *(as_credit(news.credited, words) if news.credited else ()),
            *(given(news.credit, words) if news.credit else ()),
            button(words.say("letters.see_order"), draft.link),
        ),
    )


def _changed(draft: LetterDraft, news: OrderChanged, words: Words) -> Told:
    say = Section("letters.order_changed", words)
    money = say("same")
    if news.paid_minor > 0:
        money = say("paid", amount=words.money(news.paid_minor, news.currency))
    elif news.refund_minor > 0:
        money = say("refund", amount=words.money(news.refund_minor, news.currency))
    rows = [
        (say("what"), "\n".join(counted(item, words) for item in news.items)),
        (say("total"), words.money(news.total_minor, news.currency)),
    ]
    return Told(
        say("subject", number=draft.order_number),
        say("title"),
        (
            text(say("begun")),
            table(rows),
            table(promise_rows(news.promised, words)),
            text(money),
            button(words.say("letters.see_order"), draft.link),
        ),
    )


def _substitution(draft: LetterDraft, news: SubstitutionOffered, words: Words) -> Told:
    say = Section("letters.substitution_offered", words)
    saved = words.money(news.saved_minor, news.currency) if news.saved_minor > 0 else ""
    rows = [
        (say("missing"), "\n".join(counted(item, words) for item in news.items)),
        (say("instead"), counted(news.instead, words)),
        (say("saved"), saved),
        (say("until"), words.moment(news.until_at)),
    ]
    return Told(
        say("subject", number=draft.order_number),
        say("title"),
        (
            text(say("sorry")),
            table(rows),
            text(say("silence")),
            button(say("answer"), draft.link),
        ),
    )
