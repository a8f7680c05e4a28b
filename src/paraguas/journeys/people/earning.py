"""Earning: an order's points follow what is kept of it, by the rules it was placed under."""

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from paraguas.catalog.queries import Catalogue, catalogue
from paraguas.customers.queries import records_of_person
from paraguas.journeys.people.wallets import wallet_of
from paraguas.loyalty import queries as loyalty
from paraguas.loyalty.actions.earn_points import earn_points
from paraguas.loyalty.actions.pass_time import pass_time
from paraguas.loyalty.actions.revise_points import revise_points
from paraguas.loyalty.model import Account, EarningOrder, KeptLine, Terms
from paraguas.loyalty.rules.choosing import account_to_earn
from paraguas.loyalty.rules.earning import earning, kept_line
from paraguas.loyalty.rules.lasting import usable_from
from paraguas.network.queries import network
from paraguas.orders import queries as orders
from paraguas.orders.model import Counter, PlacedLine, PlacedOrder
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp
from paraguas.values.time import local_day

EARN = "timer:earn_points"
"""Left by an order that names an account, or of somebody known: the worker posts what it earns."""

_ARRIVALS = (Counter.HANDED_OVER, Counter.DELIVERED, Counter.PERFORMED)


def leave_earning(tx: Tx, stamp: Stamp, order_id: str, account_id: str) -> None:
    """Let the worker post what an order earns, at once."""
    tx.later(stamp, EARN, order_id, {"account_id": account_id}, due_at=stamp.at)


def leave_earning_of(tx: Tx, stamp: Stamp, order_id: str, record_id: str) -> None:
    """Let the worker post what an order earns whose person may have an account.

    Nothing is left, and no statement sent, where no account is linked with any customer.
    """
    if loyalty.has_members(tx):
        tx.later(stamp, EARN, order_id, {"record_id": record_id}, due_at=stamp.at)


def earn_when_placed(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Post what an order earns: on the account it named when it was placed, or on its person's.

    Whoever has no account is not made a member without being asked.
    """
    told = chore.read()
    if "account_id" in told:
        earn_on(tx, stamp, chore.subject, loyalty.account_by_id(tx, told["account_id"]))
        return
    accounts = loyalty.accounts_linked(tx, records_of_person(tx, told["record_id"]))
    if accounts:
        currency = orders.order(tx, chore.subject).currency
        programmes = loyalty.programmes_in_force(tx).newest
        if account := account_to_earn(accounts, programmes, currency):
            earn_on(tx, stamp, chore.subject, account)


def reckon_points(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Follow goods that moved, and changes: what an order earns is what its kept goods earn."""
    was = loyalty.earning_order(tx, chore.subject)
    if was:
        order = orders.order(tx, chore.subject)
        now = _now(tx, was, order, loyalty.programmes_in_force(tx))
        terms = _terms(tx, now, order)
        revise_points(tx, stamp, was, now, earning(_kept(now, order), terms))


def let_points_pass(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Let points of an account become usable or expire when it is time."""
    pass_time(tx, stamp, chore.subject)


def earn_on(tx: Tx, stamp: Stamp, order_id: str, account: Account) -> EarningOrder:
    """Let an order earn on an account; one that earns already is told as it is.

    By the version in force and the tier the person has now, which stay with it.
    """
    known = loyalty.earning_order(tx, order_id)
    if known:
        return known
    order = orders.order(tx, order_id)
    programmes = loyalty.programmes_in_force(tx)
    programme = programmes.in_force(account.programme)
    market = network(tx).market(order.market)
    assert market is not None, "an order of a market that is not there"
    wallet = (one.account_id for one in wallet_of(tx, account))
    made = EarningOrder(
        order.order_id,
        account.account_id,
        programme.code,
        programme.version,
        loyalty.tier_of(tx, programme, wallet, order.placed_at).tier,
        market.country,
        local_day(order.placed_at, market.zone).isoformat(),
        {},
    )
    now = _now(tx, made, order, programmes)
    return earn_points(
        *(tx, stamp, account, now),
        earning(_kept(now, order), _terms(tx, now, order)),
        currency=order.currency,
        at=order.placed_at,
        life=loyalty.life_in(programme, account.place or market.country),
        back_days=programme.back_days,
    )


def _now(
    tx: Tx, was: EarningOrder, order: PlacedOrder, programmes: loyalty.Programmes
) -> EarningOrder:
    """Tell of goods that came to the order, and when the return window closes on all of it."""
    programme = programmes.version(was.programme, was.version)
    missing = [one for one in order.lines if one.line.line_no not in was.goods]
    added = _goods(catalogue(tx), missing) if missing else {}
    usable_at = usable_from(programme, _arrived_at(tx, order))
    return replace(was, goods={**was.goods, **added}, usable_at=usable_at)


def _goods(catalog: Catalogue, lines: Iterable[PlacedLine]) -> dict[int, tuple[str, str]]:
    found = {}
    for one in lines:
        sku = catalog.by_code(one.line.code)
        product = catalog.product(sku.product_id) if sku else None
        facts = (product.code, product.department or "") if product else ("", "")
        found[one.line.line_no] = facts
    return found


def _arrived_at(tx: Tx, order: PlacedOrder) -> int | None:
    """Tell when the last unit arrived of what was not cancelled; None while one is missing."""
    standings = [one.standing for one in order.lines]
    if any(one.arrived < one.wanted for one in standings):
        return None
    log = orders.actions(tx, order.order_id)
    return max((one.at for one in log if one.counter in _ARRIVALS), default=None)


def _terms(tx: Tx, order: EarningOrder, placed: PlacedOrder) -> Terms:
    programme = loyalty.programmes_in_force(tx).version(order.programme, order.version)
    day = date.fromisoformat(order.day)
    return Terms(programme, order.tier, order.place, placed.currency, day)


def _kept(earns: EarningOrder, order: PlacedOrder) -> list[KeptLine]:
    return [
        kept_line(
            one.line.line_no,
            (one.line.code, *earns.goods[one.line.line_no], one.line.tax_category),
            (one.line.quantity, one.counters["cancelled"], one.counters["returned"]),
            one.line.amount_minor,
        )
        for one in order.lines
    ]
