"""Numbers of accounts: printed on a card, read out, scanned."""

from paraguas.loyalty.errors import LoyaltyNumberMalformed
from paraguas.values.ids import digest_id, short_number

_SHORTEST, _LONGEST = 4, 40


def plain_number(text: str) -> str:
    """Give a number without what people add to it: spaces, dashes and small letters."""
    return text.upper().replace(" ", "").replace("-", "")


def account_id_of(text: str) -> str:
    """Name an account by its number, however it was typed."""
    return digest_id("loyalty_account", plain_number(text))


def draw_number(drawn: int) -> str:
    """Write a drawn number as a new account's."""
    return f"P-{short_number(drawn)}"


def check_number(text: str) -> str:
    """Pass on the number of a new account (4 to 40 letters and digits), or refuse it."""
    plain = plain_number(text)
    if not (_SHORTEST <= len(plain) <= _LONGEST and plain.isascii() and plain.isalnum()):
        raise LoyaltyNumberMalformed(least=_SHORTEST, most=_LONGEST)
    return plain
