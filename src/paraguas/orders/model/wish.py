"""What a door asks for."""

from msgspec import Struct, field

from paraguas.orders.model.kinds import GroupKind
from paraguas.values.ids import BasketId
from paraguas.values.limits import Amount, Code, Message, Moment, PlaceCode, ShortCode, Text
from paraguas.values.place import Address
from paraguas.values.stamp import Stamp


class Person(Struct, frozen=True, gc=False):
    """Whom the order is for, as given at the door; every field may be unknown at a till."""

    name: Text = ""
    email: Text = ""
    phone: Text = ""
    organisation: Text = ""
    tax_number: Text = ""


class Recorded(Struct, frozen=True, gc=False):
    """What a till or an outside system charged for a line: the line total is the truth.

    amount_minor: what was paid, discounts taken off; may be 0 or below.  discount_minor: taken off
    already.  tax_minor: the part of it (or on top, in markets with net prices) that is tax.
    """

    amount_minor: Amount
    discount_minor: Amount = 0
    tax_minor: Amount = 0


class WishedLine(Struct, frozen=True, gc=False):
    """A line asked for: SKU code or GTIN, quantity in its unit, the group it goes with.

    bound_to: for a service, the position (from 0) of the goods line it is done to.
    """

    sku: Code
    quantity: int
    group: int = 0
    bound_to: int | None = None
    recorded: Recorded | None = None


class Gift(Struct, frozen=True, gc=False):
    """A present: whom it is for and what to say; what lies in it tells no price.

    email: of the recipient, who then hears about its delivery, which only the buyer does without.
    """

    recipient: Text = ""
    message: Message = ""
    email: Text = ""


class WishedGroup(Struct, frozen=True, gc=False):
    """How lines should reach the person.

    place: code of the store for pick-up, carry-out or service; empty lets the brand choose.
    slot_at: for a service, the start wished for.  brought: what the store of a pick-up lacks may
    be brought from another place.
    """

    kind: GroupKind
    place: PlaceCode = ""
    address: Address | None = None
    slot_at: Moment | None = None
    gift: Gift | None = None
    brought: bool = False


class WishedTender(Struct, frozen=True, gc=False):
    """A way to pay part of the order.

    kind: card, cash, terminal, gift_card, store_credit, transfer, account or points.  amount_minor:
    None pays what is left.  token: the card provider's token, the code of the gift card, store
    credit or account, the number of the account of points, the terminal's reference, or the till
    that takes the cash.  currency: of the amounts, where it is said; no other than the order's is
    taken.
    """

    kind: ShortCode
    amount_minor: Amount | None = None
    token: Text = ""
    given_minor: Amount | None = None
    currency: ShortCode = ""


class Contents(Struct, frozen=True, gc=False):
    """What is chosen before it is ordered: everything of a wish but the paying.

    loyalty: number of the account of the member who buys, for what members pay less.
    """

    lines: tuple[WishedLine, ...] = ()
    groups: tuple[WishedGroup, ...] = ()
    person: Person = field(default_factory=Person)
    language: str = ""
    coupons: tuple[Code, ...] = ()
    loyalty: Code = ""


class Wish(Struct, frozen=True, gc=False):
    """An order as a door asks for it: the one command of every door.

    place: code of the store it was captured in, if any.  external: the order's key in an outside
    system, unique with the channel.  basket_version: as the basket was when the wish was read out
    of it.  historic: a record of the past; stock may not move.  completed: its
    person has all of it since then.  loyalty: number of the account it
    earns on, if not of the one whose points pay.  agreed: unit prices by line, in
    place of those listed; never read from what a door is sent.
    """

    stamp: Stamp
    channel: str
    market: str
    lines: tuple[WishedLine, ...]
    groups: tuple[WishedGroup, ...]
    tenders: tuple[WishedTender, ...] = ()
    person: Person = field(default_factory=Person)
    place: str = ""
    language: str = ""
    currency: str = ""
    external: str = ""
    basket_id: BasketId | None = None
    basket_version: int = 0
    historic: bool = False
    completed: bool = False
    agreed: tuple[int, ...] = ()
    loyalty: Code = ""
    coupons: tuple[Code, ...] = ()


def group_no_of(position: int) -> int:
    """Number a group by its position in the wish, which counts from 0; numbers count from 1."""
    return position + 1
