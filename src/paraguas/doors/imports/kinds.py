"""The kinds of reference rows: what a row means, its natural key, and how many are saved."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from paraguas.catalog.model import Product
from paraguas.catalog.queries import Catalogue, catalogue
from paraguas.doors.imports.cells import Cells
from paraguas.doors.imports.rows import Columns
from paraguas.network.queries import Network, network
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


class Known(Struct, frozen=True):
    """What rows may refer to, as it was when the import began.

    products: by id, as the first row of the file that names one describes it.
    """

    catalogue: Catalogue
    network: Network
    products: dict[str, Product] = field(default_factory=dict)


class Kind(Struct, frozen=True):
    """A kind of row.

    read: makes an item of a row's cells, or refuses them.  key: names an item; a file names a thing
    once.  save: writes items and gives how many were new or different; the same ones again are 0.
    finish: done once when all of them are saved.
    """

    columns: Columns
    read: Callable[[Cells, Known], Any]
    key: Callable[[Any], tuple[Any, ...]]
    save: Callable[[Tx, Stamp, Sequence[Any]], int]
    finish: Callable[[Tx, Stamp], object] | None = None


def read_known(tx: Tx) -> Known:
    """Read what rows may refer to."""
    return Known(catalogue(tx), network(tx))


def titles(cells: Cells, prefix: str) -> Mapping[str, str]:
    """Give titles by language: `title_es`, and `title` for English."""
    plain = cells.text(prefix)
    return {**({"en": plain} if plain else {}), **cells.family(f"{prefix}_")}
