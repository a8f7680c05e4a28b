"""How many points pay an amount, and which accounts of a wallet give them."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from paraguas.loyalty.model import Burn, Rate
from paraguas.loyalty.rules.standing import Standing


class Share(Struct, frozen=True, gc=False):
    """What one account gives for a tender."""

    account_id: str
    points: int
    amount_minor: int


def points_for(amount_minor: int, rate: Rate) -> int:
    """Tell how many points pay an amount; a fraction of a point takes a whole one."""
    return -(-amount_minor * rate.burn_points // rate.burn_minor)


def worth_of(points: int, rate: Rate) -> int:
    """Tell what points pay at most, in minor units."""
    return points * rate.burn_minor // rate.burn_points


def shares(wallet: Mapping[str, Standing], points: int, amount_minor: int) -> list[Share]:
    """Take points from accounts, those first that expire first, and part the amount alike.

    wallet: standings by account, at the instant of the taking; they hold so many.
    """
    lots = [
        (lot.expires_at is None, lot.expires_at or 0, account_id, lot.lot_no, lot.left)
        for account_id, standing in wallet.items()
        for lot in standing.expiring_first()
    ]
    given: dict[str, int] = {}
    missing = points
    for *_, account_id, _, left in sorted(lots):
        part = min(left, missing)
        if part:
            given[account_id] = given.get(account_id, 0) + part
            missing -= part
    assert not missing, "more is taken than the wallet holds"
    return _parted(given, points, amount_minor)


def _parted(given: Mapping[str, int], points: int, amount_minor: int) -> list[Share]:
    found = []
    passed = told = 0
    for account_id, part in given.items():
        passed += part
        until = amount_minor * passed // points
        found.append(Share(account_id, part, until - told))
        told = until
    return found


def given_back(burns: Sequence[Burn], amount_minor: int) -> list[Burn]:
    """Give an amount back to what an order burnt, the last first; gives those that change.

    Points come back in the proportion they paid; when all money is back, all points are.
    """
    paid = sum(burn.amount_minor for burn in burns)
    back_minor = sum(burn.back_minor for burn in burns) + amount_minor
    points = sum(burn.points for burn in burns)
    due = points if back_minor == paid else points * back_minor // paid
    missing = due - sum(burn.back_points for burn in burns)
    found = []
    for burn in reversed(burns):
        money = min(amount_minor, burn.amount_minor - burn.back_minor)
        part = min(missing, burn.points - burn.back_points)
        amount_minor -= money
        missing -= part
        now = replace(burn, back_points=burn.back_points + part, back_minor=burn.back_minor + money)
        if now != burn:
            found.append(now)
    return found
