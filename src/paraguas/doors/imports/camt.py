"""A bank's statement as camt.053 (ISO 20022, any version): what was booked on our account.

The file comes from outside: a document type, entities and anything they could pull in are refused
before they are read, and so is a file that is too large or too deep.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from xml.parsers import expat

from msgspec import Struct, field
from msgspec.structs import replace

from paraguas.doors.imports.errors import FileBroken
from paraguas.settlements.model import BankLine
from paraguas.values.ids import digest_id
from paraguas.values.money import LARGEST_MINOR, exponent
from paraguas.values.refusal import Malformed, Refusal

MOST_BYTES = 20_000_000
"""Larger files are no day's statement."""

_MOST_DEPTH = 40
_MOST_TEXT, _MOST_NAME = 500, 120
_BOOKED = "BOOK"

Read = tuple[int, BankLine | Refusal]
"""The number of an entry, and what it says or why it is none."""


class Node(Struct):
    """An element by its local name."""

    name: str
    currency: str = ""
    text: str = ""
    nodes: list["Node"] = field(default_factory=list)

    def all(self, name: str) -> list["Node"]:
        """Give the elements of a name right below."""
        return [one for one in self.nodes if one.name == name]

    def find(self, *path: str) -> "Node | None":
        """Follow first elements down a path."""
        found: Node | None = self
        for name in path:
            found = next(iter(found.all(name)), None) if found else None
        return found

    def say(self, *path: str) -> str:
        """Give the text at the end of a path, empty where there is none."""
        found = self.find(*path)
        return found.text.strip() if found else ""


def read_statement(document: bytes) -> list[Read]:
    """Read the entries that are booked; refuses a file that is no statement at all."""
    root = _parse(document)
    statements = [one for box in root.all("BkToCstmrStmt") for one in box.all("Stmt")]
    if root.name != "Document" or not statements:
        raise FileBroken(reason="no Document/BkToCstmrStmt/Stmt of camt.053 in it")
    booked = (part for one in statements for part in _parts(one))
    return [(number, _line(part)) for number, part in enumerate(booked, start=1)]


class _Part(Struct, frozen=True):
    """A payment within an entry; alone: it is all of it.  nth: of those just like it that day."""

    statement: Node
    entry: Node
    details: Node
    alone: bool
    nth: int = 1

    @property
    def money(self) -> Node:
        """Its own amount, or the entry's where it stands alone."""
        own = self.details.find("Amt") or self.details.find("AmtDtls", "TxAmt", "Amt")
        return (self.entry.find("Amt") if self.alone or own is None else own) or Node("none")

    @property
    def booked_on(self) -> str:
        """The day, as the bank says it."""
        return (self.entry.say("BookgDt", "Dt") or self.entry.say("BookgDt", "DtTm"))[:10]

    @property
    def reference(self) -> str:
        """How the bank names it, the same in every file it stands in; empty where it does not."""
        own = self.details.say("Refs", "AcctSvcrRef") or self.details.say("Refs", "TxId")
        whole = self.entry.say("AcctSvcrRef") or self.entry.say("NtryRef")
        if own or self.alone:
            return (own or whole)[:_MOST_NAME]
        own = self.details.say("Refs", "EndToEndId") or self.details.say("Refs", "InstrId")
        return " ".join(filter(None, (whole, own)))[:_MOST_NAME] if own else ""

    @property
    def text(self) -> str:
        """What the payer wrote, wherever banks put it."""
        info = self.details.find("RmtInf") or Node("none")
        said = [one.text.strip() for one in info.all("Ustrd")]
        said += [one.say("CdtrRefInf", "Ref") for one in info.all("Strd")]
        said += [self.details.say("Refs", "EndToEndId"), self.details.say("AddtlTxInf")]
        return " ".join(filter(None, (*said, self.entry.say("AddtlNtryInf"))))[:_MOST_TEXT]


def _parts(statement: Node) -> Iterator[_Part]:
    """Give what is booked, payment by payment; what is only announced is left out."""
    like: Counter[tuple[str, str, str]] = Counter()
    for entry in statement.all("Ntry"):
        if (entry.say("Sts", "Cd") or entry.say("Sts")) != _BOOKED:
            continue
        told = [one for box in entry.all("NtryDtls") for one in box.all("TxDtls")]
        for details in told or [Node("none")]:
            part = _Part(statement, entry, details, len(told) < 2)
            key = part.booked_on, part.money.text, part.text
            like[key] += 1
            yield replace(part, nth=like[key])


def _line(part: _Part) -> BankLine | Refusal:
    try:
        return _read(part)
    except Refusal as refusal:
        return refusal


def _read(part: _Part) -> BankLine:
    currency, amount_minor = _amount(part.money)
    way = part.details.say("CdtDbtInd") or part.entry.say("CdtDbtInd")
    if way not in {"CRDT", "DBIT"}:
        raise Malformed(where="CdtDbtInd", problem=way[:40])
    account = part.statement.find("Acct", "Id") or Node("none")
    named = account.say("IBAN") or account.say("Othr", "Id")
    told = (named, part.booked_on, way, str(amount_minor), currency, part.text, str(part.nth))
    return BankLine(
        statement=part.statement.say("Id")[:60],
        reference=part.reference or digest_id("bank line", *told),
        text=part.text,
        amount_minor=amount_minor,
        currency=currency,
        booked_on=part.booked_on,
        credit=way == "CRDT",
        reversal=part.entry.say("RvslInd") == "true",
    )


def _amount(told: Node) -> tuple[str, int]:
    digits = exponent(told.currency)
    try:
        minor = Decimal(told.text.strip()).scaleb(digits)
        sound = minor == minor.to_integral_value() and 0 <= minor <= LARGEST_MINOR
    except InvalidOperation as problem:
        raise Malformed(where="Amt", problem=told.text[:40]) from problem
    if not sound:
        raise Malformed(where="Amt", problem=told.text[:40])
    return told.currency, int(minor)


def _parse(document: bytes) -> Node:
    if len(document) > MOST_BYTES:
        raise FileBroken(reason=f"larger than {MOST_BYTES} bytes")
    reader = _Reader()
    try:
        reader.parser.Parse(document, True)
    except (expat.ExpatError, LookupError, ValueError) as problem:
        # An encoding nobody knows is no ExpatError.
        raise FileBroken(reason=f"no well-formed XML: {problem}") from problem
    return reader.root


class _Reader:
    """Builds elements by their local names; refuses documents that declare a type or entities."""

    def __init__(self) -> None:
        self.root = Node("none")
        self._open: Sequence[Node] = ()
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _refuse(self, *_: object) -> None:
        raise FileBroken(reason="a document type or entities are declared in it")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= _MOST_DEPTH:
            raise FileBroken(reason=f"deeper than {_MOST_DEPTH} elements")
        node = Node(name.rpartition(" ")[2], attributes.get("Ccy", ""))
        if self._open:
            self._open[-1].nodes.append(node)
        else:
            self.root = node
        self._open = (*self._open, node)

    def _end(self, _: str) -> None:
        self._open = self._open[:-1]

    def _text(self, text: str) -> None:
        self._open[-1].text += text
