"""How a sale is treated: whose tax it bears, and whether it bears any.

Decided over four things: how the seller stands to taxes, where the goods leave from, where they go,
and whether the buyer is a business known to another country's tax office.  What countries form an
area, and the reasons that stand on documents, are data.

Source: Directive 2006/112/EC articles 33 and 59c (distance sales), 44 and 196 (services to
businesses), 138 (goods to businesses), 146 (exports), 369a to 369k (one-stop shop).
"""

from msgspec.structs import replace

from paraguas.invoices.errors import TaxBorder
from paraguas.invoices.model import Jurisdiction, Levy, Rate, Seller, Treatment
from paraguas.invoices.rules.tax_table import TaxTable


def levy_on_sending(
    table: TaxTable, seller: Seller, origin: str, destination: str, buyer: Jurisdiction | None
) -> Levy:
    """Decide about goods that are sent.

    origin: country they leave from.  destination: jurisdiction of the address.  buyer: who gave
    the buyer a VAT number, where one did.  Raises TaxBorder when they would leave the tax area and
    customs do not know the seller.
    """
    there = destination.partition("-")[0]
    if there in {origin, seller.country}:
        return Levy(destination)
    left = table.about(origin)
    if not _together(left, table.about(destination)):
        if not seller.exporter:
            raise TaxBorder(seller=seller.country, destination=destination)
        return _relieved(left, origin, Treatment.EXPORT)
    if buyer and buyer.country != origin and origin in seller.registered:
        return _relieved(left, origin, Treatment.INTRA_COMMUNITY)
    if there in seller.registered:
        return Levy(destination)
    if seller.distance_scheme:
        return Levy(destination, Treatment.DISTANCE)
    return Levy(origin)


def levy_on_service(
    table: TaxTable, seller: Seller, performed: str, buyer: Jurisdiction | None
) -> Levy:
    """Decide about a service done at a place: a business of the area pays its tax at home."""
    here, country = table.about(performed), performed.partition("-")[0]
    if (
        buyer
        and country in seller.registered
        and _together(here, buyer)
        and buyer.country not in {country, seller.country, *seller.registered}
    ):
        return _relieved(here, performed, Treatment.REVERSE_CHARGE)
    return Levy(performed)


def treated(levy: Levy, rate: Rate) -> Rate:
    """Give the rate a line bears: none where a levy takes the tax off."""
    if levy.treatment is None:
        return rate
    if levy.treatment.relieves:
        return Rate(0, rate.citation, (), levy.treatment, levy.reason)
    if rate.treatment is Treatment.STANDARD:
        return replace(rate, treatment=levy.treatment)
    return rate


def _together(one: Jurisdiction | None, other: Jurisdiction | None) -> bool:
    return bool(one and other and one.area and one.area == other.area)


def _relieved(where: Jurisdiction | None, jurisdiction: str, treatment: Treatment) -> Levy:
    reason = where.reasons.get(treatment.value, "") if where else ""
    return Levy(jurisdiction, treatment, reason)
