"""Texts with places: plural-correct in each language, and no number of their own."""

from datetime import date

import pytest

from paraguas.policies.model import TONGUES
from paraguas.policies.queries import shipped_files
from paraguas.policies.rules.phrasing import TextMalformed, fill, plural_classes, read_text
from paraguas.policies.rules.reading import read_book
from paraguas.policies.rules.texts import check_texts

DAYS = "{days, plural, =0 {none} one {# day} other {# days}}"


@pytest.mark.parametrize(
    ("text", "language", "values", "said"),
    [
        (DAYS, "en", {"days": 0}, "none"),
        (DAYS, "en", {"days": 1}, "1 day"),
        (DAYS, "en", {"days": 1500}, "1,500 days"),
        ("{n, plural, one {# jour} other {# jours}}", "fr", {"n": 0}, "0 jour"),
        ("{n, plural, one {# Tag} other {# Tagen}}", "de", {"n": 1500}, "1.500 Tagen"),
        ("{w, select, true {yes} other {no}}", "en", {"w": True}, "yes"),
        ("{w, select, gold {au} other {{n, number}}}", "es", {"w": "x", "n": 7}, "7"),
        ("{m, money} less {p, percent}", "en", {"m": 1250, "p": 3050}, "€12.50 less 30.5%"),
        ("{c, clock}", "de", {"c": 1260}, "21:00"),
        ("{d, date}", "es", {"d": date(2026, 11, 22)}, "22 de noviembre de 2026"),
    ],
)
def test_a_text_is_filled_in(text, language, values, said):
    assert fill(text, language, "EUR", values) == said


@pytest.mark.parametrize("text", ["{", "a } b", "{n, plural, one {x}}", "{ }", "{n, weekday}"])
def test_a_text_that_makes_no_sense_is_refused(text):
    with pytest.raises(TextMalformed):
        read_text(text)


def test_each_language_has_its_plural_classes():
    assert {tongue: plural_classes(tongue) for tongue in TONGUES} == dict.fromkeys(
        TONGUES, frozenset({"one", "other"})
    )


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("for # days after", "for 30 days after", "a number or currency is typed in"),
        ("We keep {fee_bp_sum, money}", "We keep €", "a number or currency is typed in"),
        (
            "one {You can give it back for # day",
            "two {You can give it back for # day",
            "plural one",
        ),
        ("{extra_months_until, date}", "{whenever, date}", "nothing called 'whenever'"),
        ("{delivery_refunded, select, true {", "{delivery_refunded, select, yes {", "no value yes"),
        ("{fee_bp, plural, =0 {}", "{fee_bp, plural, =0 {", ""),
        (" We keep {fee_bp_sum, money} for wear.", " We keep some.", ""),
    ],
)
def test_a_text_that_says_otherwise_in_one_language_is_found(old, new, sentence):
    files = dict(shipped_files())
    assert old in files["words/en.toml"]
    files["words/en.toml"] = files["words/en.toml"].replace(old, new)
    found = [one for one in check_texts(read_book(files)[0]) if sentence in one.sentence]
    assert found
    assert all(one.proof == "translations" for one in found)
