"""The policy book asked about units that come back: returns, refund and guarantee together."""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from paraguas.catalog.queries import catalogue
from paraguas.plumbing.tx import Tx
from paraguas.policies.errors import PolicyFactWrong
from paraguas.policies.model import Book, Occasion, Value, Verdict
from paraguas.policies.rules.deciding import Decider, case_of, jurisdiction_of
from paraguas.policies.rules.judging import judge
from paraguas.returns.model import Asked, Ruling
from paraguas.returns.rules.ruling import Decided, age_days, rule
from paraguas.values.ids import SkuId
from paraguas.values.time import local_day

SUBJECTS = ("returns", "refunds", "warranty", "exchange")

_MOST_AMOUNT = 100_000_000
_USUAL: Mapping[str, Value] = {
    "tier": "none",
    "informed": True,
    "policy_posted": True,
    "sold_at_home": False,
    "receipt": True,
    "repaired": False,
    "goods": "goods",
    "gift": False,
    "tender": "card",
    "place_kind": "warehouse",
}
"""Facts of a sale where nothing else is told."""


class Contract(Struct, frozen=True):
    """How units were sold: under whose law, when, and in which language it is told.

    arrived_at: when the last of the goods reached the person; None while some are to come.
    """

    sku_id: SkuId
    country: str
    region: str
    contracted_at: int
    arrived_at: int | None
    asked_at: int
    currency: str
    language: str


def ask_book(
    tx: Tx,
    decider: Decider,
    shared: Mapping[str, Value],
    contract: Contract,
    asked: Asked,
    *,
    amount_minor: int,
) -> Ruling:
    """Ask a book about units that come back; shared: what is particular to their sale.

    amount_minor: what they cost.  Refuses a word the book does not know.
    """
    verdicts, asked_on = verdicts_on(
        *(tx, decider, shared, contract, asked), subjects=SUBJECTS, amount_minor=amount_minor
    )
    return rule(*verdicts, asked_on=asked_on, amount_minor=amount_minor, reason=asked.reason)


def verdicts_on(
    tx: Tx,
    decider: Decider,
    shared: Mapping[str, Value],
    contract: Contract,
    asked: Asked,
    *,
    subjects: Sequence[str],
    amount_minor: int,
) -> tuple[list[Decided], str]:
    """Ask a book on some subjects about units; gives the ISO day it is asked on by their law too.

    Refuses a word the book does not know.
    """
    book = decider.book
    sku = catalogue(tx).sku(contract.sku_id)
    kept = sku.attributes if sku else {}
    told: dict[str, Value] = {
        **_USUAL,
        **shared,
        "category": kept.get("policy_category", "general"),
        "final_sale": kept.get("final_sale") == "true",
        "durable": kept.get("durable") == "true",
        "opened": asked.opened,
        "handling": _known(book, "handling", asked.handling),
        "reason": _known(book, "reason", asked.reason),
        "defect": _known(book, "defect", asked.defect),
        "amount": min(max(0, amount_minor), _MOST_AMOUNT),
    }
    facts, occasion = _on_its_days(book, contract, told, amount_minor)
    verdicts = [
        _plain(judge(decider, subject, facts, occasion, [contract.language]))
        for subject in subjects
    ]
    return verdicts, occasion.asked_on.isoformat()


def _on_its_days(
    book: Book, contract: Contract, facts: Mapping[str, Value], amount_minor: int
) -> tuple[dict[str, Value], Occasion]:
    """Complete a case with its law and its days by the midnight of that law."""
    zone = book.zones.get(jurisdiction_of(book, contract.country, contract.region), "UTC")
    dated: dict[str, Value] = {
        **facts,
        "gift_season": local_day(contract.contracted_at, zone).month in book.gift_months,
        "days_since_purchase": age_days(contract.contracted_at, contract.asked_at),
    }
    return case_of(
        book,
        dated,
        country=contract.country,
        region=contract.region,
        contracted_at=contract.contracted_at,
        asked_at=contract.asked_at,
        # What has not begun is counted from today, so that it is not over.
        days={"delivered_on": local_day(contract.arrived_at or contract.asked_at, zone)},
        amount_minor=amount_minor,
        currency=contract.currency,
    )


def _known(book: Book, fact: str, word: str) -> str:
    allowed = book.facts[fact].values
    if word not in allowed:
        raise PolicyFactWrong(fact=fact, value=word, allowed=list(allowed))
    return word


def _plain(verdict: Verdict) -> Decided:
    return Decided(
        subject=verdict.subject,
        values=verdict.values,
        clauses=verdict.clauses,
        sums=verdict.sums,
        until={name: day.isoformat() for name, day in verdict.until.items()},
        version=verdict.version,
        content_hash=verdict.content_hash,
        text=verdict.text,
        reasons=verdict.reasons,
        told=msgspec.to_builtins(verdict),
    )
