"""A small shop at trade in an installation that commands look at."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from paraguas.doors.runtime import open_runtime
from paraguas.plumbing.settings import Settings
from paraguas.staff.model import Scope
from tests.doors.api.desk import DAY_AND_NIGHT, Desk
from tests.doors.api.visitor import Visitor
from tests.doors.api.wishes import ANA, fetched, shipped, sold


@contextmanager
def trading(place: list[str], folder: Path) -> Iterator[Desk]:
    """Open what `place` names, as a server beside the commands would."""
    options = dict(zip(place[::2], place[1::2], strict=True))
    url = options.get("--database-url", "")
    runtime = open_runtime(Settings(folder=Path(options["--folder"]), database_url=url))
    runtime.start()
    api = Visitor(runtime, "")
    api.secret = api.key_of("shop", Scope.ADMIN)
    desk = Desk(api, folder)
    yield desk
    desk.close()
    api.close()
    runtime.close()


def trade(desk: Desk) -> dict[str, str]:
    """Sell one over the counter, deliver one, cancel one and leave one open; their ids by fate."""
    desk.keep_hours(DAY_AND_NIGHT, "ES-MAD-SERRANO")
    desk.api.stock("CASE-CLEAR", ES_GETAFE=9, ES_MAD_SERRANO=9)
    sale = desk.place(sold("CASE-CLEAR", 1, "ES-MAD-SERRANO"))
    delivered = desk.place(shipped("CASE-CLEAR", 2, person=ANA))
    [parcel] = desk.parts(delivered)
    desk.deliver(parcel)
    cancelled = desk.place(fetched("CASE-CLEAR", 1, "ES-MAD-SERRANO"))
    desk.cancel(cancelled)
    waiting = desk.place(shipped("CASE-CLEAR", 1, person=ANA))
    return {"sale": sale, "delivered": delivered, "cancelled": cancelled, "open": waiting}
