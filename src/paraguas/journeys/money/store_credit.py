"""Store credit: granted to an e-mail address or phone number, within the giver's authority."""

from msgspec import Struct

from paraguas.orders.model import Person
from paraguas.orders.rules.finding import contact_keys
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Actor
from paraguas.staff.rules.authority import demand_authority
from paraguas.stored_value.actions.grant_store_credit import grant_store_credit
from paraguas.stored_value.errors import StoreCreditUnknown
from paraguas.stored_value.model import Entry, StoredValue
from paraguas.stored_value.queries import gift_card_history, store_credit
from paraguas.stored_value.rules.store_credit import store_credit_code
from paraguas.values.money import Money
from paraguas.values.refusal import Malformed
from paraguas.values.stamp import Stamp


class Granting(Struct, frozen=True):
    """An amount to grant, by whom, and (in the stamp) why.

    contact: an e-mail address or a phone number.  cause_id: counts once.
    """

    stamp: Stamp
    actor: Actor
    contact: str
    amount: Money
    cause_id: str


class ToldCredit(Struct, frozen=True):
    """A store credit: its code pays in every door; `entries` are below 0 where it paid."""

    credit_id: str
    code: str
    currency: str
    balance_minor: int
    entries: tuple[Entry, ...]


def grant_credit(tx: Tx, granting: Granting) -> ToldCredit:
    """Grant store credit; refuses more than the actor may decide alone."""
    demand_authority(granting.actor, granting.amount.amount_minor, granting.amount.currency)
    holder_id = holder_of(tx, granting.contact)
    card = grant_store_credit(tx, granting.stamp, holder_id, granting.amount, granting.cause_id)
    return _told(tx, holder_id, card)


def read_credit(tx: Tx, contact: str, currency: str) -> ToldCredit:
    """Read the store credit of somebody; refuses where there is none in this currency."""
    holder_id = holder_of(tx, contact)
    card = store_credit(tx, holder_id, currency)
    if card is None:
        raise StoreCreditUnknown(last4=contact.strip()[-4:])
    return _told(tx, holder_id, card)


def holder_of(tx: Tx, contact: str) -> str:
    """Name the holder with this e-mail address or phone number, so that rows tell nobody who."""
    mail = "@" in contact
    person = Person(email=contact if mail else "", phone="" if mail else contact)
    keys = contact_keys(person, secret(tx, "contact"))
    if not keys:
        raise Malformed(where="contact", problem="neither an e-mail address nor a phone number")
    return keys[0]


def _told(tx: Tx, holder_id: str, card: StoredValue) -> ToldCredit:
    code = store_credit_code(holder_id, card.currency)
    entries = tuple(gift_card_history(tx, code))
    return ToldCredit(card.card_id, code, card.currency, card.balance_minor, entries)
