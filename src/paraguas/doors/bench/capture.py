"""How fast orders are captured: from many callers, for one hot SKU, from one caller, from files."""

from collections.abc import Callable, Iterator, Sequence
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

from paraguas.doors.bench.figures import (
    COLD,
    HOT,
    IMPORT,
    LONE,
    MEMORY,
    MOST_BACKLOG_SECONDS,
    MOST_P99_MS,
    SPREAD,
    TWO,
    against_peer,
    audited,
    compare,
    limit,
)
from paraguas.doors.bench.ground import Ground, Yardstick, ground, run_load, yardstick
from paraguas.doors.bench.importing import import_orders
from paraguas.doors.bench.load import Load, Window
from paraguas.doors.bench.report import Row, rounded
from paraguas.doors.bench.requests import Mix
from paraguas.doors.bench.serving import Server, audit, serving

_FASTEST = 4000
"""Orders a second no server here reaches: so many requests are written out for each second."""

Tell = Callable[[str], None]


class Plan(Struct, frozen=True, kw_only=True):
    """How long to measure, and over which sizes: each is ten times the one before.

    sizes: orders there are before.  imported: orders in the file that is timed.  live: orders one
    server places before its memory is looked at.  places, skus and cards: of the world.
    """

    sizes: tuple[int, ...]
    imported: int
    live: int
    windows: int = 3
    seconds: float = 2.0
    reference_seconds: float = 2.0
    places: int = 24
    skus: int = 2000
    cards: int = 1000


PLANS = {
    "quick": Plan(sizes=(200, 2_000, 20_000), imported=2_000, live=10_000),
    "full": Plan(
        sizes=(1_000, 10_000, 100_000),
        imported=10_000,
        live=100_000,
        windows=5,
        seconds=5.0,
        reference_seconds=5.0,
    ),
}


class Measured(Struct, frozen=True, kw_only=True):
    """What a load came to: medians of its windows, and what it cost the server."""

    rate: float
    p50_ms: float
    p99_ms: float
    placed: int
    processor_ms: float
    backlog_seconds: float
    others: dict[str, int]

    @property
    def is_clean(self) -> bool:
        """Whether every order was placed and the worker kept up."""
        return not self.others and self.backlog_seconds <= MOST_BACKLOG_SECONDS

    def told(self, row: Row) -> Row:
        """Add to a row what its figure leaves out, and let it hold only if all went well."""
        told = [
            *([row.note] if row.note else []),
            f"server {self.processor_ms:.2f} ms of processor an order",
            f"backlog ended after {self.backlog_seconds:.1f} s",
            *(f"{count} x {answer}" for answer, count in self.others.items()),
        ]
        return replace(
            row,
            holds=row.holds and self.is_clean,
            p50_ms=rounded(self.p50_ms),
            p99_ms=rounded(self.p99_ms),
            note="; ".join(told),
        )


class Capture:
    """The rows of one database; `run` yields them as they are measured."""

    def __init__(self, on: Ground, stick: Yardstick, plan: Plan, tell: Tell) -> None:
        """Measure on an installation against its yardstick."""
        self._on = on
        self._stick = stick
        self._plan = plan
        self._tell = tell
        self._orders = 0
        self._seed = 0

    def run(self) -> Iterator[Row]:
        """Measure at every size, then what the growth has left."""
        for size in self._plan.sizes:
            yield from self._at(size)
        yield from self._ends()

    def _at(self, size: int) -> Iterator[Row]:
        self._tell(f"{self._on.database}: {size:,} orders before")
        if self._orders < size:
            self._import(size - self._orders)
        rate = self._import(self._plan.imported)
        best = self._stick.together(self._plan.reference_seconds)
        lone_ms = self._stick.alone(self._plan.reference_seconds)
        with serving(self._on.folder, self._on.url) as servers:
            self._on.backlog_seconds()
            spread = self._load(servers)
            hot = self._load(servers, hot=True)
            lone = self._load(servers, connections=1)
        yield self._spread(size, spread, best)
        yield self._rate(HOT, size, hot, spread.rate)
        yield self._lone(size, lone, lone_ms)
        if self._on.database == "postgres":
            with serving(self._on.folder, self._on.url, processes=2) as servers:
                yield self._rate(TWO, size, self._load(servers), spread.rate)
        note = f"{self._plan.imported:,} orders of 3 lines from a file of JSON lines"
        imported = compare(IMPORT, self._on.database, size, reference=spread.rate, ours=rate)
        yield replace(imported, note=note)

    def _ends(self) -> Iterator[Row]:
        """Measure what a long life leaves: memory, and how fast a full database is served again."""
        size = self._orders
        with serving(self._on.folder, self._on.url) as [server]:
            ready = server.ready_seconds
            before, placed = server.resident_bytes(), 0
            while placed < self._plan.live:
                placed += max(1, self._load([server], windows=1).placed)
            after = server.resident_bytes()
        mega = 1 << 20
        held = {"reference": before / mega, "ours": after / mega}
        row = limit(MEMORY, self._on.database, placed, unit="MB", **held)
        yield replace(row, note=f"{row.note}, which is the memory of a server that is ready")
        row = limit(COLD, self._on.database, size, reference=1.0, ours=ready, unit="s")
        yield replace(row, note="from the start of the process to an open port", reference=None)

    def _import(self, many: int) -> float:
        self._seed += 1
        self._orders += many
        return import_orders(self._on, many, self._seed)

    def _load(
        self,
        servers: Sequence[Server],
        *,
        hot: bool = False,
        connections: int = 64,
        windows: int | None = None,
    ) -> Measured:
        self._seed += 1
        world, plan = self._on.world, self._plan
        load = Load(
            ports=tuple(server.port for server in servers),
            key=world.key,
            mix=Mix(
                skus=world.skus,
                cards=world.cards,
                seed=self._seed,
                hot=world.skus[0] if hot else "",
            ),
            connections=connections,
            windows=windows or plan.windows,
            seconds=plan.seconds,
            most=int(_FASTEST * plan.seconds),
        )
        before = sum(server.processor_seconds() for server in servers)
        seen = run_load(load)
        backlog = self._on.backlog_seconds()
        used = sum(server.processor_seconds() for server in servers) - before
        measured = measure(seen, used, backlog)
        self._orders += measured.placed
        return measured

    def _spread(self, size: int, measured: Measured, best: float) -> Row:
        row = self._rate(SPREAD, size, measured, best)
        most = MOST_P99_MS[self._on.database]
        return replace(row, holds=row.holds and measured.p99_ms <= most)

    def _rate(self, what: str, size: int, measured: Measured, reference: float) -> Row:
        database = self._on.database
        return measured.told(compare(what, database, size, reference=reference, ours=measured.rate))

    def _lone(self, size: int, measured: Measured, reference_ms: float) -> Row:
        ours = {"reference": reference_ms, "ours": measured.p50_ms}
        return measured.told(limit(LONE, self._on.database, size, unit="ms", **ours))


def capture(databases: Sequence[str], plan: Plan, tell: Tell) -> list[Row]:
    """Measure the databases one after the other."""
    rows: list[Row] = []
    for database in databases:
        tell(f"{database}: making a world")
        with (
            ground(database, places=plan.places, skus=plan.skus, cards=plan.cards) as on,
            yardstick(on) as stick,
        ):
            found = list(Capture(on, stick, plan, tell).run())
            told = audit(on.folder, on.url)["findings"]
        rows += [audited(row, told) for row in found]
    return rows + list(against_peer(rows))


def measure(seen: Sequence[Window], processor_seconds: float, backlog_seconds: float) -> Measured:
    """Sum up the windows of a load; the processor time is spread over them by their length."""
    placed = sum(window.placed for window in seen)
    others: dict[str, int] = {}
    for window in seen:
        for answer, count in window.others.items():
            others[answer] = others.get(answer, 0) + count
    return Measured(
        rate=median(window.placed / window.seconds for window in seen),
        p50_ms=median(window.p50_ms for window in seen),
        p99_ms=median(window.p99_ms for window in seen),
        placed=placed,
        processor_ms=processor_seconds * 1000 / max(1, placed),
        backlog_seconds=backlog_seconds,
        others=others,
    )
