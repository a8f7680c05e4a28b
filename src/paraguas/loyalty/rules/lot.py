"""A lot: points one event earned, and what became of them; it changes as its account does."""

from msgspec import Struct

from paraguas.loyalty.model import Ledger


class Lot(Struct):
    """Points one event earned; numbered like that event.

    ready: whether they may be spent, from `usable_at` on.
    """

    lot_no: int
    ledger: Ledger
    earned: int
    usable_at: int | None = None
    life: int | None = None
    expires_at: int | None = None
    ready: bool = False
    spent: int = 0
    expired: int = 0

    @property
    def rest(self) -> int:
        """What was neither spent nor expired."""
        return self.earned - self.spent - self.expired

    @property
    def left(self) -> int:
        """What may be spent."""
        return self.rest if self.ready else 0
