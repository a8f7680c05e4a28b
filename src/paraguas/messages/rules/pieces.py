"""The pieces letters are put together of."""

from collections.abc import Sequence
from dataclasses import dataclass

from paraguas.messages.model import Block, BlockKind, Credit, Item
from paraguas.values.quantity import Unit
from paraguas.values.words import Words


@dataclass(frozen=True, slots=True)
class Told:
    """Subject, title and body of a letter."""

    subject: str
    title: str
    body: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section:
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


def given(credit: Credit, words: Words) -> tuple[Block, Block]:
    """Tell of store credit, with the code it is spent by."""
    say = Section("letters.credit", words)
    amount = words.money(credit.amount_minor, credit.currency)
    return text(say("given", amount=amount)), table([(say("code"), credit.code)])
