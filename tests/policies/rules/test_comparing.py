"""Comparing books: every class of cases that changes, and no other."""

import random

from paraguas.doors.bench.policy import draw
from paraguas.policies.queries import shipped_files
from paraguas.policies.rules.comparing import compare
from paraguas.policies.rules.deciding import Decider
from paraguas.policies.rules.reading import read_book

FILE = "brand/goodwill.toml"


def book(old="", new=""):
    files = dict(shipped_files())
    assert old in files[FILE]
    files[FILE] = files[FILE].replace(old, new, 1)
    return read_book(files)[0]


def test_a_book_is_no_different_from_itself():
    assert list(compare(book(), book())) == []


def test_a_higher_sum_is_told_with_its_case_before_and_after():
    (change,) = compare(book(), book("goodwill = 1500", "goodwill = 1800"))
    assert (change.before, change.after) == ({"goodwill": 1500}, {"goodwill": 1800})
    assert change.rows == ("GOO-WEEK",)
    assert "7 to 365 days later than promised" in change.case
    assert str(change).startswith("goodwill: ")


def test_a_moved_boundary_changes_the_cases_between_and_no_other():
    old, new = book(), book('delay_days = "2..6"', 'delay_days = "4..6"')
    changes = list(compare(old, new))
    assert {(one.before["goodwill"], one.after["goodwill"]) for one in changes} == {(500, 0)}
    tables = [Decider(one).tables["goodwill"] for one in (old, new)]
    chance = random.Random(1)
    for _ in range(500):
        case = draw(tables[0].grid, chance)
        before, after = (table.decide(case).values for table in tables)
        assert (before != after) is (2 <= case["delay_days"] <= 3 and case["defect"] != "major")


def test_a_subject_only_one_has_is_told():
    files = {name: text for name, text in shipped_files().items() if name != FILE}
    without = read_book(files)[0]
    assert [str(one) for one in compare(book(), without)] == ["goodwill: the subject is gone"]


def test_a_condition_nobody_asked_about_before_is_compared_too():
    changes = list(compare(book(), book('tier = "gold" }', 'tier = "gold", receipt = true }')))
    assert {(one.before["goodwill"], one.after["goodwill"]) for one in changes} == {(2500, 1500)}
    assert all("without proof of purchase" in one.case for one in changes)


def test_books_of_different_vocabularies_are_not_compared_where_it_matters():
    files = dict(shipped_files())
    words = files["vocabulary.toml"]
    files["vocabulary.toml"] = words.replace('"minor", "major"]', '"minor", "bad", "major"]')
    found = {str(one) for one in compare(book(), read_book(files)[0])}
    changed = "its part of the vocabulary changed"
    assert found == {f"goodwill: {changed}", f"warranty: {changed}"}
