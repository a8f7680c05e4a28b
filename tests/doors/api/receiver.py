"""Somebody outside who is told: a real HTTP server on loopback that answers as it is told."""

import base64
import hashlib
import hmac
import json
from collections import defaultdict, deque
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

from sqlalchemy import select

from paraguas.plumbing.facts import chores as chore_table

SKU = "CASE-CLEAR"


@dataclass(frozen=True)
class Heard:
    """A request as it came in."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def name(self) -> str:
        return str(self.event["type"])

    def signed_with(self, secret: str) -> int:
        """Tell which of the signatures a secret made, counting from 0; -1 where none is its."""
        key = base64.b64decode(secret.removeprefix("whsec_"))
        signed = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode()
        made = hmac.new(key, signed + self.body, hashlib.sha256).digest()
        expected = f"v1,{base64.b64encode(made).decode()}"
        given = self.headers["webhook-signature"].split(" ")
        return given.index(expected) if expected in given else -1


class Receiver:
    """Takes what comes, or answers with the statuses it was told to, one after the other."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.answers: dict[str, deque[int]] = defaultdict(deque)
        self.location = ""
        self._lock = Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.port = self._server.server_address[1]
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def url(self, path: str = "/hook", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def names(self, subject: str | None = None) -> list[str]:
        """The facts heard of, in the order they came."""
        return [one.name for one in self.heard if subject in {None, one.event["subject"]}]

    def fail(self, subject: str, *statuses: int) -> None:
        """Answer what comes about a subject with these statuses, then take it again."""
        self.answers[subject].extend(statuses)

    def answer(self, heard: Heard) -> int:
        with self._lock:
            planned = self.answers[heard.event["subject"]]
            status = planned.popleft() if planned else 204
            self.heard.append(heard)
        return status

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                headers = {name.lower(): text for name, text in self.headers.items()}
                self.send_response(receiver.answer(Heard(self.path, headers, body)))
                self.send_header("content-length", "0")
                self.send_header("location", receiver.location)
                self.end_headers()

            def log_message(self, *_said: Any) -> None:
                """Keep quiet."""

        return Handler


def opened(shop, url, *facts):
    answer = shop.api.post("/v1/webhooks", {"url": url, "facts": facts})
    assert answer.status_code == 201, answer.text
    return answer.json()


def path_of(webhook, *more):
    return "/".join(("/v1/webhooks", webhook["endpoint_id"], *more))


def waiting(shop):
    """What waits to be sent: attempts, and what went wrong."""
    with shop.api.runtime.database.reading() as tx:
        rows = tx.all(select(chore_table).where(chore_table.c.kind.like("errand:webhook%")))
        return [(row.attempts, row.problem) for row in rows]
