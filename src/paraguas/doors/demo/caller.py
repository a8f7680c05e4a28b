"""A person or machine of the story, calling the API over HTTP with a key of their own."""

from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from secrets import token_hex
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec

from paraguas.doors.demo.expecting import NotAsPromised

T = TypeVar("T")
_SECONDS = 30


class Caller:
    """Somebody with a key; each write brings an idempotency key of its own."""

    def __init__(self, url: str, key: str) -> None:
        """Call the server at an address (`http://host:port`)."""
        address = urlsplit(url)
        self.url = url
        self._connection = HTTPConnection(address.hostname or "", address.port, timeout=_SECONDS)
        self.key = key

    def again(self, key: str) -> "Caller":
        """Call the same server with another key."""
        return Caller(self.url, key)

    def read(self, path: str, shape: type[T]) -> T:
        """Read a resource."""
        return msgspec.json.decode(self.fetch(path), type=shape)

    def fetch(self, path: str) -> bytes:
        """Read a document as it is."""
        return self._answered("GET", path)

    def write(self, path: str, body: Any, shape: type[T], *, method: str = "POST") -> T:
        """Change something."""
        return msgspec.json.decode(self._answered(method, path, body), type=shape)

    def refused(self, path: str, body: Any) -> str:
        """Try what should be refused, and give the code of the refusal."""
        status, answer = self._call("POST", path, body)
        if status < 400:
            raise NotAsPromised(f"POST {path} should have been refused")
        return str(msgspec.json.decode(answer)["code"])

    def _answered(self, method: str, path: str, body: Any = None) -> bytes:
        status, answer = self._call(method, path, body)
        if status >= 400:
            problem = msgspec.json.decode(answer)
            raise NotAsPromised(f"{method} {path}: {problem['code']}, {problem['detail']}")
        return answer

    def _call(self, method: str, path: str, body: Any) -> tuple[int, bytes]:
        sent = None if body is None else msgspec.json.encode(body)
        try:
            self._connection.request(method, path, sent, self._headers(body is not None))
            response = self._connection.getresponse()
            return response.status, response.read()
        except (OSError, HTTPException) as problem:
            self._connection.close()
            raise NotAsPromised(f"{method} {path}: no answer ({problem!r})") from problem

    def _headers(self, writes: bool) -> Mapping[str, str]:  # noqa: FBT001 - read one line above
        headers = {"authorization": f"Bearer {self.key}", "accept-language": "en"}
        if writes:
            headers |= {"content-type": "application/json", "idempotency-key": token_hex(16)}
        return headers
