"""Lines that stand together: a bundle is one line on page and paper, with its parts below it."""

from collections.abc import Iterable

from msgspec import Struct

from paraguas.orders.model import Bundled, PlacedLine


class Together(Struct, frozen=True):
    """A line that stands alone, or the parts of a bundle; what they cost as one."""

    bundle: Bundled | None
    entries: tuple[PlacedLine, ...]

    @property
    def title(self) -> str:
        """What it is sold as."""
        return self.bundle.title if self.bundle else self.entries[0].line.title

    @property
    def quantity(self) -> int:
        """How many of it were ordered."""
        return self.bundle.quantity if self.bundle else self.entries[0].line.quantity

    @property
    def unit(self) -> str:
        """What one of it is."""
        return "piece" if self.bundle else self.entries[0].line.unit

    @property
    def as_one(self) -> bool:
        """Whether it goes as a whole or not at all."""
        return bool(self.bundle and not self.bundle.separable)

    @property
    def open(self) -> int:
        """How many of it have not left: of a bundle, whole ones."""
        counts = [
            entry.standing.open // (entry.line.bundle.each if entry.line.bundle else 1)
            for entry in self.entries
        ]
        return min(counts)

    @property
    def amount_minor(self) -> int:
        """What it costs, with tax where the order's prices include it."""
        return sum(entry.line.amount_minor for entry in self.entries)


def together(entries: Iterable[PlacedLine]) -> list[Together]:
    """Put the parts of each bundle together, in the order of the lines."""
    groups: dict[tuple[int, int], list[PlacedLine]] = {}
    for entry in entries:
        bundle, line = entry.line.bundle, entry.line
        key = (line.group_no, bundle.bundle_no) if bundle else (0, -line.line_no)
        groups.setdefault(key, []).append(entry)
    return [Together(found[0].line.bundle, tuple(found)) for found in groups.values()]
