"""Import a file: rows in stretches, each stretch in one transaction; bad rows are told apart."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from msgspec import Struct

from paraguas.doors.imports import feeds, orders
from paraguas.doors.imports.bank import BANK
from paraguas.doors.imports.catalogue import CATALOGUE
from paraguas.doors.imports.cells import Cells
from paraguas.doors.imports.customers import CUSTOMERS
from paraguas.doors.imports.errors import RowRepeated
from paraguas.doors.imports.grouping import Group, group_rows
from paraguas.doors.imports.kinds import Kind, Known, read_known
from paraguas.doors.imports.places import PLACES
from paraguas.doors.imports.placing import place_all
from paraguas.doors.imports.prices import PRICES
from paraguas.doors.imports.reading import Format, open_source
from paraguas.doors.imports.report import Report
from paraguas.doors.imports.rows import Source
from paraguas.doors.imports.settlements import SETTLEMENT
from paraguas.doors.imports.shelves import SHELVES
from paraguas.doors.imports.stock import STOCK
from paraguas.doors.runtime import Runtime
from paraguas.journeys.stock.feeding import Fed, feed
from paraguas.orders.model import Wish
from paraguas.plumbing.clock import stamp
from paraguas.plumbing.tx import Tx
from paraguas.values.by import By
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp

KINDS = {
    "catalogue": CATALOGUE,
    "customers": CUSTOMERS,
    "prices": PRICES,
    "places": PLACES,
    "stock": STOCK,
    "shelves": SHELVES,
    "settlement": SETTLEMENT,
    "bank": BANK,
}
"""Reference rows by what they are called; orders and messages go their own way."""

ORDERS, FEED = "orders", "feed"
_GROUPED = {ORDERS: orders.COLUMNS, FEED: feeds.COLUMNS}
"""What is read of several rows at once."""

_STRETCH = 1000
_BY = By("system", orders.ACTOR)

Watch = Callable[[str, int, int], None]


class Imported(Struct):
    """What became of a file's rows: rows = kept + refused; changed of the kept made a difference.

    For orders a row is a line, and `changed` counts the lines of new orders.
    """

    rows: int
    kept: int
    changed: int
    refused: Counter[str]
    seconds: float


class Item(Struct, frozen=True):
    """What a row means, with the row's number."""

    number: int
    value: Any


class Kept(Struct, frozen=True):
    """What became of a stretch of items."""

    changed: int
    refused: tuple[tuple[int, Refusal], ...] = ()


def import_file(
    runtime: Runtime,
    what: str,
    path: Path,
    report: Report,
    *,
    form: Format = "auto",
    watch: Watch = lambda _step, _done, _of: None,
) -> Imported:
    """Import a file of one kind (of KINDS, ORDERS or FEED); refuses one nothing can be read of."""
    began = perf_counter()
    known = runtime.read_now(read_known)
    columns = _GROUPED.get(what) or KINDS[what].columns
    with open_source(path, columns, form) as source, report:
        watched = Watched(source, report, partial(watch, what))
        if what == ORDERS:
            changed = _import_orders(runtime, watched, known)
        elif what == FEED:
            changed = _import_feed(runtime, watched)
        else:
            changed = _import_rows(runtime, KINDS[what], watched, known)
    refused = report.refused.total()
    seconds = perf_counter() - began
    return Imported(watched.rows, watched.rows - refused, changed, report.refused, seconds)


class Watched:
    """A source whose rows are counted, with the report its bad rows go to."""

    def __init__(self, source: Source, report: Report, watch: Callable[[int, int], None]) -> None:
        """Count from nothing."""
        self.report = report
        self.rows = 0
        self._source = source
        self._watch = watch
        self._seen: dict[Any, int] = {}

    def __iter__(self) -> Iterator[Any]:
        """Give the rows one after the other."""
        for row in self._source.rows:
            self.rows += 1
            if self.rows % _STRETCH == 0:
                self._watch(self._source.done(), self._source.size)
            yield row
        self._watch(self._source.size, self._source.size)

    def check_new(self, key: Any, number: int) -> None:
        """Refuse what an earlier row has named already."""
        first = self._seen.setdefault(key, number)
        if first != number:
            raise RowRepeated(first=first)


def keep(tx: Tx, items: Sequence[Item], *, kind: Kind, by: Stamp) -> Kept:
    """Save items together; where one is refused, part them until it stands alone."""
    try:
        with tx.savepoint():
            return Kept(kind.save(tx, by, [item.value for item in items]))
    except Refusal as refusal:
        if len(items) == 1:
            return Kept(0, ((items[0].number, refusal),))
    middle = len(items) // 2
    first = keep(tx, items[:middle], kind=kind, by=by)
    second = keep(tx, items[middle:], kind=kind, by=by)
    return Kept(first.changed + second.changed, first.refused + second.refused)


def _import_rows(runtime: Runtime, kind: Kind, source: Watched, known: Known) -> int:
    changed = 0
    items = _items(kind, source, known)
    while stretch := list(islice(items, _STRETCH)):
        kept = runtime.write_now(partial(keep, kind=kind, by=stamp(_BY)), stretch)
        changed += kept.changed
        for number, refusal in kept.refused:
            source.report.refuse(number, refusal)
    if kind.finish:
        runtime.write_now(kind.finish, stamp(_BY))
    return changed


def _items(kind: Kind, source: Watched, known: Known) -> Iterator[Item]:
    for row in source:
        try:
            if row.problem:
                raise row.problem
            value = kind.read(Cells(row.cells), known)
            source.check_new(kind.key(value), row.number)
        except Refusal as refusal:
            source.report.refuse(row.number, refusal)
        else:
            yield Item(row.number, value)


def _import_orders(runtime: Runtime, source: Watched, known: Known) -> int:
    changed = 0
    numbers: dict[int, int] = {}
    for wish, outcome in place_all(runtime.database, _wishes(source, known, numbers)):
        number = numbers.pop(id(wish))
        if isinstance(outcome, Refusal):
            source.report.refuse(number, outcome, rows=len(wish.lines))
        elif not outcome.again:
            changed += len(wish.lines)
    return changed


def _import_feed(runtime: Runtime, source: Watched) -> int:
    changed = 0
    for message in group_rows(source, feeds.key_of, feeds.incomplete):
        try:
            changed += _tell(runtime, source, message) * len(message.rows)
        except Refusal as refusal:
            source.report.refuse(message.rows[0].number, refusal, rows=len(message.rows))
    return changed


def _tell(runtime: Runtime, source: Watched, message: Group) -> bool:
    if message.problem:
        raise message.problem
    source.check_new(message.key, message.rows[0].number)
    fed: Fed = runtime.write_now(feed, feeds.read_telling(message))
    return fed.recorded


def _wishes(source: Watched, known: Known, numbers: dict[int, int]) -> Iterator[Wish]:
    """Read wishes; `numbers` tells each one's first row until it is settled."""
    for order in group_rows(source, orders.key_of, orders.incomplete):
        number = order.rows[0].number
        try:
            if order.problem:
                raise order.problem
            source.check_new(order.key, number)
            wish = orders.read_wish(order, known)
        except Refusal as refusal:
            source.report.refuse(number, refusal, rows=len(order.rows))
        else:
            numbers[id(wish)] = number
            yield wish
