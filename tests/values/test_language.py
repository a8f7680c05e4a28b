import pytest
from hypothesis import given, strategies as st

from paraguas.values.language import SPOKEN, choose_language, read_accept_language


@pytest.mark.parametrize(
    ("wished", "chosen"),
    [
        (["fr"], "fr"),
        (["ES-mx", "fr"], "es"),
        (["es_ES"], "es"),
        (["de", "fr-CA"], "fr"),
        (["de"], "en"),
        ([""], "en"),
        ([], "en"),
        (["english"], "en"),
        (["estonian"], "en"),
    ],
)
def test_the_first_wished_language_that_is_spoken(wished, chosen):
    assert choose_language(wished) == chosen


@pytest.mark.parametrize(
    ("header", "tags"),
    [
        ("", []),
        ("*", []),
        ("fr", ["fr"]),
        ("en;q=0.5, fr", ["fr", "en"]),
        ("da, en-gb;q=0.8, en;q=0.7", ["da", "en-gb", "en"]),
        ("es ; q=0.2 , fr;q=0.9", ["fr", "es"]),
        ("fr;q=0, es;q=0.1", ["es"]),
        ("fr;q=nan, en;q=inf, es;q=0.3", ["es"]),
        ("fr;q=-1, en;q=2, es", ["es"]),
        ("fr;level=1, es", ["es"]),
    ],
)
def test_the_most_wished_comes_first_and_the_unwished_not_at_all(header, tags):
    assert read_accept_language(header) == tags


@given(st.text())
def test_any_header_gives_a_language(header):
    assert choose_language(read_accept_language(header)) in SPOKEN
