"""What other floors may read of loyalty."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from msgspec import Struct

from paraguas.loyalty.errors import LoyaltyAccountUnknown, ProgrammeUnknown
from paraguas.loyalty.model import (
    Account,
    EarningOrder,
    Event,
    Ledger,
    LotLeft,
    OrderPoints,
    PointsBalance,
    Programme,
    SavedProgramme,
    TierStanding,
)
from paraguas.loyalty.rules.lasting import expiring_first, life_of
from paraguas.loyalty.rules.liability import Liability, liability
from paraguas.loyalty.rules.numbering import account_id_of
from paraguas.loyalty.rules.reading import read_forbidden, read_programme
from paraguas.loyalty.rules.statement import StatementLine, statement
from paraguas.loyalty.rules.tiers import counted, tier_standing
from paraguas.loyalty.rules.wallet import Wallets
from paraguas.loyalty.store import accounts, audits, orders, programmes
from paraguas.loyalty.store.books import open_books
from paraguas.plumbing.reference import Reference
from paraguas.plumbing.tx import Tx
from paraguas.values.audit import Check

_DATA = files("paraguas") / "data" / "loyalty"
SHIPPED = "paraguas"
"""The programme the product comes with: in force, as version 0, until one of its name is saved."""


class Programmes(Struct, frozen=True):
    """All versions of all programmes."""

    versions: Mapping[tuple[str, int], Programme]
    newest: Mapping[str, Programme]

    def version(self, code: str, version: int) -> Programme:
        """Give a version that something was earned by; ProgrammeUnknown where there is none."""
        found = self.versions.get((code, version))
        if found is None:
            raise ProgrammeUnknown(programme=code)
        return found

    def in_force(self, code: str) -> Programme:
        """Give the newest version of a programme; ProgrammeUnknown where there is none."""
        found = self.newest.get(code)
        if found is None:
            raise ProgrammeUnknown(programme=code)
        return found


class LedgerReport(Struct, frozen=True):
    """A programme's ledger, and what its points mean in money, by currency."""

    programme: str
    points: Mapping[str, int]
    money: Mapping[str, Liability]


@cache
def forbidden() -> Mapping[str, str]:
    """Give the places whose law lets no points expire by time alone, each with its source."""
    return MappingProxyType(read_forbidden((_DATA / "law.toml").read_text("utf-8")))


@cache
def shipped() -> SavedProgramme:
    """Give the programme the product comes with."""
    text = (_DATA / f"{SHIPPED}.toml").read_text("utf-8")
    return SavedProgramme(read_programme(text, f"{SHIPPED}.toml", forbidden()), text, 0, "", "")


def _load(tx: Tx) -> Programmes:
    told = [shipped(), *(_saved(row) for row in programmes.all_versions(tx))]
    return Programmes(
        {(one.programme.code, one.programme.version): one.programme for one in told},
        {one.programme.code: one.programme for one in told},
    )


reference = Reference("loyalty_programmes", _load)


members = Reference("loyalty_members", accounts.is_any_linked)


def has_members(tx: Tx) -> bool:
    """Whether any account is linked with a customer, so that who is recognised may earn."""
    return members.get(tx)


def programmes_in_force(tx: Tx) -> Programmes:
    """Give all programmes as this transaction sees them."""
    return reference.get(tx)


def programme_versions(tx: Tx, code: str) -> list[SavedProgramme]:
    """Give the versions of a programme, the newest first; ProgrammeUnknown where there are none."""
    found = [_saved(row) for row in programmes.versions_of(tx, code)]
    if code == SHIPPED:
        found.insert(0, shipped())
    if not found:
        raise ProgrammeUnknown(programme=code)
    return found[::-1]


def account(tx: Tx, number: str) -> Account:
    """Find an account by its number, however it was typed; LoyaltyAccountUnknown otherwise."""
    return account_by_id(tx, account_id_of(number), number=number)


def account_by_id(tx: Tx, account_id: str, *, number: str = "") -> Account:
    """Find an account by its id; number: how it was asked for."""
    found = accounts.find_accounts(tx, [account_id]).get(account_id)
    if found is None:
        raise LoyaltyAccountUnknown(number=number or account_id)
    return found


def ask_accounts(tx: Tx, account_ids: Iterable[str]) -> Callable[[], dict[str, Account]]:
    """Ask for accounts by their ids; the answer may be on its way until `together` ends."""
    return accounts.ask_accounts(tx, account_ids)


def accounts_of(tx: Tx, account_ids: Iterable[str]) -> list[Account]:
    """Read accounts by their ids; unknown ones are left out."""
    return list(accounts.find_accounts(tx, account_ids).values())


def accounts_linked(tx: Tx, record_ids: Iterable[str], pools: Iterable[str] = ()) -> list[Account]:
    """Read the accounts linked with records of customers, or in family pools."""
    return accounts.accounts_around(tx, record_ids, pools)


def slice_wallets(tx: Tx, wallets: Mapping[str, Sequence[Account]]) -> Wallets:
    """Open the books of wallets; wallets: the account that is named -> all that pay with it."""
    together = [account for each in wallets.values() for account in each]
    return Wallets(
        programmes_in_force(tx).newest if wallets else {},
        open_books(tx, together, left=True),
        {named: tuple(each.account_id for each in paying) for named, paying in wallets.items()},
    )


def balance(tx: Tx, account_ids: Iterable[str]) -> PointsBalance:
    """Sum what accounts hold, as a person's that are linked with her now."""
    return balance_of(accounts_of(tx, account_ids))


def balance_of(found: Iterable[Account]) -> PointsBalance:
    """Sum what accounts hold."""
    told = list(found)
    return PointsBalance(
        active=sum(one.active for one in told),
        pending=sum(one.pending for one in told),
        debt=sum(one.debt for one in told),
    )


def events_of(tx: Tx, account_id: str) -> list[Event]:
    """Read what happened to an account, from the first on."""
    return accounts.events_of(tx, account_id)


def tier_of(tx: Tx, programme: Programme, account_ids: Iterable[str], at: int) -> TierStanding:
    """Tell the tier of who has these accounts, at an instant."""
    history = [one for which in account_ids for one in counted(accounts.events_of(tx, which))]
    return tier_standing(programme, history, at)


def statement_of(tx: Tx, account_id: str) -> list[StatementLine]:
    """Tell what moved on an account, the oldest first, with the balance after it."""
    return statement(accounts.events_of(tx, account_id), accounts.postings_of(tx, account_id))


def lots_left(tx: Tx, account_id: str) -> tuple[LotLeft, ...]:
    """Tell what is left of an account by lots: what expires first, pending ones last."""
    lots = accounts.lots_of(tx, [account_id], left=True)[account_id]
    left = [LotLeft(one.lot_no, one.rest, one.ready, one.usable_at, one.expires_at) for one in lots]
    return tuple(sorted(left, key=expiring_first))


def earning_order(tx: Tx, order_id: str) -> EarningOrder | None:
    """Tell what an order earned and by what, if it does earn."""
    return orders.earning_order(tx, order_id)


def order_points(tx: Tx, order_id: str) -> OrderPoints | None:
    """Tell the points of an order; None where it neither earns nor spent any."""
    earns, burnt = orders.earning_order(tx, order_id), orders.burns_of(tx, order_id)
    if earns is None and not burnt:
        return None
    return OrderPoints(
        earned=earns.points if earns else 0,
        number=account_by_id(tx, earns.account_id).number if earns else None,
        version=earns.version if earns else None,
        tier=earns.tier if earns else None,
        usable_at=earns.usable_at if earns else None,
        spent=sum(burn.points for burn in burnt),
        given_back=sum(burn.back_points for burn in burnt),
    )


def life_in(programme: Programme, place: str) -> int | None:
    """Tell how long usable points of a member last, in microseconds; None for ever."""
    return life_of(programme, place, forbidden().keys())


def ledger_reports(tx: Tx) -> list[LedgerReport]:
    """Tell the ledger of each programme, and what is owed for its points in each currency."""
    known, sold = programmes_in_force(tx), audits.points_sold(tx)
    return [
        LedgerReport(
            code,
            {ledger.value: points.get(ledger.value, 0) for ledger in Ledger},
            {
                currency: _owed(points, known.in_force(code), allocated)
                for programme, currency, allocated in sold
                if programme == code
            },
        )
        for code, points in sorted(audits.ledger_sums(tx).items())
    ]


def audit(tx: Tx) -> list[Check]:
    """Verify the room's promises on the stored rows."""
    events, held, lots = audits.count(tx)
    return [
        Check(
            "loyalty: postings sum to zero",
            events,
            tuple(
                f"account {row.account_id} event {row.event_no} is {row.over} points over"
                for row in audits.uneven_events(tx)
            ),
        ),
        Check(
            "loyalty: balances are the sums of postings, and nobody holds and owes",
            held,
            tuple(
                f"account {row.number} holds {row.active} and {row.pending} pending, owes "
                f"{row.debt}; postings say {row.booked}"
                for row in audits.wrong_balances(tx)
            ),
        ),
        Check(
            "loyalty: lots are the sums of postings",
            lots,
            tuple(
                f"account {row.account_id} lot {row.lot_no} of {row.earned} spent {row.spent} and "
                f"lost {row.expired}; postings say otherwise"
                for row in audits.wrong_lots(tx)
            ),
        ),
    ]


def _saved(row: programmes.Row) -> SavedProgramme:
    code, version, text, saved_at, saved_by, reason = row
    programme = read_programme(text, f"{code}.toml", forbidden(), version)
    return SavedProgramme(programme, text, saved_at, saved_by, reason)


def _owed(points: Mapping[str, int], programme: Programme, allocated_minor: int) -> Liability:
    issued = -points.get(Ledger.ISSUED.value, 0)
    spent = points.get(Ledger.BURNT.value, 0)
    return liability(allocated_minor, issued, spent, programme.expected_pcm)
