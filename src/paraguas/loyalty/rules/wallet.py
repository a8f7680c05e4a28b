"""What accounts pay together: how far they reach, and what a tender takes from each."""

from collections.abc import Mapping

from msgspec import Struct, field

from paraguas.loyalty.errors import PointsCurrency
from paraguas.loyalty.model import Burn, EventKind, Ledger, Programme, Rate
from paraguas.loyalty.rules.book import Book
from paraguas.loyalty.rules.burning import points_for, shares, worth_of
from paraguas.values.money import Money


class Burning(Struct, frozen=True):
    """A tender that takes points: an amount of an order's transaction."""

    order_id: str
    transaction_no: int
    amount_minor: int
    currency: str
    at: int
    actor: str = ""


def taking(order_id: str, transaction_no: int, moved: Money, at: int) -> Burning:
    """Read what payments tell of a tender that takes: an amount below 0."""
    return Burning(order_id, transaction_no, -moved.amount_minor, moved.currency, at)


class Wallets(Struct):
    """The accounts a batch may pay with, moving on with what accepted orders take.

    paying: the account that is named -> those that pay with it, itself too.  burns: what was taken
    since they were read.
    """

    programmes: Mapping[str, Programme]
    books: dict[str, Book]
    paying: Mapping[str, tuple[str, ...]]
    burns: list[Burn] = field(default_factory=list)

    def reach(self, account_id: str, currency: str, at: int) -> tuple[str, int]:
        """Give the end of an account's number, and what its wallet pays at most in minor units.

        Refuses a currency the programme has no rate for.
        """
        worth = worth_of(self.spendable(account_id, at), self._rate(account_id, currency))
        return self.books[account_id].account.number[-4:], worth

    def spendable(self, account_id: str, at: int) -> int:
        """Tell how many points the wallet of an account may spend at an instant."""
        books = [self.books[each] for each in self.paying[account_id]]
        for book in books:
            book.standing.pass_time(at)
        return max(0, sum(book.standing.active - book.standing.debt for book in books))

    def burn(self, account_id: str, one: Burning) -> None:
        """Take what pays an amount from the wallet of an account, those first that expire first."""
        rate = self._rate(account_id, one.currency)
        points = min(points_for(one.amount_minor, rate), self.spendable(account_id, one.at))
        wallet = {each: self.books[each].standing for each in self.paying[account_id]}
        for share in shares(wallet, points, one.amount_minor):
            self.books[share.account_id].happen(
                EventKind.TAKEN,
                one.at,
                ledger=Ledger.BURNT,
                cause_id=one.order_id,
                cause_no=one.transaction_no,
                points=share.points,
                amount_minor=share.amount_minor,
                currency=one.currency,
                actor=one.actor,
            )
            self.burns.append(
                Burn(
                    *(one.order_id, one.transaction_no, share.account_id, share.points),
                    *(share.amount_minor, one.currency),
                )
            )

    def _rate(self, account_id: str, currency: str) -> Rate:
        account = self.books[account_id].account
        rate = self.programmes[account.programme].rates.get(currency)
        if rate is None:
            raise PointsCurrency(number=account.number[-4:], currency=currency)
        return rate
