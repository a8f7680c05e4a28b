"""What the verdicts of the policy book amount to for units somebody wants to give back."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from paraguas.returns.errors import ReturnExcluded, ReturnLate
from paraguas.returns.model import Fee, RefundMoment, Ruling
from paraguas.values.time import DAY

FAULTS = frozenset(("wrong", "defective"))
"""Reasons that are the brand's fault: nothing is kept of the money, and the guarantee counts."""

RESTOCKING = "restocking"
REDUCED = "reduced"
"""The kind of a fee for what a line was lowered by before: it was given back already."""
ORIGINAL = "original"
STORE_CREDIT = "store_credit"


class Decided(Struct, frozen=True, gc=False):
    """A verdict of the policy book as plain values; until: dimension -> last day, ISO."""

    subject: str
    values: Mapping[str, Any]
    clauses: Mapping[str, str]
    sums: Mapping[str, int]
    until: Mapping[str, str]
    version: int
    content_hash: str
    text: str
    reasons: tuple[str, ...]
    told: Any


def rule(
    back: Decided, money: Decided, guarantee: Decided, swap: Decided, *, asked_on: str,
    amount_minor: int, reason: str,
) -> Ruling:  # fmt: skip
    """Put verdicts together: about giving back, the refund, the guarantee, and an exchange.

    asked_on: ISO day by the midnight of the person's law.
    """
    fault = reason in FAULTS
    window = int(back.values.get("window_days", 0))
    last = max(back.until["window_days"], back.until["extra_months"])
    in_time = window > 0 and asked_on <= last
    reject_by = guarantee.until["reject_days"]
    fees = () if fault else _fees(back)
    said = (guarantee, money) if fault and not in_time else (back, money)
    return Ruling(
        allowed=in_time or (fault and asked_on <= reject_by),
        cause=_cause(guarantee, asked_on, in_time=in_time, fault=fault, window=window),
        until_on=max(last, reject_by) if fault else last,
        amount_minor=amount_minor,
        fees=fees,
        refund_minor=amount_minor - sum(fee.amount_minor for fee in fees),
        refund_to=str(money.values["refund_to"]),
        refund_on=RefundMoment(money.values["refund_on"]),
        refund_until_on=money.until["refund_days"],
        version=back.version,
        content_hash=back.content_hash,
        clauses=tuple(dict.fromkeys(row for one in said for row in one.clauses.values())),
        text=" ".join(one.text for one in said),
        reasons=tuple(dict.fromkeys(why for one in said for why in one.reasons)),
        verdicts={one.subject: one.told for one in (back, money, guarantee, swap)},
        exchangeable=bool(swap.values["exchange_days"]) and asked_on <= swap.until["exchange_days"],
    )


def demand_allowed(ruling: Ruling, line_no: int) -> None:
    """Refuse what the book does not let come back: after its time, or not at all."""
    if ruling.allowed:
        return
    if ruling.cause == "excluded":
        raise ReturnExcluded(line=line_no, why=ruling.text, clauses=list(ruling.clauses))
    raise ReturnLate(line=line_no, until=ruling.until_on, clauses=list(ruling.clauses))


def exchanged(ruling: Ruling) -> Ruling:
    """Let units come back that are exchanged in time, though money is not given for them."""
    if ruling.allowed or not ruling.exchangeable:
        return ruling
    return replace(ruling, allowed=True, cause="exchanged")


def guaranteed(ruling: Ruling) -> Ruling:
    """Let defective units come back for their money, since neither repair nor others helped."""
    return replace(ruling, allowed=True, cause="guaranteed")


def as_credit(ruling: Ruling) -> Ruling:
    """Give it as store credit because the person would rather have that."""
    return replace(ruling, refund_to=STORE_CREDIT)


def kept_as_credit(was: Ruling, now: Ruling) -> Ruling:
    """Keep what was to be store credit as that, however it is judged again."""
    return as_credit(now) if was.refund_to == STORE_CREDIT else now


def lowered(
    lines: Sequence[int],
    rulings: Sequence[Ruling],
    given: Mapping[int, int],
    kept: Mapping[int, int],
) -> tuple[Ruling, ...]:
    """Keep of the money what lines were lowered by before, once.

    lines: of the rulings.  given, kept: by line, what it was lowered by, and what other returns
    have kept for that.
    """
    left = {line_no: amount - kept.get(line_no, 0) for line_no, amount in given.items()}
    told = []
    for line_no, ruling in zip(lines, rulings, strict=True):
        now = min(left.get(line_no, 0), ruling.refund_minor)
        left[line_no] = left.get(line_no, 0) - max(0, now)
        told.append(_less(ruling, now) if now > 0 else ruling)
    return tuple(told)


def _less(ruling: Ruling, amount_minor: int) -> Ruling:
    fees = (*ruling.fees, Fee(REDUCED, amount_minor, REDUCED))
    return replace(ruling, fees=fees, refund_minor=ruling.refund_minor - amount_minor)


def override(ruling: Ruling, *, waive_fees: bool) -> Ruling:
    """Give more than the book: let it come back, and keep nothing of the money if it is waived."""
    fees = tuple(fee for fee in ruling.fees if fee.kind == REDUCED or not waive_fees)
    kept = sum(fee.amount_minor for fee in fees)
    refund = ruling.amount_minor - kept
    return replace(ruling, allowed=True, overridden=True, fees=fees, refund_minor=refund)


def beyond(book: Ruling, given: Ruling) -> int:
    """Tell by how much more is given than by the book: for so much somebody answers."""
    return given.refund_minor - (book.refund_minor if book.allowed else 0)


def known_tier(tiers: Sequence[str], hers: str, words: Sequence[str]) -> str:
    """Give the highest tier up to hers that the book has a word for, or its first word for none.

    tiers: of her programme, the lowest first.
    """
    reached = tiers[: tiers.index(hers) + 1] if hers in tiers else ()
    return next((tier for tier in reversed(reached) if tier in words), words[0])


def age_days(contracted_at: int, at: int) -> int:
    """Tell how many whole days ago a contract was made."""
    return max(0, at - contracted_at) // DAY


def _fees(back: Decided) -> tuple[Fee, ...]:
    kept = back.sums.get("fee_bp", 0)
    return (Fee(RESTOCKING, kept, back.clauses["fee_bp"]),) if kept else ()


def _cause(guarantee: Decided, asked_on: str, *, in_time: bool, fault: bool, window: int) -> str:
    if in_time:
        return "in_time"
    if fault and asked_on <= guarantee.until["repair_extension_months"]:
        return "guaranteed"
    return "excluded" if window == 0 and not fault else "late"
