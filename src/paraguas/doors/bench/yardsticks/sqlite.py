"""Plain `sqlite3`: one writer, WAL, every commit on the disk before it is answered.

Its ids are random, as plain code draws them and as the function of the other yardstick does; drawn
in the order of time, as ours are, they make it two to three times faster.
"""

import random
import sqlite3
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter, time_ns
from uuid import uuid4

import msgspec

SKUS = 2000
TOGETHER = 50
"""Orders in one transaction, where many are written together."""

_STOCK = 1_000_000
_TABLES = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
CREATE TABLE orders (order_id BLOB PRIMARY KEY, number TEXT NOT NULL, person TEXT NOT NULL,
    placed_at INTEGER NOT NULL, total_minor INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE order_lines (order_id BLOB, line_no INTEGER, sku INTEGER NOT NULL,
    quantity INTEGER NOT NULL, amount_minor INTEGER NOT NULL,
    PRIMARY KEY (order_id, line_no)) WITHOUT ROWID;
CREATE TABLE payments (payment_id BLOB PRIMARY KEY, order_id BLOB NOT NULL, kind TEXT NOT NULL,
    token TEXT NOT NULL, amount_minor INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE facts (fact_id BLOB PRIMARY KEY, stream_id BLOB NOT NULL, name TEXT NOT NULL,
    at INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE stock (sku INTEGER PRIMARY KEY, on_hand INTEGER NOT NULL, allocated INTEGER NOT NULL);
"""
_ORDER = "INSERT INTO orders VALUES (?, ?, ?, ?, ?)"
_LINE = "INSERT INTO order_lines VALUES (?, ?, ?, ?, ?)"
_PAYMENT = "INSERT INTO payments VALUES (?, ?, ?, ?, ?)"
_FACT = "INSERT INTO facts VALUES (?, ?, ?, ?, ?)"
_TAKE = "UPDATE stock SET allocated = allocated + ?1 WHERE sku = ?2 AND on_hand - allocated >= ?1"
_PERSON = '{"name": "Ana", "email": "ana@example.com"}'
_encode = msgspec.json.Encoder().encode


class SqliteYardstick:
    """A database file in a folder, with stock for everything."""

    def __init__(self, folder: Path) -> None:
        """Make the tables and the stock."""
        self._driver = sqlite3.connect(folder / "yardstick.db", isolation_level=None)
        self._dice = random.Random(1)  # noqa: S311 - a load that can be told again
        self._written = 0
        self._driver.executescript(_TABLES)
        stock = [(sku, _STOCK) for sku in range(SKUS)]
        self._driver.executemany("INSERT INTO stock VALUES (?, ?, 0)", stock)

    def together(self, seconds: float) -> float:
        """Write orders, some together, for a while; gives orders a second."""
        return self._rate(TOGETHER, seconds)

    def alone(self, seconds: float) -> float:
        """Write orders one by one for a while; gives the median time of one, in milliseconds."""
        took: list[float] = []
        until = perf_counter() + seconds
        while (began := perf_counter()) < until:
            self._write(1)
            took.append(perf_counter() - began)
        return median(took) * 1000

    def close(self) -> None:
        """Close the file."""
        self._driver.close()

    def _rate(self, together: int, seconds: float) -> float:
        began, done = perf_counter(), 0
        while perf_counter() - began < seconds:
            self._write(together)
            done += together
        return done / (perf_counter() - began)

    def _write(self, many: int) -> None:
        with closing(self._driver.cursor()) as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            for _ in range(many):
                self._place(cursor)
            cursor.execute("COMMIT")

    def _place(self, cursor: sqlite3.Cursor) -> None:
        """Write one order, a statement a row, the way plain code does."""
        at = time_ns() // 1000
        self._written += 1
        order_id = uuid4().bytes
        skus = self._dice.sample(range(SKUS), 3)
        lines = [(line_no, sku, 1, 1000) for line_no, sku in enumerate(skus, start=1)]
        body = _encode({"lines": lines, "total_minor": 3000}).decode()
        cursor.execute(_ORDER, (order_id, f"Y{self._written}", _PERSON, at, 3000))
        for line in lines:
            cursor.execute(_LINE, (order_id, *line))
        cursor.execute(_PAYMENT, (uuid4().bytes, order_id, "card", "tok_ok", 3000))
        cursor.execute(_FACT, (uuid4().bytes, order_id, "order.placed.v1", at, body))
        for sku in skus:
            cursor.execute(_TAKE, (1, sku))
            assert cursor.rowcount == 1
