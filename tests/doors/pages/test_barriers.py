"""Every page in every language: built so that anybody finds the way, and told without a code."""

import re
from html.parser import HTMLParser
from http import HTTPStatus

import pytest

from paraguas.values.language import SPOKEN
from tests.doors.pages.tour import keys, live_through, pages

SILENT = {"head", "style", "script"}
NAMED = {"aria-label", "aria-labelledby", "title"}
CODE = re.compile(
    r"\b[0-9a-f]{32}\b"  # an id
    r"|\b\d{4}-\d\d-\d\dT\d\d"  # a time for machines
    r"|\b\d{16}\b"  # an instant
    r"|\b(?!tok_)[a-z]+_[a-z_]+\b"  # a state or a kind; tok_... are what the sandbox takes
    r"|\{[a-z]*\}|…:"  # a blank nobody filled
    r"|\bNone\b"
)


class Page(HTMLParser):
    """A page as somebody meets it who does not see it: its words, headings, and what has none."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.language = ""
        self.headings: list[int] = []
        self.words: list[str] = []
        self.nameless: list[str] = []
        self.ids: list[str] = []
        self._path: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        if tag == "html":
            self.language = given.get("lang", "")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "img" and "alt" not in given:
            self.nameless.append(self.get_starttag_text())
        field = tag in {"select", "textarea"} or (tag == "input" and given.get("type") != "hidden")
        if field and "label" not in self._path and not NAMED & set(given):
            self.nameless.append(self.get_starttag_text())
        if tag not in {"input", "img", "meta", "link", "br", "path", "hr"}:
            self._path.append(tag)

    def handle_endtag(self, tag):
        while self._path and self._path.pop() != tag:
            pass

    def handle_data(self, data):
        if not SILENT & set(self._path) and data.strip():
            self.words.append(data.strip())


def harm(text: str, language: str) -> list[str]:
    """What stands in somebody's way on a page."""
    page = Page(text)
    found = [f"without a name: {one}" for one in page.nameless]
    found += [f"a code: {one}" for one in page.words if CODE.search(one)]
    if page.language != language:
        found.append(f"lang={page.language}")
    if page.headings[:1] != [1] or page.headings.count(1) != 1:
        found.append(f"headings {page.headings}")
    steps = zip(page.headings, page.headings[1:], strict=False)
    found += [f"h{deep} under h{high}" for high, deep in steps if deep > high + 1]
    found += [f"twice: id={one}" for one in set(page.ids) if page.ids.count(one) > 1]
    return found


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_page_is_whole_and_says_no_code_in_any_language(world, reader):
    day, found = live_through(world), []
    desks = keys(world)
    for who, paths in pages(world, day).items():
        if who:
            reader.enter(desks[who])
        for path in paths:
            for language in SPOKEN:
                asked = f"{path}{'&' if '?' in path else '?'}lang={language}"
                page = reader.get(asked, accept_language=language, accept="text/html")
                spoken = spoken_on(path, language, page.status_code, who)
                found += [f"{path} in {language}: {what}" for what in harm(page.text, spoken)]
    assert not found, "\n".join(found)


def spoken_on(path: str, language: str, status: int, who: str) -> str:
    """Tell which language a page is in: papers and quotes keep theirs, an associate has one.

    A page that only refuses is in the browser's.
    """
    if "/invoices/" in path or "/gift-receipts/" in path:
        return "en"
    if path.endswith("/receipt") or path.startswith("/q/"):
        return "es"
    stands = status == HTTPStatus.OK or "?" in path
    return "es" if who == "store" and stands else language


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('<html lang="en"><h1>A</h1><input name="a">', "without a name"),
        ('<html lang="en"><h1>A</h1><img src="a">', "without a name"),
        ('<html lang="en"><h1>A</h1><h1>B</h1>', "headings"),
        ('<html lang="en"><h1>A</h1><h3>B</h3>', "h3 under h1"),
        ("<html><h1>A</h1>", "lang="),
        ('<html lang="en"><h1>A</h1><p>partly_paid</p>', "a code"),
        ('<html lang="en"><h1>A</h1><p>since 2026-11-22T06:00:00Z</p>', "a code"),
        (f'<html lang="en"><h1>A</h1><p>order {"0a" * 16}</p>', "a code"),
        ('<html lang="en"><h1 id="a">A</h1><p id="a">B</p>', "twice"),
    ],
)
def test_what_stands_in_the_way_is_seen(text, what):
    assert any(one.startswith(what) for one in harm(text, "en"))
    assert harm('<html lang="en"><h1>A</h1><label>B <input name="a"></label></html>', "en") == []
