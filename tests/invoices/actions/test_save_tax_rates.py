from datetime import date

import pytest

from paraguas.invoices.actions.save_tax_rates import save_tax_rates
from paraguas.invoices.errors import TaxRateMalformed
from paraguas.invoices.model import Rate, TaxRate
from paraguas.invoices.queries import tax_table
from paraguas.plumbing.clock import stamp
from paraguas.plumbing.facts import facts
from paraguas.values.by import SYSTEM

DAY = date(2026, 11, 21)
SPAIN = TaxRate("ES", "standard", date(2012, 9, 1), 21_000, "RD-ley 20/2012")
OHIO = TaxRate("US-OH", "standard", date(2013, 9, 1), 5750, "ORC 5739.02")


def save(db, *rates):
    with db.writing() as tx:
        save_tax_rates(tx, stamp(SYSTEM), rates)


def rate(db, jurisdiction):
    with db.reading() as tx:
        return tax_table(tx).rate(jurisdiction, "standard", DAY)


def told(db):
    with db.reading() as tx:
        return [row.body for row in tx.all(facts.select()) if row.name == "tax.rates_saved.v1"]


def test_rates_are_added_and_corrected(db):
    save(db, SPAIN, OHIO)
    assert rate(db, "ES") == Rate(21000, "RD-ley 20/2012")
    save(db, SPAIN, TaxRate("US-OH", "standard", date(2013, 9, 1), 5800, "ORC 5739.02 (A)"))
    assert rate(db, "US-OH") == Rate(5800, "ORC 5739.02 (A)")
    assert rate(db, "ES") == Rate(21000, "RD-ley 20/2012")


def test_saving_the_same_again_says_nothing(db):
    save(db, SPAIN)
    save(db, SPAIN, SPAIN)
    assert told(db) == ['{"jurisdictions":["ES"],"rates":1}']


@pytest.mark.parametrize(
    "bad",
    [
        TaxRate("ES", "standard", DAY, -1, "law"),
        TaxRate("ES", "standard", DAY, 100_001, "law"),
        TaxRate("", "standard", DAY, 21_000, "law"),
        TaxRate("ES", "standard", DAY, 21_000, ""),
    ],
)
def test_one_bad_rate_saves_none(db, bad):
    with pytest.raises(TaxRateMalformed):
        save(db, SPAIN, bad)
    assert told(db) == []
