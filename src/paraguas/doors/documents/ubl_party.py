"""Seller, buyer and their addresses in UBL 2.1, by EN 16931."""

from xml.etree.ElementTree import Element

from paraguas.doors.documents.ubl import branch, leaf
from paraguas.invoices.model import Party
from paraguas.invoices.rules.tax import EU
from paraguas.values.place import Address

_UNLIKE_COUNTRY = {"GR": "EL"}
_VAT_AREA = frozenset(_UNLIKE_COUNTRY.get(country, country) for country in EU) | {"XI"}
"""What VAT numbers begin with in the EU and in Northern Ireland.

Source: Directive 2006/112/EC article 215; Directive (EU) 2020/1756.
"""


def party(one: Party, name: str, home: str, *, sells: bool) -> Element | None:
    """Write a seller or buyer under a name; `home` is the country where none is known.

    A number that does not begin with its country is no VAT number to the norm (BR-CO-09): it
    identifies the party, and the seller to the local tax office (BT-32).
    """
    number = one.tax_number
    own = one.address.country if one.address and one.address.country else home
    is_vat = number[:2] in _VAT_AREA | {_UNLIKE_COUNTRY.get(own, own)}
    return branch(
        "Party",
        None if is_vat else branch("PartyIdentification", leaf("ID", number)),
        postal_address("PostalAddress", one.address or Address(), home),
        _registration(number, "VAT" if is_vat else "TAX") if is_vat or sells else None,
        branch("PartyLegalEntity", leaf("RegistrationName", name)),
        branch("Contact", leaf("ElectronicMail", one.email)),
    )


def postal_address(name: str, address: Address, home: str) -> Element | None:
    """Write an address; `home` is the country of one that names none."""
    return branch(
        name,
        leaf("StreetName", address.line1),
        leaf("AdditionalStreetName", address.line2),
        leaf("CityName", address.city),
        leaf("PostalZone", address.postal_code),
        leaf("CountrySubentity", address.region),
        branch("Country", leaf("IdentificationCode", address.country or home)),
    )


def _registration(number: str, scheme: str) -> Element | None:
    company = leaf("CompanyID", number)
    if company is None:
        return None
    return branch("PartyTaxScheme", company, branch("TaxScheme", leaf("ID", scheme)))
