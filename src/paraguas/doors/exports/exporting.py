"""Export all of one kind, chunk by chunk."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from msgspec import Struct

from paraguas.doors.exports.facts import FactShape
from paraguas.doors.exports.orders import OrderShape
from paraguas.doors.exports.writers import Shape, format_of, writing
from paraguas.doors.runtime import Runtime
from paraguas.plumbing.tx import Tx
from paraguas.values.time import Period
from paraguas.views.journal import BEFORE_ALL, count_facts, facts_after
from paraguas.views.whole_orders import count_orders, whole_orders

Watch = Callable[[str, int, int], None]
FORMATS = {"facts": ("parquet", "jsonl", "csv"), "orders": ("jsonl", "parquet")}


class Exported(Struct, frozen=True):
    """What was written: rows, the size of the file, and how long it took."""

    rows: int
    bytes: int
    seconds: float


class Source(Struct, frozen=True):
    """Where the rows of an export come from.

    count: how many there are in a period.  read: the chunk behind a cursor.  cursor: of a row.
    """

    shape: Shape[Any]
    count: Callable[[Tx, Period], int]
    read: Callable[..., Sequence[Any]]
    first: Any
    cursor: Callable[[Any], Any]
    chunk: int


_SOURCES = {
    "facts": Source(
        FactShape(), count_facts, facts_after, BEFORE_ALL, lambda one: one.cursor, chunk=2000
    ),
    "orders": Source(
        OrderShape(), count_orders, whole_orders, "0" * 32, lambda one: one.order_id, chunk=500
    ),
}


def export_file(
    runtime: Runtime,
    what: str,
    path: Path,
    during: Period,
    *,
    watch: Watch = lambda _step, _done, _of: None,
) -> Exported:
    """Write the facts told, or the orders placed, in a period into a file.

    Each chunk is read at one moment: so an order agrees with its own money, goods and documents,
    and with the rest of its chunk.  Chunks follow one another, so two orders far apart may be
    seen minutes apart.  The period should end before the export begins: facts never change, so
    the journal is then complete but for what was being written at that moment.

    Refuses ExportFormatUnknown, ExportUnwritable, ParquetMissing.
    """
    began = perf_counter()
    source = _SOURCES[what]
    form = format_of(path, FORMATS[what])
    rows = 0
    with writing(path, form, source.shape) as write:
        whole = runtime.read_now(lambda tx: source.count(tx, during))
        for chunk in _chunks(runtime, source, during):
            write(chunk)
            rows += len(chunk)
            watch(what, rows, max(whole, rows))
    return Exported(rows, path.stat().st_size, perf_counter() - began)


def _chunks(runtime: Runtime, source: Source, during: Period) -> Iterator[Sequence[Any]]:
    cursor = source.first
    while chunk := runtime.read_now(partial(_read, source=source, cursor=cursor, during=during)):
        yield chunk
        cursor = source.cursor(chunk[-1])


def _read(tx: Tx, *, source: Source, cursor: Any, during: Period) -> Sequence[Any]:
    return source.read(tx, cursor, during, most=source.chunk)
