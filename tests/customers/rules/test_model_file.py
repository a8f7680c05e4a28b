"""The weights come out of a file as Splink writes it."""

from math import log2

import pytest

from paraguas.customers.errors import ModelUnreadable
from paraguas.customers.model import Traits
from paraguas.customers.queries import matcher
from paraguas.customers.rules.model_file import read_model


def model_of(*conditions):
    levels = [{"sql_condition": one, "label_for_charts": one} for one in conditions]
    for level in levels:
        level |= {"m_probability": 0.8, "u_probability": 0.1}
    levels[0] |= {"is_null_level": "IS NULL" in conditions[0]}
    return {
        "probability_two_random_records_match": 0.2,
        "comparisons": [{"output_column_name": "given", "comparison_levels": levels}],
    }


def test_a_weight_is_the_logarithm_of_m_over_u_and_the_prior_of_the_odds():
    model = read_model(model_of("ELSE"))
    [comparison] = model.comparisons
    assert comparison.levels[0].weight_millibits == round(1000 * log2(8))
    assert model.prior_millibits == -2000


@pytest.mark.parametrize(
    ("condition", "one", "other", "holds"),
    [
        ('"given_l" = "given_r"', "ana", "ana", True),
        ('"given_l" = "given_r"', "", "", False),
        ('"given_l" IS NULL OR "given_r" IS NULL', "", "ana", True),
        ('"given_l" = "family_r" AND "family_l" = "given_r"', "ana", "ana", False),
        ('jaro_winkler_similarity("given_l", "given_r") >= 0.9', "ana", "anna", True),
        ('damerau_levenshtein("given_l", "given_r") <= 1', "ana", "aan", True),
        ('levenshtein("given_l", "given_r") <= 1', "ana", "aan", False),
        ('starts_with("given_l", "given_r")', "ana", "a", True),
        ("ELSE", "", "", True),
    ],
)
def test_a_condition_holds_as_in_sql(condition, one, other, holds):
    [comparison] = read_model(model_of(condition)).comparisons
    assert comparison.levels[0].holds(Traits(given=one), Traits(given=other)) is holds


def test_lists_agree_by_any_of_theirs():
    [comparison] = read_model(model_of('list_has_any("emails_l", "emails_r")')).comparisons
    level = comparison.levels[0]
    assert level.holds(Traits(emails=("a", "b")), Traits(emails=("b",)))
    assert not level.holds(Traits(emails=("a",)), Traits(emails=("b",)))
    assert not level.holds(Traits(), Traits())


@pytest.mark.parametrize(
    "condition", ["1 = 1", 'soundex("given_l", "given_r") >= 1', '"given_l" LIKE "given_r"']
)
def test_a_condition_that_is_not_read_is_refused(condition):
    with pytest.raises(ModelUnreadable) as refused:
        read_model(model_of(condition))
    assert refused.value.details["condition"] == condition


def test_every_level_of_the_shipped_model_has_its_words():
    from paraguas.plumbing.words import read_pack  # noqa: PLC0415

    for language in ("en", "es", "fr"):
        words = read_pack(language)
        for comparison in matcher().model.comparisons:
            assert f"matching.comparison.{comparison.name}" in words
            for level in comparison.levels:
                assert level.label == "unknown" or f"matching.level.{level.label}" in words
