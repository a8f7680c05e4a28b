"""How much an actor may decide alone."""

from paraguas.staff.errors import AuthorityExceeded
from paraguas.staff.model import Actor, Role

UNLIMITED = frozenset((Role.MANAGER, Role.MACHINE))
"""Roles whose limit is set only where one is named: they answer for others."""


def demand_authority(actor: Actor, amount_minor: int, currency: str) -> None:
    """Refuse an amount beyond what the actor decides alone in this currency."""
    limit = actor.authority_minor.get(currency)
    if limit is None and actor.role in UNLIMITED:
        return
    if amount_minor > (limit or 0):
        raise AuthorityExceeded(
            amount_minor=amount_minor, limit_minor=limit or 0, currency=currency
        )
