"""The pieces letters are put together of."""

from collections.abc import Sequence

from msgspec import Struct

from paraguas.messages.model import Block, BlockKind, Credit, Item, Promised
from paraguas.values.quantity import Unit
from paraguas.values.words import Words


class Told(Struct, frozen=True):
    """Subject, title and body of a letter."""

    subject: str
    title: str
    body: tuple[Block, ...]


class Section(Struct, frozen=True):
    """The texts of one letter in a language pack, by the last part of their key."""

    prefix: str
    words: Words

    def __call__(self, key: str, **values: object) -> str:
        """Say a text with its values."""
        return self.words.say(f"{self.prefix}.{key}", **values)


def why_words(why: str, words: Words) -> str:
    """Word why the brand did something; a cause without words is worded as any other."""
    key = f"letters.why.{why}"
    return words.say(key if key in words.texts else "letters.why.other")


def counted(item: Item, words: Words) -> str:
    """Name units of an item; a single piece goes by its title alone."""
    if item.unit is Unit.PIECE and item.quantity == 1:
        return item.title
    count = words.quantity(item.quantity, item.unit)
    return words.say("letters.times", count=count, title=item.title)


def when(promised: Promised, words: Words) -> str:
    """Word what is promised: a day at the latest, a time to begin with, or a span."""
    if promised.kind == "ship":
        return words.say("time.by", day=words.day_of(promised.period.end_at))
    if promised.kind == "pick_up":
        return words.say("time.from", moment=words.moment(promised.period.end_at))
    return words.span(promised.period.start_at, promised.period.end_at)


def promise_rows(promised: Sequence[Promised], words: Words) -> list[tuple[str, str]]:
    """Word what is promised of each group, and when."""
    return [
        (" · ".join(filter(None, (words.say(f"groups.{one.kind}"), one.place))), when(one, words))
        for one in promised
    ]


def priced(items: Sequence[Item], currency: str, words: Words) -> list[tuple[str, str]]:
    """Name items with what they cost."""
    return [(counted(item, words), words.money(item.amount_minor, currency)) for item in items]


def text(said: str) -> Block:
    """Set a paragraph."""
    return Block(BlockKind.TEXT, said)


def table(rows: Sequence[tuple[str, str]]) -> Block:
    """Set rows of a label and a value, leaving those without a value out."""
    return Block(BlockKind.TABLE, rows=tuple(row for row in rows if row[1]))


def button(said: str, url: str) -> Block:
    """Set a button."""
    return Block(BlockKind.BUTTON, said, url=url)


def as_credit(credit: Credit, words: Words) -> tuple[Block, Block]:
    """Tell of money given back as store credit at somebody's wish, with its code."""
    say = Section("letters.credit", words)
    amount = words.money(credit.amount_minor, credit.currency)
    return text(say("wished", amount=amount)), table([(say("code"), credit.code)])


def given(credit: Credit, words: Words) -> tuple[Block, Block]:
    """Tell of store credit, with the code it is spent by."""
    say = Section("letters.credit", words)
    amount = words.money(credit.amount_minor, credit.currency)
    return text(say("given", amount=amount)), table([(say("code"), credit.code)])
