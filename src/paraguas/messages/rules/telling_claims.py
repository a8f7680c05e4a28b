"""What letters about goods that do not work tell."""

from datetime import date

from paraguas.messages.model import ClaimTold, LetterDraft
from paraguas.messages.rules.pieces import Section, Told, button, counted, table, text
from paraguas.values.words import Words


def tell_claim(draft: LetterDraft, news: ClaimTold, words: Words) -> Told:
    """Put news of a claim into words: what happened, and by when or until when."""
    say = Section("letters.claim_told", words)
    given = words.money(news.given_minor, news.currency) if news.given_minor else ""
    rows = [
        (say("number"), news.number),
        (say("what"), "\n".join(counted(item, words) for item in news.items)),
        (words.say("letters.place"), news.place),
        (say("due"), _day(news.due_on, words)),
        (say("until"), _day(news.until_on, words)),
        (say("given"), given),
        (say("why"), news.why),
    ]
    return Told(
        say("subject", number=draft.order_number),
        say("title"),
        (
            text(say(news.state)),
            table(rows),
            *((text(news.verdict),) if news.verdict else ()),
            button(words.say("letters.see_order"), draft.link),
        ),
    )


def _day(on: str, words: Words) -> str:
    return words.day(date.fromisoformat(on)) if on else ""
