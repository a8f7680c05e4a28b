"""The stored trace, told in the reader's language."""

import pytest

from paraguas.plumbing.words import speak
from paraguas.sourcing.model import Candidate, Plan, Trace, Verdict, Want
from paraguas.sourcing.queries import shipped_rules
from paraguas.sourcing.rules.sourcing import source
from paraguas.values.time import HOUR
from paraguas.views.sourcing_in_words import explain

NAMES = {"gracia": "Gràcia", "sol": "Sol", "nord": "Nord", "far": "Far", "dear": "Dear"}
CANDIDATES = [
    Candidate("gracia", 9 * HOUR, 1_200, None, 300),
    Candidate("sol", 10 * HOUR, 800, None, 300),
    Candidate("nord", 9 * HOUR, 800, 0, 300),
    Candidate("far", 9 * HOUR, 12_400, None, 300),
    Candidate("dear", 9 * HOUR, 1_200, None, 450),
    Candidate("bare", 9 * HOUR, 100, None, 300),
]
SHELF = {"gracia": 4, "sol": 4, "nord": 4, "far": 4, "dear": 4, "bare": 1}


def trace() -> Trace:
    plan = source([Want(1, "a", 2)], CANDIDATES, {"a": SHELF}.__getitem__, shipped_rules().rules)
    assert isinstance(plan, Plan)
    return plan.trace


def test_an_engineer_can_read_why_in_english():
    told = explain(trace(), speak("en"), NAMES, "EUR")
    assert told[0].startswith("Compared in this order: fewest places, earliest promise, ")
    assert told[1] == "Gràcia: chosen."
    assert set(told[2:]) == {
        "Nord: takes no more orders that day.",
        "bare: has 1 of the 2 units asked for.",
        "Far: is 12.4 km away, not 1.2 km.",
        "Dear: would cost €4.50, not €3.00.",
        next(line for line in told if line.startswith("Sol: would have it Thursday 1 January")),
    }


@pytest.mark.parametrize(
    ("language", "far"),
    [("es", "Far: está a 12,4 km, no a 1,2 km."), ("fr", "Far : est à 12,4 km, et non à 1,2 km.")],
)
def test_the_same_is_told_in_other_languages(language, far):
    told = explain(trace(), speak(language), NAMES, "EUR")
    assert len(told) == 7
    assert far in [line.replace("\u202f", " ").replace("\u00a0", " ") for line in told]


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_outcome_has_words(language):
    rules = tuple((rule.kind.value, 1) for rule in shipped_rules().rules)
    outcomes = ["chosen", "full", "short", "tie", *(name for name, _ in rules)]
    verdicts = tuple(Verdict("p", outcome, -3, -(1 << 40)) for outcome in outcomes)
    told = explain(Trace(rules, verdicts, exact=False), speak(language), {}, "EUR")
    assert len(told) == len(outcomes) + 2
    assert all("{" not in line for line in told)


def test_who_decided_and_who_was_not_asked_is_told():
    found = trace()
    barred = (*found.verdicts, Verdict("sol", "barred", 0, 0))
    decided = Trace(found.rules, barred, True, "warehouse-first", 4)
    told = explain(decided, speak("en"), NAMES, "EUR")
    assert told[1] == "Decided by the rule set warehouse-first, version 4."
    assert "Sol: not asked by this rule set." in told
