from datetime import date

import pytest

from paraguas.invoices.errors import TaxRateMissing
from paraguas.invoices.model import Rate, TaxRate
from paraguas.invoices.rules.tax_table import TaxTable

TABLE = TaxTable([
    TaxRate("ES", "standard", date(2010, 7, 1), 18_000, "Ley 26/2009"),
    TaxRate("ES", "standard", date(2012, 9, 1), 21_000, "RD-ley 20/2012"),
    TaxRate("ES", "reduced", date(2012, 9, 1), 10_000, "RD-ley 20/2012"),
])  # fmt: skip


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        (date(2010, 7, 1), Rate(18000, "Ley 26/2009")),
        (date(2012, 8, 31), Rate(18000, "Ley 26/2009")),
        (date(2012, 9, 1), Rate(21000, "RD-ley 20/2012")),
        (date(2026, 11, 21), Rate(21000, "RD-ley 20/2012")),
    ],
)
def test_the_rate_is_that_of_the_day(day, rate):
    assert TABLE.rate("ES", "standard", day) == rate


@pytest.mark.parametrize(
    ("jurisdiction", "category", "day"),
    [
        ("ES", "standard", date(2010, 6, 30)),
        ("ES", "zero", date(2026, 1, 1)),
        ("FR", "standard", date(2026, 1, 1)),
    ],
)
def test_a_gap_is_refused_and_named(jurisdiction, category, day):
    with pytest.raises(TaxRateMissing) as refused:
        TABLE.rate(jurisdiction, category, day)
    assert refused.value.details == {
        "jurisdiction": jurisdiction,
        "category": category,
        "day": day.isoformat(),
    }
