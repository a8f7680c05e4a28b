"""Accounts of points as people keep them: opened, linked, pooled, adjusted, and looked at."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from paraguas.customers.queries import records_of_person
from paraguas.journeys.people.earning import earn_on
from paraguas.journeys.people.wallets import wallet_of
from paraguas.loyalty import queries as loyalty
from paraguas.loyalty.actions.adjust_points import adjust_points
from paraguas.loyalty.actions.open_account import open_account
from paraguas.loyalty.actions.tie_account import tie_account
from paraguas.loyalty.errors import LoyaltyOrderTaken, PartnerUnknown, PoolMixed
from paraguas.loyalty.model import Account, Ledger, OrderPoints, PointsBalance, TierStanding
from paraguas.loyalty.rules.burning import worth_of
from paraguas.orders import queries as orders
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Actor
from paraguas.staff.rules.authority import demand_authority
from paraguas.values.ids import OrderId, digest_id
from paraguas.values.stamp import Stamp


class Joining(Struct, frozen=True):
    """A member to be: number of the account, programme, where she lives, which customer she is."""

    stamp: Stamp
    number: str
    programme: str
    place: str = ""
    person: str = ""


class Linking(Struct, frozen=True):
    """An account to be linked with a customer, or (nobody) with none any more."""

    stamp: Stamp
    number: str
    person: str


class Pooling(Struct, frozen=True):
    """Accounts that are to pay together; a single one leaves its pool."""

    stamp: Stamp
    numbers: tuple[str, ...]


class Adjusting(Struct, frozen=True):
    """Points to give or (below 0) to take, by whom, and (in the stamp) why; once for each cause.

    partner: whose points they are; empty for the brand's own.
    """

    stamp: Stamp
    actor: Actor
    number: str
    points: int
    cause: str
    partner: str = ""


class Claiming(Struct, frozen=True):
    """An order that is to earn on an account after all."""

    stamp: Stamp
    number: str
    order_id: OrderId


class Member(Struct, frozen=True):
    """An account, what it and those that pay with it hold, and where the person stands.

    worth_minor: what may be spent now, in minor units of each currency of the programme.
    """

    account: Account
    own: PointsBalance
    together: PointsBalance
    numbers: tuple[str, ...]
    tier: TierStanding
    worth_minor: Mapping[str, int]


def join(tx: Tx, item: Joining) -> Member:
    """Open an account; refuses a number somebody has, and a customer who is not there."""
    record_id = _record(tx, item.person) if item.person else None
    opened = open_account(
        *(tx, item.stamp, item.number, item.programme), place=item.place, record_id=record_id
    )
    return member(tx, opened, item.stamp.at)


def link(tx: Tx, item: Linking) -> Member:
    """Link an account with a customer's record; its points stay its own, whoever she is."""
    found = loyalty.account(tx, item.number)
    record_id = _record(tx, item.person) if item.person else None
    tied = tie_account(tx, found, record_id=record_id, pool_id=found.pool_id)
    return member(tx, tied, item.stamp.at)


def pool(tx: Tx, item: Pooling) -> list[Member]:
    """Let accounts of one programme pay together; each keeps its points, also when it leaves.

    A single one leaves its pool.  Refuses accounts of several programmes, or in another pool.
    """
    found = {one.account_id: one for one in (loyalty.account(tx, n) for n in item.numbers)}
    accounts = list(found.values())
    if len(accounts) == 1:
        [alone] = accounts
        tied = [tie_account(tx, alone, record_id=alone.record_id, pool_id=None)]
    else:
        if len({one.programme for one in accounts}) > 1 or any(one.pool_id for one in accounts):
            raise PoolMixed
        made = item.stamp.ids.next()
        tied = [tie_account(tx, one, record_id=one.record_id, pool_id=made) for one in accounts]
    return [member(tx, one, item.stamp.at) for one in tied]


def adjust(tx: Tx, item: Adjusting) -> Member:
    """Give points or take them; refuses more than the actor may decide alone, by their worth."""
    found = loyalty.account(tx, item.number)
    programme = loyalty.programmes_in_force(tx).in_force(found.programme)
    if item.partner and item.partner not in programme.partners:
        raise PartnerUnknown(partner=item.partner)
    worth = worth_of(abs(item.points), programme.rates[programme.currency])
    demand_authority(item.actor, worth, programme.currency)
    adjust_points(
        *(tx, item.stamp, found, item.points),
        ledger=Ledger.PARTNER if item.partner else Ledger.ADJUSTMENTS,
        cause_id=digest_id("points", found.account_id, item.partner, item.cause),
        life=loyalty.life_in(programme, found.place),
    )
    return member(tx, loyalty.account(tx, item.number), item.stamp.at)


def claim(tx: Tx, item: Claiming) -> OrderPoints:
    """Let an order earn that named no account; refuses one that earns on another."""
    found = loyalty.account(tx, item.number)
    order = orders.order(tx, item.order_id)
    earned = earn_on(tx, item.stamp, order.order_id, found)
    if earned.account_id != found.account_id:
        raise LoyaltyOrderTaken(order=order.number)
    told = loyalty.order_points(tx, order.order_id)
    assert told, "an order that earns"
    return told


def member(tx: Tx, account: Account, at: int) -> Member:
    """Tell what an account holds, and where its person stands at an instant."""
    wallet = wallet_of(tx, account)
    programme = loyalty.programmes_in_force(tx).in_force(account.programme)
    together = loyalty.balance_of(wallet)
    return Member(
        account,
        loyalty.balance_of([account]),
        together,
        tuple(one.number for one in wallet),
        loyalty.tier_of(tx, programme, [one.account_id for one in wallet], at),
        {
            currency: worth_of(together.spendable, rate)
            for currency, rate in sorted(programme.rates.items())
        },
    )


def members_of(tx: Tx, person: str, at: int) -> Sequence[Member]:
    """Tell of the accounts that are linked with a person now."""
    found = loyalty.accounts_linked(tx, records_of_person(tx, person))
    return [member(tx, one, at) for one in found]


def _record(tx: Tx, person: str) -> str:
    """Choose the record of a person an account is linked with: the one she is named by."""
    records = records_of_person(tx, person)
    return person if person in records else next(iter(records))
