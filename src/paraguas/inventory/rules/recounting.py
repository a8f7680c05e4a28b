"""Why a number is what it is: balances counted back from the position, movement by movement."""

from collections.abc import Iterable, Iterator

from paraguas.inventory.model import Buckets


def balances(now: Buckets, changes: Iterable[Buckets]) -> Iterator[Buckets]:
    """The numbers after each change, the latest change first.

    Counting back from the present needs the last movements only, however long the history is.
    """
    for change in changes:
        yield now
        now = Buckets(*(after - diff for after, diff in zip(now, change, strict=True)))
