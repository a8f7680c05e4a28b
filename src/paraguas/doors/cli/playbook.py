"""Playbooks on the command line: cards and steps out of the policy book, to print or to send."""

from collections.abc import Iterator

import msgspec
from rich.console import Group
from rich.text import Text

from paraguas.doors.cli.answer import Answer, words_here
from paraguas.doors.cli.book_files import book_files, whole_book
from paraguas.doors.cli.installation import Installation
from paraguas.doors.policy.cards import Deck, Setting, make_deck
from paraguas.plumbing.clock import now
from paraguas.policies.model import TONGUES
from paraguas.policies.queries import FIRST
from paraguas.policies.rules.deciding import Decider, jurisdiction_of
from paraguas.training.queries import playbook
from paraguas.values.language import choose_language
from paraguas.values.time import local_day


def policy_playbook(
    *,
    role: str,
    language: str = "",
    book: str = "",
    country: str = "ES",
    region: str = "",
    currency: str = "EUR",
    at: Installation = Installation(),
) -> Answer:
    """Print what a kind of colleague has to know: steps, and a card for each row of the book.

    Parameters
    ----------
    role:
        store, care, partner or customer.
    language:
        en, es, fr or de; this machine's if it is left out.
    book:
        A folder, or a version of the installation; the shipped book if it is left out.
    country, region:
        Whose law is reckoned in.
    currency:
        Of the examples.
    """
    found = whole_book(book_files(book, at))
    law = jurisdiction_of(found, country.upper(), region)
    tongue = choose_language([language or words_here().language], TONGUES)
    day = local_day(now(), found.zones.get(law, "UTC"))
    decider = Decider(found, int(book) if book.isdecimal() else FIRST)
    deck = make_deck(decider, playbook(role), Setting(tongue, law, currency, day))
    return Answer(msgspec.to_builtins(deck), Group(*_lines(deck)))


def _lines(deck: Deck) -> Iterator[Text]:
    for topic in deck.topics:
        yield Text(f"\n{topic.title}", style="bold")
        for number, step in enumerate(topic.steps, start=1):
            yield Text(f"  {number}. {step}")
        for card in topic.cards:
            yield Text(f"\n  {card.when} [{card.row}]", style="italic")
            yield Text(f"    {card.says} {' '.join(card.reasons)}")
            for law in card.citations:
                yield Text(f"    {law.source}", style="dim")
