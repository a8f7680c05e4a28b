"""PostgreSQL's pipeline, straight on libpq: each statement prepared once, many on the way at once.

The driver's own pipeline costs some 60 us of processor time a statement, and an order is written
by thirty; on the library it is built on, a statement costs 6.
"""

import select
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from typing import Any

import psycopg
from psycopg import abc, pq
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result

_FINE = (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK)


class Answer:
    """What a statement came to; whoever asks waits for it and for all that was sent before.

    prepares: the text this one prepared, if that was all it did.
    """

    __slots__ = ("_turn", "_wire", "arrived", "prepares")

    def __init__(self, wire: "Wire", turn: abc.Transformer, prepares: str = "") -> None:
        """Wait for the result, which the wire puts into `arrived`."""
        self._wire = wire
        self._turn = turn
        self.prepares = prepares
        self.arrived: Any = None

    @property
    def result(self) -> Any:
        """The driver's result; raises the error of the first statement under way that failed."""
        if self.arrived is None:
            self._wire.land()
        return self.arrived

    @property
    def is_fine(self) -> bool:
        """Whether the statement was done."""
        return self.result.status in _FINE

    @property
    def rowcount(self) -> int:
        """How many rows the statement found or changed."""
        return self.result.command_tuples or 0

    @property
    def status(self) -> str:
        """The server's word for what was done: `COMMIT`, `INSERT 0 3`."""
        return (self.result.command_status or b"").decode()

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Give the rows."""
        self._turn.set_pgresult(self.result)
        return self._turn.load_rows(0, self.result.ntuples, tuple)


class Wire:
    """One connection's way to its server; for one thread at a time.

    begin: the statement that begins a transaction; it goes with the first one that needs it.  The
    driver may be used in between: both see the same transaction.
    """

    def __init__(self, driver: psycopg.Connection[Any], *, begin: str) -> None:
        """Share a connection with its driver."""
        self._pg = driver.pgconn
        self._turn: abc.Transformer = Transformer(driver)
        self._begin = begin.encode()
        self._names: dict[str, bytes] = {}
        self._numbers = count(1)
        self._sent: list[Answer] = []
        self._gathers = False
        self._news = select.poll()
        self._news.register(self._pg.socket, select.POLLIN)
        self._way_free = select.poll()
        self._way_free.register(self._pg.socket, select.POLLIN | select.POLLOUT)

    @property
    def has_news(self) -> bool:
        """Whether the server says something; unasked it only says goodbye."""
        return bool(self._news.poll(0))

    def send(self, text: str, values: Sequence[Any] = ()) -> Answer:
        """Send a statement with its values for `$1`, `$2`, ...; raises the driver's errors."""
        if not self._gathers:
            with self.together():
                return self.send(text, values)
        self._take_off()
        name = self._names.get(text)
        if name is None:
            name = self._names[text] = b"paraguas_%d" % next(self._numbers)
            self._pg.send_prepare(name, text.encode())
            self._expect(prepares=text)
        self._pg.send_query_prepared(name, [self._said(value) for value in values])
        # The server begins with it while we write the next.
        self._pg.flush()
        return self._expect()

    def command(self, text: str) -> Answer:
        """Send a statement that is not worth preparing, as COMMIT."""
        if not self._gathers:
            with self.together():
                return self.command(text)
        self._take_off()
        self._pg.send_query_params(text.encode(), None)
        return self._expect()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Send what is inside without waiting for each; all answers are there at the end.

        Raises the error of the first statement that failed; what came after it was not done.
        """
        self.gather()
        try:
            yield
        except BaseException:
            self._give_up()
            raise
        self._gathers = False
        self.land()

    def gather(self) -> None:
        """From here on wait for nothing but what is asked for, until the transaction's end."""
        self._gathers = True

    def rollback(self) -> None:
        """End the transaction and leave nothing of it; none is fine."""
        self._give_up()
        if not self._is_idle:
            self.command("ROLLBACK")

    def _give_up(self) -> None:
        self._gathers = False
        with suppress(psycopg.Error):
            self.land()

    @property
    def _is_idle(self) -> bool:
        return self._pg.transaction_status == pq.TransactionStatus.IDLE

    def _take_off(self) -> None:
        """Open the pipeline, and the transaction where there is none."""
        if self._sent:
            return
        begins = self._is_idle
        self._pg.enter_pipeline_mode()
        if begins:
            self._pg.send_query_params(self._begin, None)
            self._expect()

    def _expect(self, *, prepares: str = "") -> Answer:
        answer = Answer(self, self._turn, prepares)
        self._sent.append(answer)
        return answer

    def _said(self, value: Any) -> Any:
        return None if value is None else self._turn.get_dumper(value, PyFormat.TEXT).dump(value)

    def land(self) -> None:
        """Take the answers of all that was sent and close the pipeline."""
        sent, self._sent = self._sent, []
        if not sent:
            return
        self._pg.pipeline_sync()
        while self._pg.flush():
            # A server that cannot get rid of its answers takes no more statements.
            self._way_free.poll()
            self._pg.consume_input()
        for answer in sent:
            answer.arrived = self._result()
            self._result()
        self._result()
        self._pg.exit_pipeline_mode()
        failed = [answer for answer in sent if not answer.is_fine]
        for answer in failed:
            self._names.pop(answer.prepares, None)
        if failed:
            raise error_from_result(failed[0].arrived)

    def _result(self) -> Any:
        """Take the next result; None ends those of a statement."""
        while self._pg.is_busy():
            self._news.poll()
            self._pg.consume_input()
        return self._pg.get_result()
