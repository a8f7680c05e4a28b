"""Who answers for more than the policy book gives."""

from collections.abc import Sequence

from paraguas.returns.model import Ruling
from paraguas.returns.rules.ruling import beyond
from paraguas.staff.errors import AuthorityExceeded
from paraguas.staff.model import Actor, Role
from paraguas.staff.rules.authority import demand_authority


def demand_answer(
    actor: Actor | None, given: Sequence[Ruling], book: Sequence[Ruling], currency: str
) -> None:
    """Refuse to give more than the book beyond what the actor decides alone."""
    more = (beyond(*pair) for pair in zip(book, given, strict=True))
    demand_person(actor, sum(more), currency)


def demand_person(actor: Actor | None, amount_minor: int, currency: str) -> None:
    """Refuse an amount the actor may not decide alone; a machine only has limits that are named.

    Machines speak for the person at their door: she has what the book gives her.
    """
    machine = actor is not None and actor.role is Role.MACHINE
    if actor is None or (machine and currency not in actor.authority_minor):
        raise AuthorityExceeded(amount_minor=amount_minor, limit_minor=0, currency=currency)
    demand_authority(actor, amount_minor, currency)
