"""Every text a template asks for is in every pack, with the same blanks."""

import re
import string

import pytest

from paraguas.plumbing.words import read_pack
from paraguas.values.language import SPOKEN
from tests.house.tree import PROJECT

ASKED = re.compile(r"""\bsay\(\s*"([a-z_.-]+)"\s*[,)]""")
TEMPLATES = sorted((PROJECT / "src/paraguas/doors").glob("**/*.html"))


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_no_template_asks_for_a_text_that_is_not_there():
    pack = read_pack("en")
    missing = [
        f"{path.name}: {key}"
        for path in TEMPLATES
        if path.name != "help.html"  # worded by the policy book, in more languages
        for line in path.read_text("utf-8").splitlines()
        for key in ASKED.findall(line.replace("words.say", "worded"))
        if f"pages.{key}" not in pack
    ]
    assert missing == []


@pytest.mark.parametrize("language", SPOKEN)
def test_pages_say_the_same_in_every_language(language):
    english = {key: text for key, text in read_pack("en").items() if key.startswith("pages.")}
    other = {key: text for key, text in read_pack(language).items() if key.startswith("pages.")}
    assert {key: blanks(text) for key, text in other.items()} == {
        key: blanks(text) for key, text in english.items()
    }
