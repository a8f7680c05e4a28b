"""Replay receipts: enter them as orders of the past, then compare the database with the file."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from time import perf_counter

from msgspec import Struct, field

from paraguas.doors.imports.placing import BATCH, place_all
from paraguas.doors.replay import goods
from paraguas.doors.replay.completejourney import ZONE, Receipt, articles, receipts
from paraguas.doors.replay.expected import expect
from paraguas.doors.replay.households import link_households
from paraguas.doors.replay.reconciling import Reconciled, order_ids, reconcile
from paraguas.doors.runtime import Runtime
from paraguas.orders.model import GroupKind, Recorded, Wish, WishedGroup, WishedLine, WishedTender
from paraguas.plumbing.clock import stamp
from paraguas.values.by import By
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp
from paraguas.values.time import at_local, local_day

ACTOR = "tills"
_LOOK_AHEAD = 2000

Watch = Callable[[str, int, int], None]
"""Told how far a step is: its name, what is done, and of how much."""


class RefusedBasket(Struct, frozen=True):
    """A basket that made no order, and why."""

    basket: int
    lines: int
    refusal: Refusal


class Replay(Struct):
    """What a replay came to; amounts in cents.

    placed: orders made this time; those made before are only counted among `standing`.
    households: persons whose the orders are, each known by the household's card.
    seconds: in all; placing_seconds: of them, from the first wish to the last commit.
    """

    baskets: int = 0
    placed: int = 0
    refused: list[RefusedBasket] = field(default_factory=list)
    units_received: int = 0
    households: int = 0
    expected_lines: int = 0
    expected_minor: int = 0
    standing: Reconciled = field(default_factory=Reconciled)
    seconds: float = 0.0
    placing_seconds: float = 0.0

    @property
    def holds(self) -> bool:
        """Whether all lines are there, and file and database agree to the cent and the unit."""
        stands = self.standing
        amiss = self.refused or stands.differences or stands.shelves.not_empty
        return not amiss and stands.lines == self.expected_lines

    @property
    def refused_lines(self) -> Counter[str]:
        """Lines that were refused, by code."""
        lines: Counter[str] = Counter()
        for each in self.refused:
            lines[each.refusal.code] += each.lines
        return lines


def replay(
    runtime: Runtime,
    baskets: int,
    *,
    folder: Path | None = None,
    batch: int = BATCH,
    watch: Watch = lambda _step, _done, _of: None,
) -> Replay:
    """Enter the first baskets in file order, none skipped; those entered before stay as they are.

    folder: with the Parquet files, instead of the installed package.  batch: orders a transaction.
    """
    began = perf_counter()
    done = Replay()
    watch("reading", 0, 1)
    expected = expect(baskets, folder)
    done.baskets = expected.counts.total()
    done.expected_lines, done.expected_minor = expected.lines, expected.amount_minor
    watch("reading", 1, 1)
    if first := next(_coming(runtime, baskets, folder), None):
        opening = _opening(first)
        sold = goods.sold_by(_coming(runtime, baskets, folder))
        done.units_received = _prepare(runtime, sold, opening, folder, watch)
        placing = perf_counter()
        _place(runtime, _coming(runtime, baskets, folder), batch, done, watch)
        done.placing_seconds = perf_counter() - placing
    watch("naming", 0, 1)
    done.households = len(link_households(runtime, receipts(baskets, folder), ACTOR))
    watch("naming", 1, 1)
    watch("comparing", 0, 1)
    done.standing = runtime.read_now(partial(reconcile, expected=expected))
    watch("comparing", 1, 1)
    done.seconds = perf_counter() - began
    return done


def wish_of(receipt: Receipt) -> Wish:
    """Word a receipt as an order of the past: rung up in a store, paid in cash, carried out."""
    place = goods.code_of(receipt.store)
    by = By(goods.CHANNEL, ACTOR, on_behalf_of=f"household:{receipt.household}")
    return Wish(
        stamp=stamp(by, at=receipt.at),
        channel=goods.CHANNEL,
        market=goods.MARKET,
        lines=tuple(
            WishedLine(
                goods.code_of(line.product),
                line.quantity,
                recorded=Recorded(line.amount_minor, line.discount_minor),
            )
            for line in receipt.lines
        ),
        groups=(WishedGroup(GroupKind.CARRY_OUT, place),),
        tenders=(WishedTender("cash"),),
        place=place,
        external=str(receipt.basket),
        historic=True,
    )


def _coming(runtime: Runtime, baskets: int, folder: Path | None) -> Iterator[Receipt]:
    """Read the receipts that are not orders yet, a stretch of the file at a time."""
    every = receipts(baskets, folder)
    while some := list(islice(every, _LOOK_AHEAD)):
        made = runtime.read_now(partial(order_ids, baskets=[receipt.basket for receipt in some]))
        yield from (receipt for receipt in some if receipt.basket not in made)


def _opening(first: Receipt) -> Stamp:
    """Stamp what must be there before the first sale with the morning of its day."""
    morning = at_local(local_day(first.at, ZONE), 0, ZONE)
    return stamp(By(goods.CHANNEL, ACTOR, reason="opening stock of a replay"), at=morning)


def _prepare(
    runtime: Runtime, sold: goods.Sold, opening: Stamp, folder: Path | None, watch: Watch
) -> int:
    """Open the stores, list the articles and stock the shelves; give the units received."""
    stores = sorted({store for store, _ in sold})
    products = {product for _, product in sold}
    watch("listing", 0, 1)
    runtime.write_now(lambda tx, codes: goods.open_stores(tx, opening, codes), stores)
    described = list(articles(folder))
    runtime.write_now(lambda tx, all_: goods.list_articles(tx, opening, products, all_), described)
    watch("listing", 1, 1)
    received = 0
    delivery = f"completejourney {opening.ids.next()}"
    parts = list(goods.deliveries(sold))
    for number, part in enumerate(parts):
        watch("stocking", number, len(parts))
        received += runtime.write_now(
            lambda tx, units: goods.stock_shelves(tx, opening, units, receipt=delivery), part
        )
    runtime.write_now(goods.let_nobody_wait, stores)
    watch("stocking", len(parts), len(parts))
    return received


def _place(
    runtime: Runtime, coming: Iterator[Receipt], batch: int, done: Replay, watch: Watch
) -> None:
    placed = place_all(runtime.database, map(wish_of, coming), batch=batch)
    for number, (wish, outcome) in enumerate(placed, start=1):
        if isinstance(outcome, Refusal):
            done.refused.append(RefusedBasket(int(wish.external), len(wish.lines), outcome))
        else:
            done.placed += not outcome.again
        if number % batch == 0:
            watch("placing", number, done.baskets)
    watch("placing", done.baskets, done.baskets)
