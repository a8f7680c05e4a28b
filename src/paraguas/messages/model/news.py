"""What there is to tell a person: one value for each kind of news."""

from msgspec import Struct

from paraguas.values.quantity import Unit
from paraguas.values.time import Period


class Item(Struct, frozen=True):
    """A line as the person knows it; `amount_minor` is what it costs with tax."""

    title: str
    quantity: int
    unit: Unit
    amount_minor: int = 0


class Promised(Struct, frozen=True):
    """What is promised for a group.

    kind: `ship` (there by the end of the period), `pick_up` (ready from the end of the period on)
    or `service` (attended to during it).  place: name of the store, empty for a shipment.
    """

    kind: str
    place: str
    period: Period


class TaxSum(Struct, frozen=True):
    """Tax of one rate; name: what it is called there, empty for the usual word."""

    name: str
    rate_pcm: int
    amount_minor: int


class Seller(Struct, frozen=True):
    """Who sells: legal name, postal address in lines, tax number, and how it is written to."""

    name: str
    address: tuple[str, ...]
    tax_number: str
    email: str = ""


class OrderPlaced(Struct, frozen=True):
    """The order is in: what it holds, what it comes to, what is promised, who sells it.

    to: where parcels go, in lines, each address once.  paid: kind, label and amount of each tender.
    back: for how many days after it arrived something may be given back, with the titles of what;
    where anything may, the person is told how she withdraws.
    """

    items: tuple[Item, ...]
    total_minor: int
    currency: str
    promised: tuple[Promised, ...]
    to: tuple[tuple[str, ...], ...] = ()
    paid: tuple[tuple[str, str, int], ...] = ()
    taxes: tuple[TaxSum, ...] = ()
    tax_included: bool = True
    seller: Seller | None = None
    back: tuple[tuple[int, tuple[str, ...]], ...] = ()


class Credit(Struct, frozen=True):
    """Store credit given to make up for something: how much, and the code it is spent with."""

    amount_minor: int
    currency: str
    code: str


class PromiseMoved(Struct, frozen=True):
    """A promise cannot be kept and has a new time.

    why: a key of the words under `letters.why`; an unknown one is worded as `other`.
    """

    items: tuple[Item, ...]
    was: Promised
    now: Promised
    why: str
    credit: Credit | None = None


class PromiseBroken(Struct, frozen=True):
    """A promise was kept too late, and what is given to make up for it."""

    items: tuple[Item, ...]
    was: Promised
    credit: Credit


class ReadyForPickUp(Struct, frozen=True):
    """Goods wait in a store.

    code: what the person shows or reads out.  address: in lines.  until_at: they are kept until
    then.  hours: the next opening hours, one period each.  again: it was told before.
    """

    place: str
    address: tuple[str, ...]
    code: str
    until_at: int | None = None
    hours: tuple[Period, ...] = ()
    again: bool = False


class Cancelled(Struct, frozen=True):
    """Lines were cancelled.

    whole: nothing of the order is left.  wished: the person asked for it.  why: as in PromiseMoved,
    where the brand had to.  refund_minor: what is given back; 0 when nothing was charged.
    credited: what is given as store credit in place of it.  credit: what is given to make up for a
    promise that was dropped.
    """

    items: tuple[Item, ...]
    whole: bool
    wished: bool
    refund_minor: int
    currency: str
    why: str = "other"
    credit: Credit | None = None
    credited: Credit | None = None


class OrderChanged(Struct, frozen=True):
    """The order is another now: what it holds, what it comes to, what is promised.

    paid_minor: what further tenders bring; refund_minor: what is given back of what was taken.
    """

    items: tuple[Item, ...]
    total_minor: int
    currency: str
    promised: tuple[Promised, ...]
    paid_minor: int = 0
    refund_minor: int = 0


class PaymentDeclined(Struct, frozen=True):
    """A card was declined, and the person can pay another way.

    amount_minor: what is left to pay.  gone: the goods have left already.
    """

    amount_minor: int
    currency: str
    gone: bool


class CreditGiven(Struct, frozen=True):
    """Money was given back as store credit, as the person wished, and not to what she paid with."""

    credit: Credit


MoneyNews = PaymentDeclined | CreditGiven


class SubstitutionOffered(Struct, frozen=True):
    """Another article is offered for one a store cannot pick; without an answer it is cancelled."""

    items: tuple[Item, ...]
    instead: Item
    saved_minor: int
    currency: str
    until_at: int


class ReturnAgreed(Struct, frozen=True):
    """Units may come back, under a number; verdict: what the policy book gives, in words."""

    items: tuple[Item, ...]
    number: str
    verdict: tuple[str, ...]


class ReturnSettled(Struct, frozen=True):
    """Units came back, and their money is on its way.

    refund_minor: to the means they were paid with; credit: as store credit.  fee_minor: kept of it.
    place: where they came to, empty where they never did.
    """

    items: tuple[Item, ...]
    number: str
    place: str
    refund_minor: int
    fee_minor: int
    currency: str
    credit: Credit | None = None


class WithdrawalReceived(Struct, frozen=True):
    """The receipt of a withdrawal; number: of the return, empty where no goods have left."""

    items: tuple[Item, ...]
    name: str
    reply_to: str
    at: int
    number: str


class ClaimTold(Struct, frozen=True):
    """How far units are that do not work; days are ISO, empty where they say nothing.

    state: of the claim.  place: where they were brought.  due_on: by when it is done.  until_on:
    how long the guarantee lasts from now on.  given_minor: money given back.  why: it was refused.
    verdict: what the guarantee gives.
    """

    items: tuple[Item, ...]
    number: str
    state: str
    place: str
    due_on: str
    until_on: str
    given_minor: int
    currency: str
    why: str
    verdict: str


ReturnNews = ReturnAgreed | ReturnSettled | WithdrawalReceived | ClaimTold


class QuoteOffered(Struct, frozen=True):
    """Goods are offered at prices that hold until an instant; note: what was written along."""

    items: tuple[Item, ...]
    total_minor: int
    currency: str
    valid_until: int
    note: str


News = (
    OrderPlaced
    | PromiseMoved
    | PromiseBroken
    | ReadyForPickUp
    | Cancelled
    | OrderChanged
    | MoneyNews
    | SubstitutionOffered
    | QuoteOffered
    | ReturnNews
)
