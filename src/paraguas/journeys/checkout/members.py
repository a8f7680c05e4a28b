"""What promotions ask of whoever buys: the coupons brought, the programme and tier of a member.

A batch without either asks for nothing.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from paraguas.journeys.checkout.points import Points
from paraguas.journeys.people.wallets import wallet_of
from paraguas.loyalty.model import Account
from paraguas.loyalty.queries import programmes_in_force, tier_of
from paraguas.loyalty.rules.numbering import account_id_of
from paraguas.orders.model import Wish
from paraguas.orders.rules.finding import contact_keys
from paraguas.plumbing.tx import Tx
from paraguas.promotions.queries import Promotions, promotions, read_coupons
from paraguas.promotions.rules.redeeming import Coupons


class Promoting(Struct, frozen=True):
    """The promotions there are, the coupons a batch brings, and who of it is a member.

    members: account -> programme and tier.  live: whether anything may be taken off at all.
    """

    promotions: Promotions
    coupons: Coupons | None = None
    members: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def live(self) -> bool:
        """Whether any order of the batch may have something taken off."""
        return bool(self.promotions.all)


def read_promoting(tx: Tx, wishes: Sequence[Wish], points: Points | None, secret: str) -> Promoting:
    """Read what promotions ask of these wishes."""
    book = promotions(tx)
    brought = [wish for wish in wishes if wish.coupons]
    coupons = None
    if brought:
        codes = [code for wish in brought for code in wish.coupons]
        holders = [key for wish in brought for key in holders_of(wish, secret)]
        coupons = read_coupons(tx, codes, holders)
    if not book.all or points is None:
        return Promoting(book, coupons)
    return Promoting(book, coupons, _members(tx, wishes, points, book))


def holders_of(wish: Wish, secret: str) -> tuple[str, ...]:
    """Give the keys by which a person's uses of coupons are counted: contacts and account."""
    account = (account_id_of(wish.loyalty),) if wish.loyalty else ()
    return (*contact_keys(wish.person, secret), *account)


def _members(
    tx: Tx, wishes: Sequence[Wish], points: Points, book: Promotions
) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for wish in wishes:
        account = points.accounts.get(account_id_of(wish.loyalty)) if wish.loyalty else None
        running = book.running(wish.market, wish.stamp.at)
        if account and any(one.programme or one.tiers for one in running):
            tiers = any(one.tiers for one in running)
            tier = _tier(tx, account, wish.stamp.at) if tiers else ""
            found[account.account_id] = account.programme, tier
    return found


def _tier(tx: Tx, account: Account, at: int) -> str:
    programme = programmes_in_force(tx).in_force(account.programme)
    own = (one.account_id for one in wallet_of(tx, account))
    return tier_of(tx, programme, own, at).tier
