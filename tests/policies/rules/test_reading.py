"""Reading a book: what is amiss is told with file, row and sentence."""

import random

import pytest
from hypothesis import given, settings, strategies as st

from paraguas.policies.queries import shipped_files
from paraguas.policies.rules.conditions import Unreadable, read_condition
from paraguas.policies.rules.proving import prove
from paraguas.policies.rules.reading import hash_of, read_book

RETURNS, EU, VOCABULARY = "brand/returns.toml", "law/eu_repair.toml", "vocabulary.toml"
BOOK = read_book(shipped_files())[0]

FINAL = "when = { final_sale = true }"
GOLD = 'tier = "gold" }\nthen = { window_days = 90'
TIER = "[facts.tier]\nkind = "
TIERS = 'values = ["none", "member", "gold"]'
BEGINS = "from = 2026-07-31\n"

AMISS = [
    (RETURNS, FINAL, 'when = { final_sale = "yes" }', "RET-FINAL", "true or false"),
    (RETURNS, FINAL, "when = { door = true }", "RET-FINAL", "tells the door"),
    (RETURNS, FINAL, "when = { age = true }", "RET-FINAL", "purchasing power"),
    (RETURNS, FINAL, "when = { moon = true }", "RET-FINAL", "no fact 'moon'"),
    (RETURNS, GOLD, GOLD.replace("gold", "tin"), "RET-GOLD", "'tin'"),
    (RETURNS, "window_days = 90", "window_days = 9000", "RET-GOLD", "it goes from 0 to 400"),
    (RETURNS, "window_days = 90", "window_weeks = 90", "RET-GOLD", "give 'window_weeks'"),
    (RETURNS, "window_days = 90, ", "", "RET-GOLD", "gives of 'window_days'"),
    (RETURNS, 'id = "RET-GOLD"\npriority = 60', 'id = "RET-GOLD"', "RET-GOLD", "field 'priority'"),
    (RETURNS, 'id = "RET-GOLD"', 'id = "RET-WORN"', "RET-WORN", "an id of its own"),
    (RETURNS, 'id = "RET-GOLD"', 'id = "RET-GOLD"\ncolour = "red"', "RET-GOLD", "no 'colour'"),
    (RETURNS, 'subject = "returns"', "subject =", "", "no TOML"),
    (EU, BEGINS, "", "EU-G3", "does not say from when"),
    (EU, BEGINS, f"{BEGINS}until = 2026-07-31\n", "EU-G3", "ends before it begins"),
    (EU, "cited_on = 2026-11-22\n", "", "EU-G3", "no date"),
    (EU, 'subject = "warranty"', 'subject = "weather"', "EU-G3", "no subject 'weather'"),
    (VOCABULARY, "[facts.tier]", "[facts.channel]", "channel", "tells the door"),
    (VOCABULARY, TIERS, 'values = ["web", "m"]', "tier", "tells the door"),
    (VOCABULARY, f'{TIER}"enum"', f'{TIER}"text"', "tier", "Invalid enum"),
]  # fmt: skip


def change(file, old, new):
    files = dict(shipped_files())
    assert old in files[file]
    files[file] = files[file].replace(old, new, 1)
    return files


@pytest.mark.parametrize(("file", "old", "new", "row", "sentence"), AMISS)
def test_what_is_amiss_is_told_by_file_row_and_sentence(file, old, new, row, sentence):
    _, found = read_book(change(file, old, new))
    assert any(one.file == file and one.row == row and sentence in one.sentence for one in found), [
        str(one) for one in found
    ]


JUNK = ("3", '"x"', "[]", "{}", "true", "1979-05-27", "[[3]]", '{ not = "x" }', '"9.."', "1.5", "")


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_whatever_stands_in_the_files_is_read_and_proved_or_told(seed):
    """Some lines say something else, or are gone: refused by a sentence, never a crash."""
    chance = random.Random(seed)
    files = dict(shipped_files())
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(sorted(files))
        lines = files[name].splitlines()
        at = chance.randrange(len(lines))
        key, equals, _ = lines[at].partition(" = ")
        lines[at] = f"{key} = {chance.choice(JUNK)}" if equals else chance.choice(JUNK)
        files[name] = "\n".join(lines)
    book, found = read_book(files)
    prove(book, found)
    assert all(one.file and one.sentence for one in found)


def test_the_shipped_book_is_read_whole():
    book, found = read_book(shipped_files())
    assert found == []
    assert len(book.subjects) >= 10
    assert book.rows > 100


def test_the_hash_is_of_the_files_and_of_nothing_else():
    files = shipped_files()
    assert hash_of(files) == hash_of(dict(reversed(files.items())))
    assert hash_of(files) != hash_of(change(RETURNS, "window_days = 90", "window_days = 91"))
    assert hash_of({"a": "bc"}) != hash_of({"ab": "c"})


@pytest.mark.parametrize(
    ("fact", "given", "spans"),
    [
        ("tier", "gold", ((2, 2),)),
        ("tier", ["gold", "none"], ((0, 0), (2, 2))),
        ("tier", ["member", "none"], ((0, 1),)),
        ("tier", {"not": "member"}, ((0, 0), (2, 2))),
        ("jurisdiction", "UK", ((8, 9),)),
        ("opened", True, ((1, 1),)),
        ("days_since_purchase", "..14", ((0, 14),)),
        ("days_since_purchase", "15..", ((15, 4000),)),
        ("days_since_purchase", 3, ((3, 3),)),
        ("days_since_purchase", {"not": "3..4000"}, ((0, 2),)),
    ],
)
def test_a_condition_is_read_into_positions(fact, given, spans):
    assert read_condition(BOOK.facts[fact], given) == spans


@pytest.mark.parametrize(
    ("fact", "given"),
    [
        ("tier", []),
        ("tier", {"not": ["none", "member", "gold"]}),
        ("opened", 1),
        ("days_since_purchase", ".."),
        ("days_since_purchase", "5..3"),
        ("days_since_purchase", "0..4001"),
        ("days_since_purchase", True),
    ],
)
def test_a_condition_that_means_nothing_is_refused(fact, given):
    with pytest.raises(Unreadable):
        read_condition(BOOK.facts[fact], given)
