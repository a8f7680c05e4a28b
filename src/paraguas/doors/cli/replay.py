"""Replay the trade of others as if it had come through our own doors."""

from typing import Annotated, Any, Literal

from cyclopts import Parameter
from msgspec.structs import asdict
from rich.console import Group

from paraguas.doors.cli.answer import Answer
from paraguas.doors.cli.installation import Installation, opened
from paraguas.doors.cli.progress import steps
from paraguas.doors.replay.replaying import Replay, replay as replay_all

_MOST_SHOWN = 20


def replay(
    source: Literal["completejourney"],
    at: Installation = Installation(),
    *,
    baskets: Annotated[int, Parameter(validator=lambda _, n: _check_baskets(n))] = 20_000,
) -> Answer:
    """Enter real till receipts as store orders of the past, and compare them with their file.

    Parameters
    ----------
    source:
        Which trade: completejourney, a grocer's receipts in the United States.
    baskets:
        How many, from the first of the file.
    """
    assert source == "completejourney"
    with opened(at) as runtime, steps(quiet=at.json) as watch:
        done = replay_all(runtime, baskets, watch=watch)
    return Answer(document_of(done), _words(done), 0 if done.holds else 1)


def document_of(done: Replay) -> dict[str, Any]:
    """Write a replay out for machines; amounts in cents."""
    stands = done.standing
    rate = done.placed / done.placing_seconds if done.placing_seconds else 0.0
    return {
        "baskets": done.baskets,
        "placed": done.placed,
        "orders": stands.orders,
        "lines": stands.lines,
        "households": done.households,
        "refused": dict(done.refused_lines),
        "refused_baskets": [
            {"basket": each.basket, "code": each.refusal.code, "details": each.refusal.details}
            for each in done.refused[:_MOST_SHOWN]
        ],
        "amount_minor": stands.amount_minor,
        "expected_minor": done.expected_minor,
        "seconds": round(done.seconds, 3),
        "orders_per_second": round(rate, 1),
        "units_received": done.units_received,
        "positions": stands.shelves.positions,
        "positions_not_empty": stands.shelves.not_empty,
        "stores_days_checked": stands.stores_days_checked,
        "differences": [asdict(each) for each in stands.differences],
        "ok": done.holds,
    }


def _words(done: Replay) -> Group:
    stands = done.standing
    now = f"{done.placed:,} placed now" if done.placed else "all were there before"
    sums = f"{stands.amount_minor:,} cents of {done.expected_minor:,}"
    compared = f"{stands.stores_days_checked:,} days of stores compared with the file"
    shelves = stands.shelves
    lines = [
        f"{stands.orders:,} of {done.baskets:,} baskets are orders, {stands.lines:,} lines; {now}",
        f"{done.households:,} households are known by their card, and their orders by them",
        f"{compared}: {len(stands.differences)} differences; {sums}",
        f"{shelves.not_empty:,} of {shelves.positions:,} shelves are not empty",
    ]
    lines += [f"[red]refused[/] {code}: {n:,} lines" for code, n in done.refused_lines.items()]
    for off in stands.differences[:_MOST_SHOWN]:
        lines.append(
            f"[red]differs[/] {off.place} on {off.day}: {off.database_minor:,} cents of "
            f"{off.file_minor:,}, {off.database_orders} orders of {off.file_baskets} baskets"
        )
    lines.append(f"{done.seconds:.1f} s")
    return Group(*lines)


def _check_baskets(baskets: int) -> None:
    if baskets < 1:
        raise ValueError("at least 1 basket")
