"""The model's money: what each tender of an order has brought, as a person would count coins."""

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

DECLINED, LATE, REFUSES_REFUNDS = "tok_declined", "tok_late_decline", "tok_refund_declined"
"""Tokens of the sandbox whose money does not do what it should."""

STORED = ("gift_card", "store_credit", "account")


class Purse(Struct):
    """One tender.

    amount: its part.  aside: set aside and not taken.  awaited: money that has not come yet.
    lost: a declined card or a transfer that never came brings nothing more; owed: what it should
    have brought and another has to.  code: of the stored value it is taken from.
    """

    kind: str
    amount: int
    token: str = ""
    aside: int = 0
    taken: int = 0
    back: int = 0
    awaited: int = 0
    lost: bool = False
    owed: int = 0

    @property
    def left(self) -> int:
        """What was taken and not given back."""
        return self.taken - self.back


class Purses(Struct):
    """The tenders of an order, in their order.  gifts: what was given back as goodwill, on top."""

    all: list[Purse] = field(default_factory=list)
    gifts: int = 0

    @property
    def taken(self) -> int:
        """What was taken of what the order is worth: goodwill is not deducted."""
        return sum(one.left for one in self.all) + self.gifts

    @property
    def aside(self) -> int:
        """What is set aside."""
        return sum(one.aside for one in self.all)

    @property
    def awaited(self) -> int:
        """What has not come yet."""
        return sum(one.awaited for one in self.all)

    @property
    def owed(self) -> int:
        """What declined tenders left open."""
        return sum(one.owed for one in self.all)

    @property
    def refundable(self) -> int:
        """What can be given back at most."""
        return sum(one.left for one in self.all)

    def offer(self, kind: str, amount: int, token: str, *, on_site: bool) -> Purse:
        """Add a tender, with what it does at once."""
        purse = Purse(kind, amount, token)
        if kind == "transfer":
            purse.awaited = amount
        elif kind == "card" and token == DECLINED:
            purse.lost, purse.owed = True, amount
        elif kind == "card" or (kind in STORED and not on_site):
            purse.aside = amount
        else:
            purse.taken = amount
        self.all.append(purse)
        return purse

    def take(self, due: int) -> None:
        """Take what is due and not taken yet, from the tenders in their order.

        What a card fails to bring the others bring, as far as they have it.
        """
        lost = sum(one.lost for one in self.all)
        for purse, part in self._spread(due - self.taken, ((one, one.aside) for one in self.all)):
            if purse.token == LATE:
                purse.lost, purse.owed, purse.aside = True, purse.aside, 0
            else:
                purse.aside -= part
                purse.taken += part
        if sum(one.lost for one in self.all) > lost:
            self.take(due)

    def lower(self, worth: int) -> Iterator[tuple[Purse, int]]:
        """Set free and give back what is beyond an order's worth; gives what stored values get."""
        beyond = self.aside - max(0, worth - self.taken)
        for purse in reversed(self.all):
            part = min(beyond, purse.aside)
            # A card sets free all that is aside or nothing.
            if part <= 0 or (purse.kind == "card" and part < purse.aside):
                continue
            purse.aside -= part
            beyond -= part
            if purse.kind in STORED:
                yield purse, part
        yield from self._give(self.taken - worth)

    def give(self, amount: int) -> Iterator[tuple[Purse, int]]:
        """Give money back as goodwill; gives what stored values get."""
        before = self.refundable
        found = list(self._give(amount))
        self.gifts += before - self.refundable
        yield from found

    def missing(self, worth: int) -> int:
        """Tell what another tender has to pay for those that are lost."""
        coming = self.aside + self.awaited
        return min(self.owed, max(0, worth - self.taken - coming))

    def write_off(self) -> None:
        """Note that others pay for what is lost."""
        for one in self.all:
            one.owed = 0

    def _give(self, amount: int) -> Iterator[tuple[Purse, int]]:
        for purse, part in self._spread(amount, ((one, one.left) for one in self.all)):
            if purse.token == REFUSES_REFUNDS:
                continue
            purse.back += part
            if purse.kind in STORED:
                yield purse, part

    @staticmethod
    def _spread(amount: int, rooms: Iterable[tuple[Purse, int]]) -> Iterator[tuple[Purse, int]]:
        for purse, room in rooms:
            part = min(amount, room)
            if part > 0:
                yield purse, part
                amount -= part
