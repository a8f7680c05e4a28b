"""The load generator against a server that misbehaves."""

import asyncio

from paraguas.doors.bench.load import Load, run
from paraguas.doors.bench.requests import Mix, bodies, requests

MIX = Mix(skus=tuple(f"SKU-{n}" for n in range(20)), cards=("GIFT1",), seed=7)


async def served(answers, **more):
    """Run a load against a server that gives these answers in turn, in pieces."""
    left = iter(answers)

    async def talk(reader, writer):
        while True:
            try:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length: ")[2].split(b"\r")[0])
                await reader.readexactly(length)
                answer = next(left)
            except (StopIteration, asyncio.IncompleteReadError):
                writer.close()
                return
            for part in (answer[:20], answer[20:]):
                writer.write(part)
                await writer.drain()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    load = Load(ports=(port,), key="k", mix=MIX, windows=1, warm_seconds=0, most=4, **more)
    try:
        return await run(load)
    finally:
        server.close()


def test_an_answer_in_pieces_is_one_answer():
    placed = b"HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello"
    (window,) = asyncio.run(served([placed] * 4, connections=2, seconds=5))
    assert (window.placed, window.others) == (4, {})
    assert window.p99_ms >= window.p50_ms > 0


def test_refusals_and_hang_ups_are_told_not_counted():
    refused = b"HTTP/1.1 409 Conflict\r\nContent-Length: 5\r\n\r\nshort"
    (window,) = asyncio.run(served([refused], connections=1, seconds=5))
    assert window.placed == 0
    assert window.others == {"409 short": 1, "000": 1}


def test_nine_of_ten_orders_of_a_hot_load_want_its_sku():
    hot = Mix(skus=MIX.skus, cards=MIX.cards, seed=7, hot="HOT")
    wanted = [b'"HOT"' in body for body in bodies(hot, 1000)]
    assert sum(wanted) == 900


def test_a_load_can_be_told_again_and_another_is_another():
    assert requests(MIX, 3, "k") == requests(MIX, 3, "k")
    other = Mix(skus=MIX.skus, cards=MIX.cards, seed=8)
    assert not set(requests(MIX, 3, "k")) & set(requests(other, 3, "k"))
