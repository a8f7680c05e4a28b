"""Somebody who reads pages and sends their forms, without a browser: cookies, fields, buttons."""

from html.parser import HTMLParser
from urllib.parse import urlencode

from tests.doors.api.visitor import Visitor


class Forms(HTMLParser):
    """The forms of a page with their fields as a browser would send them untouched.

    found: those that write.  asking: those that only ask.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str]]]] = []
        self.asking: list[tuple[str, list[tuple[str, str]]]] = []
        self._fields: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self._fields = []
            kind = self.found if given["method"] == "post" else self.asking
            kind.append((given["action"], self._fields))
        chosen = given.get("type") not in {"radio", "checkbox"} or "checked" in given
        if tag == "input" and given.get("name") and chosen:
            self._fields.append((given["name"], given.get("value") or ""))


class Clicker:
    """A reader of pages; the visitor it goes through brings the application."""

    def __init__(self, api: Visitor) -> None:
        self.api = api

    def get(self, path: str, **headers):
        headers = {name.replace("_", "-"): text for name, text in headers.items()}
        return self.send("GET", path, headers=headers)

    def send(self, method: str, path: str, **more):
        client = self.api._client
        return self.api._loop.run(client.request(method, path, **more))

    def enter(self, key: str):
        """Sign in with a key."""
        return self.submit(self.get("/enter"), "/enter", key=key)

    def submit(self, page, action: str, **changes):
        """Send the form of a page whose address ends so, with some fields filled in.

        Fields like `units-1` are named `units_1`.
        """
        forms = dict(reversed(Forms(page.text).found))
        address = next((a for a in forms if a.partition("?")[0].endswith(action)), None)
        assert address, f"no form to {action} among {list(forms)}"
        named = {name.replace("units_", "units-"): text for name, text in changes.items()}
        kept = [(name, text) for name, text in forms[address] if name not in named]
        return self.post(address, [*kept, *named.items()])

    def submit_get(self, page, **changes):
        """Send the first form of a page that only asks, as its address and query."""
        address, fields = Forms(page.text).asking[0]
        kept = [(name, text) for name, text in fields if name not in changes]
        return self.get(f"{address}?{urlencode([*kept, *changes.items()])}")

    def post(self, address: str, fields):
        headers = {"content-type": "application/x-www-form-urlencoded"}
        return self.send("POST", address, content=urlencode(fields), headers=headers)

    def follow(self, answer):
        """Go where an answer sends."""
        assert answer.status_code == 303, answer.text
        return self.get(answer.headers["location"])
