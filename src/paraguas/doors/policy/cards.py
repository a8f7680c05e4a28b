"""Cards: what a playbook asks a colleague to know, each card a row of the policy book in words.

What a card says is the verdict on a case its row decides, so that no number is written twice.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from paraguas.doors.policy.examples import example
from paraguas.policies.model import BRAND, LAW, Book, Citation, Occasion, Row, Subject, Value
from paraguas.policies.rules.deciding import Decider
from paraguas.policies.rules.fingerprint import fingerprint
from paraguas.policies.rules.judging import judge
from paraguas.policies.rules.phrasing import Filling, fill
from paraguas.training.errors import PlaybookWordless
from paraguas.training.model import Playbook

EXAMPLE_MINOR = 10_000
"""The sum cards reckon with, in minor units: a hundred of most currencies."""

_DAYS = ("delivered_on", "ready_on")


class Card(Struct, frozen=True, gc=False):
    """A row of the book in words.

    row: its id.  when: in which cases it counts; usual: in all that no other speaks of.  says:
    what a person is given, by the better of brand and law.  reasons: why.  citations: the law.
    """

    row: str
    when: str
    usual: bool
    says: str
    reasons: tuple[str, ...]
    citations: tuple[Citation, ...]


class Topic(Struct, frozen=True, gc=False):
    """A subject of the book: how it is done, and its cards, the first that counts first."""

    subject: str
    title: str
    steps: tuple[str, ...]
    cards: tuple[Card, ...]


class Deck(Struct, frozen=True, gc=False):
    """The cards of a playbook in a language.

    version: of the book; fingerprint: of what it says here.  law: under which the cards reckon.
    example_minor: the sum they reckon with; as_of: the day, as if all had come that day.
    """

    playbook: str
    version: int
    fingerprint: str
    language: str
    law: str
    currency: str
    example_minor: int
    as_of: date
    topics: tuple[Topic, ...]


class Setting(Struct, frozen=True, gc=False):
    """Where and when a deck is read; language: one the book is written in."""

    language: str
    law: str
    currency: str
    as_of: date


def make_deck(decider: Decider, playbook: Playbook, setting: Setting) -> Deck:
    """Make the cards of a playbook; PlaybookWordless where the book lacks words for one."""
    book = decider.book
    subjects = [name for name in playbook.subjects if name in book.subjects]
    return Deck(
        playbook=playbook.name,
        version=decider.version,
        fingerprint=fingerprint(book, playbook.subjects),
        language=setting.language,
        law=setting.law,
        currency=setting.currency,
        example_minor=EXAMPLE_MINOR,
        as_of=setting.as_of,
        topics=tuple(_topic(decider, name, playbook.steps[name], setting) for name in subjects),
    )


def _topic(decider: Decider, name: str, steps: Sequence[str], setting: Setting) -> Topic:
    book = decider.book
    subject = book.subjects[name]
    return Topic(
        name,
        _say(book, setting, f"subject.{name}"),
        tuple(_say(book, setting, f"step.{step}") for step in steps),
        tuple(
            _card(decider, subject, row, case, setting)
            for row in subject.rows
            if row.group == BRAND and (case := example(book, subject, row, setting.law))
        ),
    )


def _card(
    decider: Decider, subject: Subject, row: Row, case: Mapping[str, Value], setting: Setting
) -> Card:
    occasion = Occasion(
        *(setting.as_of, setting.as_of, dict.fromkeys(_DAYS, setting.as_of)),
        *(EXAMPLE_MINOR, setting.currency),
    )
    verdict = judge(decider, subject.name, case, occasion, [setting.language])
    when = "; ".join(_conditions(decider.book, row, setting))
    return Card(row.id, when, not row.when, verdict.text, verdict.reasons, verdict.citations)


def _conditions(book: Book, row: Row, setting: Setting) -> list[str]:
    if not row.when:
        return [_say(book, setting, "case.everybody")]
    joined = _say(book, setting, "case.or")
    return [
        joined.join(
            _say(book, setting, f"case.{name}", **filling)
            for span in spans
            for filling in _fillings(book, name, *span)
        )
        for name, spans in row.when.items()
        if name != LAW
    ]


def _fillings(book: Book, name: str, first: int, last: int) -> list[dict[str, Filling]]:
    fact = book.facts[name]
    if fact.kind == "integer":
        ends = int(fact.value_at(first)), int(fact.value_at(last))
        return [{"first": ends[0], "last": ends[1], "open": last == fact.size - 1}]
    return [{"value": fact.value_at(position)} for position in range(first, last + 1)]


def _say(book: Book, setting: Setting, key: str, **values: Filling) -> str:
    text = book.texts[setting.language].get(key)
    if text is None:
        raise PlaybookWordless(text=key, language=setting.language)
    return fill(text, setting.language, setting.currency, values)
