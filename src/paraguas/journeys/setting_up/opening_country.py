"""Opening a country: everything its file tells, in one transaction; data, not code."""

from paraguas.invoices.actions.save_tax_rates import save_tax_rates
from paraguas.journeys.setting_up.country_file import CountryFile, TaxFile
from paraguas.network.actions.save_entities import save_entities
from paraguas.network.actions.save_markets import save_markets
from paraguas.network.actions.save_places import save_places
from paraguas.plumbing.tx import Tx
from paraguas.staff.actions.hire import hire
from paraguas.values.stamp import Stamp


def open_country(tx: Tx, stamp: Stamp, told: CountryFile) -> int:
    """Save a country: its entity, markets, places, staff and taxes; gives how many changed."""
    entity = told.entity.value()
    entity_id, first = entity.entity_id, told.markets[0].code
    changed = (
        save_entities(tx, stamp, [entity]),
        save_markets(tx, stamp, [row.value(entity_id) for row in told.markets]),
        save_places(tx, stamp, [row.value(entity_id, first) for row in told.places]),
        hire(tx, stamp, [row.value() for row in told.staff]),
        save_taxes(tx, stamp, told.tax),
    )
    return sum(changed)


def save_taxes(tx: Tx, stamp: Stamp, told: TaxFile) -> int:
    """Save jurisdictions and rates; gives how many changed.

    Refuses a table with a gap, and then saves none.
    """
    rates, jurisdictions = told.values()
    return save_tax_rates(tx, stamp, rates, jurisdictions)
