"""Save tax rates: add new ones, correct those that are there."""

from collections.abc import Sequence

from paraguas.invoices.events import TaxRatesSaved
from paraguas.invoices.model import Jurisdiction, TaxRate
from paraguas.invoices.rules.tax_gaps import check_gaps, check_rates, key_of
from paraguas.invoices.store import (
    TAX,
    add_rates,
    correct_rates,
    load_jurisdictions,
    load_rates,
    put_jurisdictions,
)
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp


def save_tax_rates(
    tx: Tx, stamp: Stamp, rates: Sequence[TaxRate], jurisdictions: Sequence[Jurisdiction] = ()
) -> int:
    """Save rates by jurisdiction, category and first day; gives how many are new or different.

    Of two with the same key the later counts.  Announces tax.rates_saved.v1 when something
    changed.  Refuses a rate that is out of range or has no source (TaxRateMalformed) and a table
    with a gap (TaxTableGap, TaxStandardMissing, TaxZoneMissing); then none is saved.
    """
    check_rates(rates)
    table = load_rates(tx)
    places = {one.code: one for one in load_jurisdictions(tx)}
    moved = [one for one in jurisdictions if places.get(one.code) != one]
    check_gaps(table, rates, places.keys() | {one.code for one in jurisdictions})
    held = {key_of(rate): rate for rate in table}
    wanted = {key_of(rate): rate for rate in rates}
    changed = [rate for key, rate in wanted.items() if held.get(key) != rate]
    if not changed and not moved:
        return 0
    put_jurisdictions(tx, moved)
    add_rates(tx, [rate for rate in changed if key_of(rate) not in held])
    correct_rates(tx, [rate for rate in changed if key_of(rate) in held])
    TAX.changed(tx)
    concerned = {rate.jurisdiction for rate in changed} | {one.code for one in moved}
    tx.announce(stamp, digest_id("tax"), TaxRatesSaved(sorted(concerned), len(changed)))
    return len(changed) + len(moved)
