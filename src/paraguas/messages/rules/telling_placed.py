"""What the confirmation of an order tells: the contract as the person keeps it.

Source: Directive 2011/83/EU, Articles 6(1) and 8(7): on a durable medium, at the latest when the
goods are delivered; Annex I for how one withdraws.
"""

from paraguas.messages.model import Block, BlockKind, LetterDraft, OrderPlaced, Seller
from paraguas.messages.rules.pieces import (
    Section,
    Told,
    button,
    priced,
    promise_rows,
    table,
    text,
)
from paraguas.values.words import Words


def tell_placed(draft: LetterDraft, news: OrderPlaced, words: Words) -> Told:
    """Put a placed order into words."""
    say = Section("letters.order_placed", words)
    total = (say("total"), words.money(news.total_minor, news.currency))
    return Told(
        say("subject", number=draft.order_number),
        say("title"),
        (
            text(say("begun")),
            table(promise_rows(news.promised, words)),
            table([*priced(news.items, news.currency, words), total, *_taxes(news, words)]),
            *_ways(news, words),
            text(say("follow")),
            button(words.say("letters.see_order"), draft.link),
            *_rights(draft, news, words),
            *(_seller(news.seller, words) if news.seller else ()),
        ),
    )


def _taxes(news: OrderPlaced, words: Words) -> list[tuple[str, str]]:
    key = "tax_in" if news.tax_included else "tax_on"
    usual = words.say(f"documents.{'vat' if news.tax_included else 'sales_tax'}")
    return [
        (
            words.say(
                f"letters.order_placed.{key}",
                tax=one.name or usual,
                rate=words.percent(one.rate_pcm),
            ),
            words.money(one.amount_minor, news.currency),
        )
        for one in news.taxes
    ]


def _ways(news: OrderPlaced, words: Words) -> tuple[Block, ...]:
    say = Section("letters.order_placed", words)
    rows = [(say("to"), "\n".join(lines)) for lines in news.to]
    rows += [
        (f"{words.say(f'paid.{kind}')} {label}".strip(), words.money(amount, news.currency))
        for kind, label, amount in news.paid
    ]
    return (table(rows),) if rows else ()


def _rights(draft: LetterDraft, news: OrderPlaced, words: Words) -> tuple[Block, ...]:
    """Tell how she changes, cancels, gives back, and withdraws, with the model form to do so."""
    say = Section("letters.order_placed", words)
    if not news.back:
        return ()
    seller = news.seller.name if news.seller else draft.brand
    rows = [(say("back", days=days), "\n".join(titles)) for days, titles in news.back]
    return (
        table(rows),
        text(say("withdraw", seller=seller)),
        button(say("withdraw_here"), f"{draft.link}/withdraw"),
        Block(BlockKind.SMALL, say("form", seller=seller, number=draft.order_number)),
        Block(BlockKind.SMALL, say("guarantee")),
    )


def _seller(seller: Seller, words: Words) -> tuple[Block, ...]:
    say = Section("letters.order_placed", words)
    lines = (*seller.address, seller.email)
    named = "\n".join(filter(None, (seller.name, *lines)))
    number = words.say("documents.tax_number", number=seller.tax_number)
    return (table([(say("seller"), f"{named}\n{number}" if seller.tax_number else named)]),)
