import pytest
from msgspec.structs import replace

from paraguas.invoices.errors import TaxBorder, TaxNumberMalformed
from paraguas.invoices.model import Jurisdiction, Levy, Rate, Seller, Treatment
from paraguas.invoices.rules.tax_table import TaxTable
from paraguas.invoices.rules.treating import levy_on_sending, levy_on_service, treated
from paraguas.invoices.rules.vat_number import given_by, is_vat_number

REASONS = {"intra_community": "IC", "reverse_charge": "AE", "export": "G"}
ES, FR, GR = (
    Jurisdiction(code, "Europe/Paris", "EU", prefix, REASONS)
    for code, prefix in (("ES", "ES"), ("FR", "FR"), ("GR", "EL"))
)
NORTHERN = Jurisdiction("GB-NIR", "Europe/London", "EU", "XI", REASONS)
BRITAIN = Jurisdiction("GB", "Europe/London", "", "GB")
TABLE = TaxTable([], [ES, FR, GR, NORTHERN, BRITAIN, Jurisdiction("US", "America/New_York")])
SPAIN = Seller("ES", frozenset({"ES"}), distance_scheme=True, exporter=True)
INLAND = Seller("ES", frozenset({"ES"}))


@pytest.mark.parametrize(
    ("seller", "origin", "destination", "buyer", "levy"),
    [
        (SPAIN, "ES", "ES", None, Levy("ES")),
        (SPAIN, "ES", "ES", ES, Levy("ES")),
        (SPAIN, "FR", "ES", None, Levy("ES")),
        (SPAIN, "FR", "FR", FR, Levy("FR")),
        (SPAIN, "ES", "FR", None, Levy("FR", Treatment.DISTANCE)),
        (SPAIN, "ES", "FR", ES, Levy("FR", Treatment.DISTANCE)),
        (INLAND, "ES", "FR", None, Levy("ES")),
        (replace(INLAND, registered=frozenset()), "ES", "FR", FR, Levy("ES")),
        (replace(INLAND, registered=frozenset({"ES", "FR"})), "ES", "FR", None, Levy("FR")),
        (SPAIN, "ES", "FR", FR, Levy("ES", Treatment.INTRA_COMMUNITY, "IC")),
        (SPAIN, "ES", "FR", GR, Levy("ES", Treatment.INTRA_COMMUNITY, "IC")),
        (SPAIN, "ES", "GB-NIR", NORTHERN, Levy("ES", Treatment.INTRA_COMMUNITY, "IC")),
        (SPAIN, "ES", "GB", None, Levy("ES", Treatment.EXPORT, "G")),
        (SPAIN, "ES", "US-OH", FR, Levy("ES", Treatment.EXPORT, "G")),
        (Seller("US", frozenset({"US"})), "US", "US-OH", None, Levy("US-OH")),
    ],
)
def test_goods_bear_the_tax_of(seller, origin, destination, buyer, levy):
    assert levy_on_sending(TABLE, seller, origin, destination, buyer) == levy


@pytest.mark.parametrize("destination", ["GB", "US-OH", "CH"])
def test_nothing_leaves_the_tax_area_of_a_seller_customs_do_not_know(destination):
    with pytest.raises(TaxBorder):
        levy_on_sending(TABLE, INLAND, "ES", destination, None)


@pytest.mark.parametrize(
    ("performed", "buyer", "levy"),
    [
        ("ES", None, Levy("ES")),
        ("ES", ES, Levy("ES")),
        ("ES", FR, Levy("ES", Treatment.REVERSE_CHARGE, "AE")),
        ("ES", BRITAIN, Levy("ES")),
        ("FR", FR, Levy("FR")),
        ("US-OH", FR, Levy("US-OH")),
    ],
)
def test_a_service_to_a_business_of_the_area_is_taxed_where_it_is_at_home(performed, buyer, levy):
    assert levy_on_service(TABLE, SPAIN, performed, buyer) == levy


def test_a_levy_takes_tax_off_or_leaves_the_rate():
    rate = Rate(21_000, "law", (("VAT", 21_000),))
    free = treated(Levy("ES", Treatment.EXPORT, "G"), rate)
    assert free == Rate(0, "law", (), Treatment.EXPORT, "G")
    assert treated(Levy("ES"), rate) == rate
    assert treated(Levy("ES", Treatment.DISTANCE), rate).treatment is Treatment.DISTANCE
    zero = Rate(0, "law", (), Treatment.ZERO)
    assert treated(Levy("ES", Treatment.DISTANCE), zero) == zero


@pytest.mark.parametrize(
    ("number", "whose"),
    [
        ("FR 29 999999907", FR),
        ("es-a99999997", ES),
        ("EL094259216", GR),
        ("GB999999973", BRITAIN),
        ("31-1234567", None),
        ("A99999997", None),
        ("", None),
    ],
)
def test_a_number_is_given_by_the_country_it_begins_with(number, whose):
    assert given_by(TABLE, number) == whose


@pytest.mark.parametrize("number", ["FR29999999908", "ESA99999998", "EL1", "FR"])
def test_a_number_with_wrong_digits_is_refused(number):
    with pytest.raises(TaxNumberMalformed):
        given_by(TABLE, number)


def test_a_number_is_one_of_vat_when_it_names_its_country():
    assert is_vat_number(TABLE, "EL123456789", "")
    assert is_vat_number(TABLE, "CHE123", "CH")
    assert not is_vat_number(TABLE, "31-1234567", "US")
