"""Save tax rates: add new ones, correct those that are there."""

from collections.abc import Sequence

from paraguas.invoices.errors import TaxRateMalformed
from paraguas.invoices.events import TaxRatesSaved
from paraguas.invoices.model import TaxRate
from paraguas.invoices.rules.tax import WHOLE_PCM
from paraguas.invoices.store import TAX, add_rates, correct_rates, load_rates
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp


def save_tax_rates(tx: Tx, stamp: Stamp, rates: Sequence[TaxRate]) -> None:
    """Save rates by jurisdiction, category and first day; saving them again changes nothing.

    Of two with the same key the later counts.  Announces tax.rates_saved.v1 when something
    changed.  Refuses a rate that is out of range or has no source (TaxRateMalformed).
    """
    for rate in rates:
        _check(rate)
    held = {_key(rate): rate for rate in load_rates(tx)}
    wanted = {_key(rate): rate for rate in rates}
    changed = [rate for key, rate in wanted.items() if held.get(key) != rate]
    if not changed:
        return
    add_rates(tx, [rate for rate in changed if _key(rate) not in held])
    correct_rates(tx, [rate for rate in changed if _key(rate) in held])
    TAX.changed(tx)
    jurisdictions = sorted({rate.jurisdiction for rate in changed})
    tx.announce(stamp, digest_id("tax"), TaxRatesSaved(jurisdictions, len(changed)))


def _key(rate: TaxRate) -> tuple[str, str, str]:
    return rate.jurisdiction, rate.category, rate.from_on.isoformat()


def _check(rate: TaxRate) -> None:
    named = rate.jurisdiction and rate.category and rate.citation
    if not named or not 0 <= rate.rate_pcm <= WHOLE_PCM:
        raise TaxRateMalformed(
            jurisdiction=rate.jurisdiction, category=rate.category, rate_pcm=rate.rate_pcm
        )
