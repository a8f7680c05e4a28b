"""Buying on account: an organisation's limit, what it owes, and what it paid."""

from msgspec import Struct

from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.stored_value.actions.limit_account import limit_account
from paraguas.stored_value.actions.pay_account import pay_account
from paraguas.stored_value.errors import AccountUnknown
from paraguas.stored_value.model import Entry, StoredValue
from paraguas.stored_value.queries import credit_account, gift_card_history
from paraguas.stored_value.rules.credit_account import credit_account_code
from paraguas.values.ids import digest_id
from paraguas.values.money import Money
from paraguas.values.stamp import Stamp


class Limiting(Struct, frozen=True):
    """How much an organisation (its code) may owe."""

    stamp: Stamp
    organisation: str
    limit: Money


class AccountPayment(Struct, frozen=True):
    """What an organisation paid; the same cause counts once."""

    stamp: Stamp
    organisation: str
    amount: Money
    cause_id: str


class ToldAccount(Struct, frozen=True):
    """An organisation's account; its code pays in every door.

    owed_minor: below 0 where it paid more than it bought.  entries: what raised (above 0) or took
    what it may still spend: limits, payments, refunds; and orders.
    """

    account_id: str
    organisation: str
    code: str
    currency: str
    limit_minor: int
    owed_minor: int
    available_minor: int
    entries: tuple[Entry, ...]


def limit_credit(tx: Tx, limiting: Limiting) -> ToldAccount:
    """Open an account, or change its limit; refuses one below what is owed."""
    holder_id = holder_of(tx, limiting.organisation)
    card = limit_account(tx, limiting.stamp, holder_id, limiting.limit)
    return _told(tx, limiting.organisation, holder_id, card)


def note_paid(tx: Tx, payment: AccountPayment) -> ToldAccount:
    """Note what an organisation paid; refuses one without an account."""
    holder_id = holder_of(tx, payment.organisation)
    card = pay_account(tx, payment.stamp, holder_id, payment.amount, payment.cause_id)
    return _told(tx, payment.organisation, holder_id, card)


def read_account(tx: Tx, organisation: str, currency: str) -> ToldAccount:
    """Read an organisation's account; refuses where there is none in this currency."""
    holder_id = holder_of(tx, organisation)
    card = credit_account(tx, holder_id, currency)
    if card is None:
        raise AccountUnknown(last4=organisation[-4:])
    return _told(tx, organisation, holder_id, card)


def holder_of(tx: Tx, organisation: str) -> str:
    """Name the holder with this code; nobody outside can work it out."""
    return digest_id("organisation", secret(tx, "contact"), organisation.strip().upper())


def _told(tx: Tx, organisation: str, holder_id: str, card: StoredValue) -> ToldAccount:
    code = credit_account_code(holder_id, card.currency)
    return ToldAccount(
        account_id=card.card_id,
        organisation=organisation,
        code=code,
        currency=card.currency,
        limit_minor=card.limit_minor or 0,
        owed_minor=card.owed_minor,
        available_minor=card.balance_minor,
        entries=tuple(gift_card_history(tx, code)),
    )
