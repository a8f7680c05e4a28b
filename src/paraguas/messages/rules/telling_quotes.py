"""What the letter of a quote tells."""

from paraguas.messages.model import LetterDraft, QuoteOffered
from paraguas.messages.rules.pieces import Section, Told, button, priced, table, text
from paraguas.values.words import Words


def tell_quote(draft: LetterDraft, news: QuoteOffered, words: Words) -> Told:
    """Put a quote into words: what it holds, what it comes to, until when it stands."""
    say = Section("letters.quote_offered", words)
    rows = [
        (say("total"), words.money(news.total_minor, news.currency)),
        (say("until"), words.moment(news.valid_until)),
    ]
    return Told(
        say("subject", number=draft.order_number),
        say("title"),
        (
            text(say("begun")),
            *((text(news.note),) if news.note else ()),
            table([*priced(news.items, news.currency, words), *rows]),
            text(say("how")),
            button(say("see"), draft.link),
        ),
    )
