"""Real receipts entered by one command, with the sums of the file beside those of the database."""

import pytest

THREE = ("replay", "completejourney", "--baskets", "3")
FIGURES = {
    *("baskets", "orders", "lines", "refused", "amount_minor", "expected_minor", "seconds"),
    *("orders_per_second", "stores_days_checked", "differences", "ok"),
}


@pytest.fixture
def started(run, place):
    """The options that name an installation with its starter data."""
    assert run("init", *place).code == 0
    return place


def test_receipts_are_entered_once_and_audited(run, started):
    first = run("replay", "completejourney", "--baskets", "200", "--json", *started)
    again = run("replay", "completejourney", "--baskets", "200", "--json", *started)
    assert (first.code, again.code) == (0, 0)
    for told in (first.document, again.document):
        assert set(told) >= FIGURES
        assert (told["orders"], told["refused"], told["differences"]) == (200, {}, [])
        assert told["households"] == first.document["households"] > 1
        assert told["amount_minor"] == told["expected_minor"] > 0
        assert told["positions_not_empty"] == 0
    assert (first.document["placed"], again.document["placed"]) == (200, 0)
    assert run("audit", "--json", *started).document["findings"] == 0


def test_people_read_it_in_words(run, started):
    told = run(*THREE, *started)
    assert "3 of 3 baskets are orders" in told.out
    assert "all were there before" in run(*THREE, *started).out


def test_a_wrong_number_or_source_is_refused(run, started):
    for words in (["completejourney", "--baskets", "0"], ["elsewhere"]):
        told = run("replay", *words, "--json", *started)
        assert (told.code, told.document["code"]) == (2, "command_wrong")


def test_it_needs_the_market_of_the_data(run, made):
    told = run(*THREE, "--json", *made)
    assert (told.code, told.document["code"]) == (2, "market_unknown")
