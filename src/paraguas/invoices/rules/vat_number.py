"""Numbers businesses are known by to the tax office of a country."""

from stdnum import get_cc_module

from paraguas.invoices.errors import TaxNumberMalformed
from paraguas.invoices.model import Jurisdiction
from paraguas.invoices.rules.tax_table import TaxTable


def plain_number(text: str) -> str:
    """Give a number without what people put between its characters."""
    return "".join(one for one in text.upper() if one.isalnum())


def given_by(table: TaxTable, text: str) -> Jurisdiction | None:
    """Tell who gave a VAT number, by what it begins with; None where that says no country.

    Refuses one with the wrong form or check digits (TaxNumberMalformed); whether it is in force,
    only the register of the country knows.
    """
    number = plain_number(text)
    whose = table.prefixes.get(number[:2])
    if whose is None:
        return None
    form = get_cc_module(whose.country.lower(), "vat")
    if form is not None and not form.is_valid(number):
        raise TaxNumberMalformed(number=text, country=whose.country)
    return whose


def is_vat_number(table: TaxTable, text: str, home: str) -> bool:
    """Whether a number begins with a country that gives VAT numbers, or with its holder's own."""
    number = plain_number(text)
    return number[:2] in table.prefixes or bool(home and number.startswith(home))
