"""Who plays in the story: machines and staff of the starter data, each with a key of their own."""

from pathlib import Path

from msgspec import Struct

from paraguas.doors.api.gift_cards import GiftCardOut
from paraguas.doors.api.network_shapes import PlaceOut
from paraguas.doors.api.staff import KeyOut
from paraguas.doors.demo.caller import Caller
from paraguas.doors.demo.letterbox import Letterbox
from paraguas.staff.model import Scope

MARKET = "ES"
CURRENCY = "EUR"
GIFT_CARD_MINOR = 5_000
HOME = "40.425000,-3.684300"
"""Where the customer lives, Calle de Velázquez in Madrid: latitude and longitude."""

STAFF = {"ES-MAD-SERRANO": "ES-04", "ES-MAD-GRANVIA": "ES-01", "ES-GETAFE": "ES-10"}
"""Who works where; both stores open at the same hours, so that the way there decides."""

WAREHOUSE = "ES-GETAFE"
PARIS, CAMILLE = "FR-PAR-RIVOLI", "FR-01"
"""A store of another country, and who works in it."""

_SELLING = (Scope.ORDERS_READ, Scope.ORDERS_WRITE, Scope.STOCK_READ)
_ADVISING = (*_SELLING, Scope.INVOICES_READ)
_WORKING = (Scope.ORDERS_READ, Scope.STORE_WORK, Scope.STOCK_READ, Scope.STOCK_WRITE)


class Cast(Struct, frozen=True):
    """Who calls, and what they have at hand.

    staff: of places, by their codes.  nearest: the store nearest to the customer.  folder: of the
    installation; papers of the order are put there.
    """

    office: Caller
    shop: Caller
    agent: Caller
    staff: dict[str, Caller]
    paris: Caller
    gift_card: str
    nearest: PlaceOut
    letters: Letterbox
    folder: Path


def gather(url: str, key: str, folder: Path) -> Cast:
    """Give everybody a key and the customer a gift card, and find the nearest store.

    key: of the administrator.
    """
    office = Caller(url, key)
    card = {"amount_minor": GIFT_CARD_MINOR, "currency": CURRENCY, "cause": "demo"}
    stores = office.read(f"/v1/places?market={MARKET}&kind=store&near={HOME}", list[PlaceOut])
    return Cast(
        office=office,
        shop=_hire(office, "shop", "web", _SELLING),
        agent=_hire(office, "ES-11", "phone", _ADVISING),
        staff={place: _hire(office, code, "till", _WORKING) for place, code in STAFF.items()},
        paris=_hire(office, CAMILLE, "till", _WORKING),
        gift_card=office.write("/v1/gift-cards", card, GiftCardOut).code or "",
        nearest=stores[0],
        letters=Letterbox(folder / "letters"),
        folder=folder,
    )


def _hire(office: Caller, actor: str, door: str, scopes: tuple[Scope, ...]) -> Caller:
    asked = {"actor": actor, "door": door, "scopes": scopes}
    return office.again(office.write("/v1/keys", asked, KeyOut).secret or "")
