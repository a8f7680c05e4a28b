"""Seller, buyer and their addresses in UBL 2.1, by EN 16931."""

from xml.etree.ElementTree import Element

from paraguas.doors.documents.ubl import branch, leaf
from paraguas.invoices.model import Party
from paraguas.values.place import Address


def party(one: Party, name: str, home: str, *, sells: bool, vat: bool = True) -> Element | None:
    """Write a seller or buyer under a name; `home` is the country where none is known.

    A number that does not begin with its country is no VAT number to the norm (BR-CO-09): it
    identifies the party, and the seller to the local tax office (BT-32).  So does any number where
    the sale is outside of VAT (`vat` false): BR-O-02 to 04.
    """
    number = one.tax_number
    is_vat = one.vat and vat
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
