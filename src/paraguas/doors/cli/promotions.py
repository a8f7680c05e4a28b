"""Promotions on the command line: listed, checked, saved out of a file, tried on past orders."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import msgspec
from cyclopts import App, Parameter
from cyclopts.validators import Number
from rich.table import Table

from paraguas.doors.api.promotion_shapes import PromotionOut, promotion_out
from paraguas.doors.cli.answer import Answer, words_here
from paraguas.doors.cli.installation import Installation, opened
from paraguas.doors.cli.span import Span
from paraguas.journeys.promotions.differing import Differs, tell_differences
from paraguas.journeys.promotions.saving import Writing, checked, write_promotions
from paraguas.journeys.promotions.trying import simulate_promotions
from paraguas.plumbing.clock import now, stamp
from paraguas.plumbing.tx import Tx
from paraguas.promotions.actions.save_promotions import SavedPromotions
from paraguas.promotions.errors import PromotionWrong
from paraguas.promotions.queries import promotions as all_promotions
from paraguas.promotions.rules.reading import PromotionText, read_promotions
from paraguas.promotions.rules.tabling import rows_of
from paraguas.promotions.rules.trying import Simulated
from paraguas.values.by import SYSTEM
from paraguas.views.placed_orders import latest_orders

MOST_ORDERS = 100_000

promotions = App(name="promotions", help="List, check, save and simulate promotions.")
prices = App(name="prices", help="Tell which prices differ by door, and why.")


@promotions.command(name="list")
def promotions_list(market: str = "", at: Installation = Installation()) -> Answer:
    """List promotions, also beside a server.

    Parameters
    ----------
    market:
        Only those of this market.
    """
    moment = now()

    def look(tx: Tx) -> list[PromotionOut]:
        book = all_promotions(tx)
        return [promotion_out(p, moment) for p in (book.of_market(market) if market else book.all)]

    with opened(at, writes=False) as runtime:
        found = runtime.read_now(look)
    table = Table("code", "market", "kind", "state", "from", "until", "priority", box=None)
    for one in found:
        text = one.promotion
        days = text.starts_on.isoformat(), text.ends_on.isoformat() if text.ends_on else ""
        cells = (text.code, text.market, text.kind.value, one.state)
        table.add_row(*cells, *days, str(text.priority))
    return Answer({"promotions": [msgspec.to_builtins(one) for one in found]}, table)


@promotions.command(name="check")
def promotions_check(file: Path, at: Installation = Installation()) -> Answer:
    """Check a file of promotions against the installation; nothing is written.

    Parameters
    ----------
    file:
        TOML with [[promotions]], or CSV; docs/guides/promotions.md shows what stands in it.
    """
    texts = _read(file)
    item = Writing(stamp(SYSTEM), texts, file.name)
    with opened(at, writes=False) as runtime:
        found = runtime.read_now(lambda tx: checked(tx, item))
    codes = [one.code for one in found]
    return Answer({"promotions": codes}, f"{len(codes)} promotions, nothing is amiss")


@promotions.command(name="save")
def promotions_save(file: Path, at: Installation = Installation()) -> Answer:
    """Write the promotions of a file, all of them or none.

    Parameters
    ----------
    file:
        TOML with [[promotions]], or CSV.
    """
    item = Writing(stamp(SYSTEM), _read(file), file.name)
    with opened(at) as runtime:
        saved: SavedPromotions = runtime.write_now(write_promotions, item)
    return Answer({"saved": saved.saved}, f"{saved.saved} promotions are new or different")


@promotions.command(name="simulate")
def promotions_simulate(
    file: Path,
    at: Installation = Installation(),
    span: Span = Span(),
    *,
    most: Annotated[int, Parameter(validator=Number(gte=1, lte=MOST_ORDERS))] = 1000,
) -> Answer:
    """Tell what the promotions of a file would have taken off past orders; nothing is written.

    Their days are not asked; coupons count as brought.

    Parameters
    ----------
    file:
        TOML with [[promotions]], or CSV.
    most:
        So many of the latest orders of the span at most.
    """
    texts, moment = _read(file), stamp(SYSTEM)
    during = span.period(now())

    def look(tx: Tx) -> Simulated:
        found = latest_orders(tx, during, most=most)
        return simulate_promotions(tx, texts, found, moment)

    with opened(at, writes=False) as runtime:
        told = runtime.read_now(look)
    return Answer(msgspec.to_builtins(told), _tell(told))


@prices.command(name="differences")
def prices_differences(at: Installation = Installation()) -> Answer:
    """List every price, promotion or missing SKU that differs by door, with its dated reason."""
    moment = now()
    with opened(at, writes=False) as runtime:
        found = runtime.read_now(lambda tx: tell_differences(tx, moment))
    document = {"differences": [msgspec.to_builtins(one) for one in found]}
    return Answer(document, _table(found) if found else "nothing differs by door")


def _read(file: Path) -> tuple[PromotionText, ...]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise PromotionWrong(file=file.name, row="0", problem=str(problem)) from problem
    return read_promotions(rows_of(text, file.name), file.name)


def _tell(told: Simulated) -> Any:
    words = words_here()
    table = Table("currency", "would take off", "was taken off", box=None)
    for currency, off_minor in sorted(told.off_minor.items()):
        was = words.money(told.was_off_minor[currency], currency)
        table.add_row(currency, words.money(off_minor, currency), was)
    table.title = f"{told.touched:,} of {told.orders:,} orders would have had something taken off"
    return table


def _table(found: Sequence[Differs]) -> Table:
    table = Table("what", "of", "market", "where", "from", "until", "why", box=None)
    for one in found:
        where = one.place or one.channel
        days = one.starts_on, one.ends_on
        table.add_row(one.what, one.subject, one.market, where, *days, one.reason)
    return table
