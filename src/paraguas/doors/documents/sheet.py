"""What a document says, in the order it says it: one content for the page and for the PDF."""

from msgspec import Struct

from paraguas.doors.documents.wording import legal_words, part_words, tax_label
from paraguas.invoices.model import Document, DocumentLine, InBundle, Party
from paraguas.invoices.rules.drafting import sum_by_rate
from paraguas.plumbing.addresses import postal_lines
from paraguas.plumbing.words import speak
from paraguas.values.money import round_half_up
from paraguas.values.quantity import Unit
from paraguas.values.words import Words

Pair = tuple[str, str]

_PRICED_PER = {Unit.GRAM: (1000, "kg"), Unit.MILLILITRE: (1000, "l"), Unit.MINUTE: (60, "h")}


class Row(Struct, frozen=True):
    """A line: what it is, a note in small print, then quantity, unit price, rate and amount."""

    title: str
    note: str
    figures: tuple[str, str, str, str]


class Block(Struct, frozen=True):
    """The lines that reach the person the same way."""

    title: str
    rows: tuple[Row, ...]


class Sheet(Struct, frozen=True):
    """All texts of a document; pairs are a label and its value."""

    language: str
    title: str
    number: str
    facts: tuple[Pair, ...]
    parties: tuple[tuple[str, tuple[str, ...]], ...]
    columns: tuple[str, ...]
    blocks: tuple[Block, ...]
    sums: tuple[Pair, ...]
    total: Pair
    paid_title: str
    paid: tuple[Pair, ...]
    tax_title: str
    tax_columns: tuple[str, ...]
    tax_rows: tuple[tuple[str, ...], ...]
    legal: tuple[str, ...]
    note: str
    issuer: str
    page: str


def lay_out(document: Document) -> Sheet:
    """Put a document into words, in the language and by the conventions frozen on it."""
    heading, seller = document.heading, document.heading.seller
    country = seller.address.country if seller.address else ""
    words = speak(heading.language, heading.zone, country)
    tax = tax_label(document, words)
    credit = document.refers_to is not None
    return Sheet(
        language=words.language,
        title=_say(words, document.kind.value),
        number=document.number,
        facts=_facts(document, words),
        parties=(
            (_say(words, "seller"), party_lines(seller, words, country)),
            (_say(words, "buyer"), party_lines(heading.buyer, words, country)),
        ),
        columns=(*_labels(words, "item", "quantity", "unit_price"), tax, _say(words, "amount")),
        blocks=_blocks(document, words),
        sums=_sums(document, words, tax),
        total=(
            _say(words, "total_credited" if credit else "total"),
            words.money(document.gross_minor, heading.currency),
        ),
        paid_title=_say(words, "refunded_to" if credit else "paid_with"),
        paid=_paid(document, words),
        tax_title=_say(words, "summary"),
        tax_columns=_labels(words, "rate", "net", "tax", "total"),
        tax_rows=_tax_rows(document, words),
        legal=legal_words(sum_by_rate(document.lines), words),
        note=_note(document, words, tax),
        issuer=" · ".join(filter(None, (seller.name, _tax_number(seller, words)))),
        page=words.texts["documents.page"],
    )  # fmt: skip


def _say(words: Words, key: str) -> str:
    return words.say(f"documents.{key}")


def _labels(words: Words, *keys: str) -> tuple[str, ...]:
    return tuple(_say(words, key) for key in keys)


def _facts(document: Document, words: Words) -> tuple[Pair, ...]:
    facts = [
        (_say(words, "number"), document.number),
        (_say(words, "issued_on"), words.day(document.issued_on)),
        (_say(words, "order"), document.heading.order_number),
    ]
    if origin := document.refers_to:
        facts.append((_say(words, "refers_to"), origin.number))
        facts.append((_say(words, "reason"), _say(words, origin.reason)))
    return tuple(facts)


def party_lines(party: Party, words: Words, home: str) -> tuple[str, ...]:
    """Name a seller or buyer with address and tax number; a country that is not `home` too."""
    lines = [party.name or _say(words, "somebody")]
    if party.address:
        lines += postal_lines(party.address)
        if party.address.country and party.address.country != home:
            lines.append(words.country(party.address.country))
    lines += [_tax_number(party, words), party.email]
    return tuple(filter(None, lines))


def _tax_number(party: Party, words: Words) -> str:
    if not party.tax_number:
        return ""
    return words.say("documents.tax_number", number=party.tax_number)


def _blocks(document: Document, words: Words) -> tuple[Block, ...]:
    groups: dict[str, list[Row]] = {}
    begun: set[tuple[str, int]] = set()
    for line in document.lines:
        rows = groups.setdefault(line.group, [])
        if line.bundle and (line.group, line.bundle.bundle_no) not in begun:
            begun.add((line.group, line.bundle.bundle_no))
            rows.append(_bundle_row(document, line.group, line.bundle, words))
        rows.append(_row(document, line, words))
    return tuple(Block(words.say(f"groups.{name}"), tuple(rows)) for name, rows in groups.items())


def _bundle_row(document: Document, group: str, bundle: InBundle, words: Words) -> Row:
    """Show a bundle as one line at its price; its parts stand below with theirs."""
    heading = document.heading
    number, with_tax = bundle.bundle_no, heading.prices_include_tax
    parts = [
        line
        for line in document.lines
        if line.group == group and line.bundle and line.bundle.bundle_no == number
    ]
    amount = sum(part.gross_minor if with_tax else part.net_minor for part in parts)
    counts = {divmod(part.units, part.bundle.each) for part in parts if part.bundle}
    count, rest = counts.pop() if len(counts) == 1 else (0, 0)
    # Parts that went alone make no whole bundle to count or to price.
    count = 0 if rest else count
    return Row(
        bundle.title,
        "",
        (
            words.quantity(count, Unit.PIECE) if count else "",
            words.money(round_half_up(amount, count), heading.currency) if count else "",
            "",
            words.money(amount, heading.currency),
        ),
    )


def _row(document: Document, line: DocumentLine, words: Words) -> Row:
    heading = document.heading
    note = [line.code]
    if line.discount_minor:
        discount = words.money(line.discount_minor, heading.currency)
        note.append(words.say("documents.discount", amount=discount))
    shown = line.gross_minor if heading.prices_include_tax else line.net_minor
    told = words.money(shown, heading.currency)
    return Row(
        f"- {line.title}" if line.bundle else line.title,
        " · ".join(filter(None, note)),
        (
            words.quantity(line.units, line.unit),
            _unit_price(line, heading.currency, words),
            words.percent(line.tax_rate_pcm),
            f"({told})" if line.bundle else told,
        ),
    )


def _unit_price(line: DocumentLine, currency: str, words: Words) -> str:
    if line.quantity <= 0:
        return ""
    per, name = _PRICED_PER.get(line.unit, (1, ""))
    price = words.money(round_half_up(line.line_amount_minor * per, line.quantity), currency)
    return f"{price}/{name}" if name else price


def _sums(document: Document, words: Words, tax: str) -> tuple[Pair, ...]:
    currency = document.heading.currency
    first = _say(words, "net" if document.heading.prices_include_tax else "subtotal")
    return (
        (first, words.money(document.net_minor, currency)),
        (tax, words.money(document.tax_minor, currency)),
    )


def _tax_rows(document: Document, words: Words) -> tuple[tuple[str, ...], ...]:
    currency = document.heading.currency
    rows: list[tuple[str, ...]] = []
    for one in sum_by_rate(document.lines):
        gross_minor = one.net_minor + one.tax_minor
        sums = (one.net_minor, one.tax_minor, gross_minor)
        rows.append((words.percent(one.rate_pcm), *(words.money(each, currency) for each in sums)))
        rows += [(label, "", value, "") for label, value in part_words(one, currency, words)]
    return tuple(rows)


def _paid(document: Document, words: Words) -> tuple[Pair, ...]:
    """Tell what moved, and what the rounding of cash took off it to come to the total."""
    currency, paid = document.heading.currency, document.paid
    told = [
        (
            f"{words.say(f'paid.{one.kind}')} {one.label}".strip(),
            words.money(one.amount_minor + one.rounding_minor, currency),
        )
        for one in paid
    ]
    rounding_minor = sum(one.rounding_minor for one in paid)
    if rounding_minor:
        told.append((_say(words, "rounding"), words.money(-rounding_minor, currency)))
    return tuple(told)


def _note(document: Document, words: Words, tax: str) -> str:
    with_tax = document.heading.prices_include_tax
    key = "documents.prices_with_tax" if with_tax else "documents.prices_without_tax"
    return words.say(key, tax=tax if tax.isupper() else tax.lower())
