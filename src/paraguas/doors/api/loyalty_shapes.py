"""The shapes of loyalty over the API: what comes in, and what is told."""

from collections.abc import Mapping
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from paraguas.journeys.people.accounts import Member
from paraguas.loyalty.model import LotLeft, SavedProgramme
from paraguas.loyalty.queries import LedgerReport
from paraguas.loyalty.rules.statement import StatementLine
from paraguas.values.limits import Amount, Code, Reason, ShortCode, Version
from paraguas.values.quantity import LARGEST_QUANTITY

Number = Annotated[str, Meta(min_length=1, max_length=60)]
PersonRef = Annotated[str, Meta(max_length=32)]
MemberPlace = Annotated[str, Meta(pattern="^([A-Z]{2}(-[A-Z0-9]{1,3})?)?$", max_length=6)]
SomePoints = Annotated[int, Meta(ge=-(10**9), le=10**9)]
Cause = Annotated[str, Meta(min_length=1, max_length=80)]
Quantity = Annotated[int, Meta(ge=1, le=LARGEST_QUANTITY)]


class ProgrammeIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A programme to save, as TOML, and why.

    based_on: the version it was changed from, 0 for the first; without it the last who saves wins.
    """

    text: Annotated[str, Meta(min_length=1, max_length=500_000)]
    reason: Reason
    based_on: Version | None = None


class AccountIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A member to be.

    number: of a card that is printed; without it one is drawn.  place: where she lives, `ES` or
    `CA-ON`: law there may forbid that points expire.  person: id of the customer she is.
    """

    programme: ShortCode = "paraguas"
    number: Annotated[str, Meta(max_length=60)] = ""
    place: MemberPlace = ""
    person: PersonRef = ""


class LinkIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The customer an account is linked with; empty for none any more."""

    person: PersonRef = ""


class PoolIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Accounts that are to pay together; a single one leaves its pool."""

    numbers: Annotated[tuple[Number, ...], Meta(min_length=1, max_length=20)]


class AdjustmentIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Points to give or (below 0) to take, and why; the same cause counts once.

    partner: of the programme, whose points they are; empty for the brand's own.
    """

    points: SomePoints
    cause: Cause
    reason: Reason
    partner: ShortCode = ""


class ClaimIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """An order that named no account and is to earn after all."""

    order_id: PersonRef


class PreviewLine(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Goods somebody may buy, and what they would cost together."""

    sku: Code
    quantity: Quantity = 1
    amount_minor: Amount


class PreviewIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Goods somebody may buy in a market; number: of her account, for what her tier adds."""

    market: ShortCode
    lines: Annotated[tuple[PreviewLine, ...], Meta(min_length=1, max_length=2000)]
    number: Annotated[str, Meta(max_length=60)] = ""
    programme: ShortCode = "paraguas"


class ProgrammeOut(Struct, frozen=True):
    """A version of a programme."""

    programme: str
    version: int
    text: str
    saved_at: int
    saved_by: str
    reason: str


class MemberOut(Struct, frozen=True):
    """An account, and where its person stands.

    points, pending, debt: of this account.  spendable: of all that pay with it, whose numbers are
    told; worth_minor: what that pays in each currency.  missing: to the next tier, if there is one.
    """

    account_id: str
    number: str
    programme: str
    place: str
    points: int
    pending: int
    debt: int
    numbers: tuple[str, ...]
    spendable: int
    pending_together: int
    worth_minor: Mapping[str, int]
    tier: str
    qualifying: int
    next_tier: str | None
    missing: int
    linked: bool
    pool_id: str | None


class StatementOut(Struct, frozen=True):
    """What moved on an account, the oldest first, and what is left of it: what expires first."""

    number: str
    lines: list[StatementLine]
    lots: tuple[LotLeft, ...]


class PreviewOut(Struct, frozen=True):
    """What goods would earn; qualifying counts towards the next tier."""

    points: int
    qualifying: int
    tier: str


class LiabilityOut(Struct, frozen=True):
    """What a programme owes: its ledger in points, and in money by currency.

    allocated_minor: the part of prices points were sold for; earned_minor: what of it was earned by
    their being spent; owed_minor: the rest.
    """

    programme: str
    points: Mapping[str, int]
    money: Mapping[str, Mapping[str, int]]


def programme_out(saved: SavedProgramme) -> ProgrammeOut:
    """Tell a version of a programme."""
    made = saved.programme
    told = (saved.text, saved.saved_at, saved.saved_by, saved.reason)
    return ProgrammeOut(made.code, made.version, *told)


def member_out(one: Member) -> MemberOut:
    """Tell where a member stands."""
    account = one.account
    return MemberOut(
        account_id=account.account_id,
        number=account.number,
        programme=account.programme,
        place=account.place,
        points=one.own.active,
        pending=one.own.pending,
        debt=one.own.debt,
        numbers=one.numbers,
        spendable=one.together.spendable,
        pending_together=one.together.pending,
        worth_minor=one.worth_minor,
        tier=one.tier.tier,
        qualifying=one.tier.qualifying,
        next_tier=one.tier.next_tier,
        missing=one.tier.missing,
        linked=account.record_id is not None,
        pool_id=account.pool_id,
    )


def members_out(found: list[Member]) -> list[MemberOut]:
    """Tell where members stand."""
    return [member_out(one) for one in found]


def liability_out(report: LedgerReport) -> LiabilityOut:
    """Tell what a programme owes."""
    money = {
        currency: {
            "allocated_minor": owed.allocated_minor,
            "earned_minor": owed.earned_minor,
            "owed_minor": owed.owed_minor,
        }
        for currency, owed in sorted(report.money.items())
    }
    return LiabilityOut(report.programme, report.points, money)
