"""Which of a person's accounts an order earns on."""

from msgspec.structs import replace

from paraguas.doors.bench.points_histories import PROGRAMME
from paraguas.loyalty.model import Account
from paraguas.loyalty.rules.choosing import account_to_earn

NEWER = Account("a" * 32, "NEWER", "bench", 20)
OLDER = Account("b" * 32, "OLDER", "bench", 10)
PROGRAMMES = {"bench": PROGRAMME}


def test_the_account_she_has_had_longest_earns():
    assert account_to_earn([NEWER, OLDER], PROGRAMMES, "EUR") == OLDER
    assert account_to_earn([NEWER, replace(OLDER, opened_at=20)], PROGRAMMES, "EUR") == NEWER


def test_a_currency_no_programme_of_hers_knows_earns_nothing():
    assert account_to_earn([NEWER], PROGRAMMES, "TND") is None
    assert account_to_earn([replace(NEWER, programme="another")], PROGRAMMES, "EUR") is None
    assert account_to_earn([], PROGRAMMES, "EUR") is None
