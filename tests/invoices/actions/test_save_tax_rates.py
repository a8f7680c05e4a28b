from datetime import date

import pytest

from paraguas.invoices.actions.save_tax_rates import save_tax_rates
from paraguas.invoices.errors import (
    TaxRateMalformed,
    TaxStandardMissing,
    TaxTableGap,
    TaxZoneMissing,
)
from paraguas.invoices.model import Jurisdiction, Rate, TaxRate, Treatment
from paraguas.invoices.queries import tax_table
from paraguas.plumbing.clock import stamp
from paraguas.plumbing.facts import facts
from paraguas.values.by import SYSTEM

DAY = date(2026, 11, 21)
SPAIN = TaxRate("ES", "standard", date(2012, 9, 1), 21_000, "RD-ley 20/2012")
OHIO = TaxRate("US-OH", "standard", date(2013, 9, 1), 5750, "ORC 5739.02")
ZONES = [Jurisdiction("ES", "Europe/Madrid"), Jurisdiction("US", "America/New_York")]


def save(db, *rates):
    with db.writing() as tx:
        save_tax_rates(tx, stamp(SYSTEM), rates, ZONES)


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
    assert told(db) == ['{"jurisdictions":["ES","US"],"rates":1}']


@pytest.mark.parametrize(
    "bad",
    [
        TaxRate("ES", "standard", DAY, -1, "law"),
        TaxRate("ES", "standard", DAY, 100_001, "law"),
        TaxRate("", "standard", DAY, 21_000, "law"),
        TaxRate("ES", "standard", DAY, 21_000, ""),
        TaxRate("ES", "standard", DAY, 14_975, "law", parts=(("GST", 5000), ("QST", 9970))),
        TaxRate("ES", "standard", DAY, 21_000, "law", treatment=Treatment.EXEMPT),
    ],
)
def test_one_bad_rate_saves_none(db, bad):
    with pytest.raises(TaxRateMalformed):
        save(db, SPAIN, bad)
    assert told(db) == []


def test_everything_told_of_a_rate_is_kept(db):
    parts = (("GST", 5000), ("QST", 9975))
    quebec = TaxRate("CA-QC", "standard", DAY, 14_975, "Act", parts=parts)
    schools = TaxRate("CA-QC", "school", DAY, 0, "Act", None, (), Treatment.EXEMPT, "VATEX-EU-132")
    with db.writing() as tx:
        zones = [Jurisdiction("CA-QC", "America/Toronto", "NA", "QC", {"export": "X"})]
        save_tax_rates(tx, stamp(SYSTEM), [quebec, schools], zones)
    with db.reading() as tx:
        table = tax_table(tx)
    assert table.rate("CA-QC", "standard", DAY).parts == parts
    exempt = table.rate("CA-QC", "school", DAY)
    assert (exempt.treatment, exempt.reason) == (Treatment.EXEMPT, "VATEX-EU-132")
    assert table.about("CA-QC") == zones[0]


@pytest.mark.parametrize(
    ("refusal", "row", "rates"),
    [
        (
            TaxTableGap,
            2,
            [(date(2020, 1, 1), date(2020, 7, 1)), (date(2020, 7, 1), date(2021, 1, 1))],
        ),
        (TaxTableGap, 1, [(date(2020, 1, 1), date(2020, 7, 1)), (date(2020, 7, 2), None)]),
        (TaxTableGap, 1, [(date(2020, 1, 1), date(2020, 7, 3)), (date(2020, 7, 2), None)]),
    ],
)
def test_a_day_without_a_rate_or_with_two_saves_none(db, refusal, row, rates):
    given = [TaxRate("ES", "standard", start, 21_000, "law", end) for start, end in rates]
    with pytest.raises(refusal) as refused:
        save(db, *given)
    assert refused.value.details["row"] == row
    assert told(db) == []


def test_a_rate_that_ends_where_the_held_one_begins_leaves_no_gap(db):
    save(db, TaxRate("ES", "standard", date(2020, 1, 1), 21_000, "law"))
    with pytest.raises(TaxTableGap):
        save(db, TaxRate("ES", "standard", date(2019, 1, 1), 18_000, "law", date(2019, 12, 31)))
    save(db, TaxRate("ES", "standard", date(2019, 1, 1), 18_000, "law", date(2020, 1, 1)))
    with db.reading() as tx:
        assert tax_table(tx).rate("ES", "standard", date(2019, 6, 1)).rate_pcm == 18_000


def test_a_jurisdiction_needs_a_standard_rate_and_a_clock(db):
    with pytest.raises(TaxStandardMissing):
        save(db, TaxRate("ES", "food", DAY, 10_000, "law"))
    with pytest.raises(TaxZoneMissing):
        save(db, TaxRate("SE", "standard", DAY, 25_000, "law"))
    assert told(db) == []
