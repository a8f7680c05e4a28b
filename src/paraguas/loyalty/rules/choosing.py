"""Which of a person's accounts an order earns on that named none."""

from collections.abc import Iterable, Mapping

from paraguas.loyalty.model import Account, Programme


def account_to_earn(
    accounts: Iterable[Account], programmes: Mapping[str, Programme], currency: str
) -> Account | None:
    """Choose the account she has had longest, of those whose programme knows the currency."""
    knowing = (
        one
        for one in accounts
        if one.programme in programmes and currency in programmes[one.programme].rates
    )
    return min(knowing, key=lambda one: (one.opened_at, one.account_id), default=None)
