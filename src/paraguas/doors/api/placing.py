"""POST /v1/orders: the body, the answer, and the hot route mounted below the web framework.

Placing is called more than everything else that writes; answered here, a request costs a third of
what it does through the framework's layers.  The framework holds the same route for its API
description, and calls the same function.
"""

from typing import Annotated, Any

import msgspec

from paraguas.doors.api.caller import Caller
from paraguas.doors.api.problem import KeyMissing, check_text, read_problem
from paraguas.doors.runtime import Runtime
from paraguas.journeys.checkout.placing import place_orders
from paraguas.journeys.serving.appointments import place_with_set_up, wished_slots
from paraguas.orders.model import Person, Wish, WishedGroup, WishedLine, WishedTender
from paraguas.orders.rules.confirming import Confirmation
from paraguas.plumbing.replies import Reply
from paraguas.staff.model import Scope
from paraguas.values.limits import MOST_COUPONS, Code, PlaceCode, ShortCode
from paraguas.values.refusal import Malformed

ROUTE = "/v1/orders"
_encode = msgspec.json.Encoder().encode


class OrderIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """An order to place.

    channel: only for keys that serve all doors.  market: code of the market it is bought in.
    groups: how lines reach the person; a line names its group by position, from 0.  place: code of
    the store it is captured in.  external: its key in an outside system, unique with the channel:
    a second order with it answers with the first.  language: BCP 47; the market's without it.
    loyalty: number of the account of points it earns on.  coupons: codes that open promotions.
    """

    market: ShortCode
    lines: Annotated[tuple[WishedLine, ...], msgspec.Meta(max_length=2000)]
    groups: Annotated[tuple[WishedGroup, ...], msgspec.Meta(min_length=1, max_length=50)]
    tenders: Annotated[tuple[WishedTender, ...], msgspec.Meta(max_length=20)] = ()
    person: Person = msgspec.field(default_factory=Person)
    channel: ShortCode = ""
    place: PlaceCode = ""
    language: Annotated[str, msgspec.Meta(max_length=16)] = ""
    currency: Annotated[str, msgspec.Meta(max_length=3)] = ""
    external: Annotated[str, msgspec.Meta(max_length=80)] = ""
    loyalty: Code = ""
    coupons: Annotated[tuple[Code, ...], msgspec.Meta(max_length=MOST_COUPONS)] = ()


_decode = msgspec.json.Decoder(OrderIn).decode


def read_order(body: bytes) -> OrderIn:
    """Read a body; Malformed names the field that is amiss."""
    try:
        return _decode(body)
    except (msgspec.ValidationError, msgspec.DecodeError) as problem:
        where, what = read_problem(problem)
        raise Malformed(where=where, problem=what) from problem
    except RecursionError as problem:
        raise Malformed(where="body", problem="nested too deeply") from problem


async def place(runtime: Runtime, caller: Caller, key: str, body: bytes) -> Reply:
    """Place the order in a body; the reply is remembered with the key."""
    caller.demand(Scope.ORDERS_WRITE)
    if not key:
        raise KeyMissing
    asked = read_order(body)
    check_text(body)
    stamp = caller.stamp(asked.channel)
    wish = Wish(
        stamp=stamp,
        channel=stamp.by.door,
        market=asked.market,
        lines=asked.lines,
        groups=asked.groups,
        tenders=asked.tenders,
        person=asked.person,
        place=asked.place,
        language=asked.language,
        currency=asked.currency,
        external=asked.external,
        loyalty=asked.loyalty,
        coupons=asked.coupons,
    )
    # An order with a set-up slot needs more than a batch reads, so it goes by itself.
    alone = bool(wished_slots(wish))
    outcome: Reply = await runtime.write(
        place_with_set_up if alone else place_orders,
        wish,
        together=not alone,
        key=caller.key(ROUTE, key, body),
        at=stamp.at,
        answer=answer,
    )
    return outcome


def answer(confirmation: Confirmation) -> Reply:
    """Write a confirmation out: 201 when it was placed now, 200 when it had been before."""
    return Reply(200 if confirmation.again else 201, _encode(confirmation))


def headers_of(reply: Reply) -> list[tuple[bytes, bytes]]:
    """Give the headers of a reply."""
    headers = [(b"content-type", b"application/json")]
    if reply.replayed:
        headers.append((b"idempotent-replayed", b"true"))
    return headers


def decoded(reply: Reply) -> Any:
    """Give the body of a reply as plain values."""
    return msgspec.json.decode(reply.body)
