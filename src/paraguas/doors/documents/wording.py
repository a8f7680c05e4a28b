"""What documents say of taxes, in the words of their language."""

from collections.abc import Iterable

from paraguas.invoices.model import Document, RateSum, Treatment
from paraguas.invoices.rules.tax import split_tax
from paraguas.values.words import Words

_TAXED = (Treatment.STANDARD, Treatment.DISTANCE, Treatment.ZERO)


def tax_label(document: Document, words: Words) -> str:
    """Name the tax of a document: as its own rates do, else as one in prices or on top of them."""
    named = {line.tax_parts[0][0] for line in document.lines if len(line.tax_parts) == 1}
    if len(named) == 1:
        return named.pop()
    return words.say(f"documents.{'vat' if document.heading.prices_include_tax else 'sales_tax'}")


def reason_words(treatment: Treatment, reason: str, words: Words) -> str:
    """Say why nothing is taxed, as the law wants it said; empty where a rate is charged."""
    if treatment in _TAXED:
        return ""
    return words.texts.get(f"tax.reason.{reason}") or words.say(f"tax.{treatment.value}")


def legal_words(rates: Iterable[RateSum], words: Words) -> tuple[str, ...]:
    """Say each reason on a document once, in the order of its rates."""
    said = (reason_words(one.treatment, one.reason, words) for one in rates)
    return tuple(dict.fromkeys(filter(None, said)))


def part_words(one: RateSum, currency: str, words: Words) -> list[tuple[str, str]]:
    """Name the taxes a rate is made of, where several are, and how much of its tax goes to each."""
    if len(one.parts) < 2:
        return []
    return [
        (f"{name} {words.percent(rate_pcm)}", words.money(tax_minor, currency))
        for (name, rate_pcm), tax_minor in split_tax(one.tax_minor, one.parts)
    ]
