"""Letters to write: the handset story, told to one person."""

from datetime import UTC, datetime

from msgspec.structs import replace

from paraguas.messages.model import (
    Cancelled,
    Credit,
    Item,
    LetterDraft,
    OrderPlaced,
    PaymentDeclined,
    PromiseBroken,
    Promised,
    PromiseMoved,
    ReadyForPickUp,
    Recipient,
)
from paraguas.plumbing.clock import stamp
from paraguas.values.by import SYSTEM
from paraguas.values.ids import OrderId, digest_id
from paraguas.values.quantity import Unit
from paraguas.values.time import HOUR, Period, instant

FOUR = instant(datetime(2026, 11, 21, 15, 0, tzinfo=UTC))
"""Four in the afternoon in Madrid, on a Saturday."""

ORDER = OrderId(digest_id("order", "letters"))
STORE = "Paraguas Gran Vía"
PHONE = Item("Teléfono Arco 12", 1, Unit.PIECE, 89_900)
CASES = Item("Funda <reciclada>", 2, Unit.PIECE, 3_980)
SET_UP = Promised("service", STORE, Period(FOUR, FOUR + HOUR // 2))
LATER = Promised("service", STORE, Period(FOUR + 2 * HOUR, FOUR + 5 * HOUR // 2))
PICK_UP = Promised("pick_up", STORE, Period(FOUR - HOUR, FOUR))
PARCEL = Promised("ship", "", Period(FOUR, FOUR + 72 * HOUR))

PLACED = OrderPlaced((PHONE, CASES), 93_880, "EUR", (PICK_UP, SET_UP, PARCEL))
MOVED = PromiseMoved((PHONE,), SET_UP, LATER, "goods_late")
MADE_GOOD = replace(MOVED, credit=Credit(500, "EUR", "4K7Q-2M9X"))
BROKEN = PromiseBroken((CASES,), PARCEL, Credit(1_250, "EUR", "4K7Q-2M9X"))
READY = ReadyForPickUp(
    STORE,
    ("Gran Vía, 28", "28013 Madrid"),
    "482 913",
    FOUR + 7 * 24 * HOUR,
    (Period(FOUR - 6 * HOUR, FOUR + 5 * HOUR), Period(FOUR + 18 * HOUR, FOUR + 29 * HOUR)),
)
TAKEN_BACK = Cancelled((CASES,), whole=False, wished=True, refund_minor=3_980, currency="EUR")
SOLD_OUT = Cancelled(
    (PHONE,), whole=True, wished=False, refund_minor=0, currency="EUR", why="sold_out"
)
DECLINED = PaymentDeclined(93_880, "EUR", gone=False)
EVERY_NEWS = (PLACED, MOVED, MADE_GOOD, BROKEN, READY, TAKEN_BACK, SOLD_OUT, DECLINED)


def draft(news=MOVED, *, language="es", cause="fact-1", email="nuria@example.org", name="Núria"):
    return LetterDraft(
        order_id=ORDER,
        order_number="4K7Q2-M9XCD",
        cause=cause,
        to=Recipient(name, email),
        language=language,
        zone="Europe/Madrid",
        country="ES",
        brand="Paraguas",
        link="https://shop.example/o/4K7Q2-M9XCD?s=a&t=b",
        news=news,
    )


def at():
    return stamp(SYSTEM, at=FOUR - 24 * HOUR)
