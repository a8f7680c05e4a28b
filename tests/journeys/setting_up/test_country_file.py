import tomllib
from datetime import date
from importlib.resources import files

import pytest

from paraguas.invoices.model import Jurisdiction, TaxRate, Treatment
from paraguas.journeys.setting_up.country_file import CountryFile, TaxFile, read_tables
from paraguas.values.refusal import Malformed

SPAIN = tomllib.loads((files("paraguas") / "data" / "country_es.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("section", "slip", "where"),
    [
        ("entity", {"tax_nubmer": "X"}, "entity"),
        ("entity", {"name": 7}, "entity.name"),
        ("places", {"hour": "Mo 10:00-11:00"}, "places[0]"),
        ("markets", {"prices_include_tax": "yes"}, "markets[0].prices_include_tax"),
        ("staff", {"role": "king"}, "staff[0].role"),
    ],
)
def test_a_slip_in_a_file_is_found_where_it_stands(section, slip, where):
    held = SPAIN[section]
    amiss = {**held, **slip} if section == "entity" else [{**held[0], **slip}]
    with pytest.raises(Malformed) as refused:
        read_tables({**SPAIN, section: amiss}, CountryFile)
    assert refused.value.details["where"] == where


def test_a_file_without_an_entity_opens_nothing():
    with pytest.raises(Malformed) as refused:
        read_tables({"markets": []}, CountryFile)
    assert "entity" in refused.value.details["problem"]


def test_rates_and_jurisdictions_are_read_with_the_reasons_of_their_area():
    told = tomllib.loads(
        """
        jurisdictions = [{ code = "FR", zone = "Europe/Paris", area = "EU", vat_prefix = "FR" }]
        rates = [
            { jurisdiction = "FR", category = "school", rate_pcm = 0, from = 2014-01-01,
              until = 2030-01-01, citation = "CGI", treatment = "exempt", reason = "X" },
        ]
        [areas.EU.reasons]
        export = "VATEX-EU-G"
        """.replace("\n              until", " until")
    )
    rates, jurisdictions = read_tables(told, TaxFile).values()
    assert jurisdictions == [
        Jurisdiction("FR", "Europe/Paris", "EU", "FR", {"export": "VATEX-EU-G"})
    ]
    assert rates == [
        TaxRate(
            *("FR", "school", date(2014, 1, 1), 0, "CGI", date(2030, 1, 1)),
            treatment=Treatment.EXEMPT,
            reason="X",
        )
    ]
