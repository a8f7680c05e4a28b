"""The tier a person had when she bought, in the words of the policy book."""

from collections.abc import Sequence

from paraguas.customers.queries import person_ids, records_of_person
from paraguas.loyalty import queries as loyalty
from paraguas.loyalty.model import Account, Programme
from paraguas.orders.model import PlacedOrder
from paraguas.plumbing.tx import Tx
from paraguas.returns.rules.ruling import known_tier


def tier_when_bought(tx: Tx, order: PlacedOrder, words: Sequence[str]) -> str:
    """Tell the best tier a person had when she bought, as the one of `words` that is hers.

    It is the one the order earns by, which never changes; where it names no account, that of the
    accounts that are linked with whose order it is.
    """
    programmes = loyalty.programmes_in_force(tx)
    earns = loyalty.earning_order(tx, order.order_id)
    if earns:
        programme = programmes.version(earns.programme, earns.version)
        return known_tier(_codes(programme), earns.tier, words)
    found: dict[str, list[Account]] = {}
    for one in _accounts(tx, order):
        found.setdefault(one.programme, []).append(one)
    told = [
        _tier(tx, programmes.in_force(code), its, order.placed_at, words)
        for code, its in found.items()
    ]
    return max(told, key=words.index, default=words[0])


def _accounts(tx: Tx, order: PlacedOrder) -> list[Account]:
    known = person_ids(tx, [order.record_id]) if order.record_id else {}
    records = [one for person in known.values() for one in records_of_person(tx, person)]
    return loyalty.accounts_linked(tx, records) if records else []


def _tier(
    tx: Tx, programme: Programme, its: Sequence[Account], at: int, words: Sequence[str]
) -> str:
    standing = loyalty.tier_of(tx, programme, [one.account_id for one in its], at)
    return known_tier(_codes(programme), standing.tier, words)


def _codes(programme: Programme) -> list[str]:
    return [one.code for one in sorted(programme.tiers, key=lambda one: one.from_points)]
