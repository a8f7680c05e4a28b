"""Playbooks are read whole, or refused with what is amiss."""

import pytest

from paraguas.policies.queries import shipped_files
from paraguas.policies.rules.reading import read_book
from paraguas.staff.model import Role
from paraguas.training.errors import PlaybookMalformed, PlaybookUnknown
from paraguas.training.queries import playbook, playbook_for, playbooks
from paraguas.training.rules.reading import read_playbooks

WHOLE = """
[playbooks.store]
staff = ["associate"]
subjects = ["returns"]
[playbooks.care]
staff = ["agent"]
subjects = ["returns", "care"]
[steps]
returns = ["find_order", "read_verdict"]
care = ["pass_on"]
"""


def test_a_playbook_has_its_subjects_with_their_steps():
    found = read_playbooks(WHOLE)
    assert list(found) == ["store", "care"]
    assert found["care"].subjects == ("returns", "care")
    assert found["care"].steps["returns"] == ("find_order", "read_verdict")
    assert found["store"].staff == {"associate"}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('["agent"]', '["associate"]', "associate has two playbooks, store and care"),
        ('care = ["pass_on"]', "", "care of care has no steps"),
        ("staff =", "stuff =", "stuff"),
        ('"pass_on"', '"Pass on!"', "steps"),
        ("[steps]", "[steps", "line"),
    ],
)
def test_what_is_amiss_is_told(old, new, says):
    with pytest.raises(PlaybookMalformed) as refused:
        read_playbooks(WHOLE.replace(old, new, 1))
    assert says in str(refused.value.details["problem"])


def test_the_shipped_playbooks_speak_of_what_the_book_has_and_of_roles_there_are():
    subjects = set(read_book(shipped_files())[0].subjects)
    assert {name for one in playbooks().values() for name in one.subjects} <= subjects
    assert {role for one in playbooks().values() for role in one.staff} <= {*Role}
    assert {"store", "care", "partner"} <= set(playbooks())


def test_who_has_which_playbook():
    assert playbook_for("associate") == playbook("store")
    assert playbook_for("agent") == playbook("care")
    assert playbook_for("machine") is None
    with pytest.raises(PlaybookUnknown):
        playbook("nobody")
