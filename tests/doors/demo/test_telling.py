"""Steps: each is timed; a wrong one says why, and none that needs it is reached."""

import pytest

from paraguas.doors.demo import expecting
from paraguas.doors.demo.expecting import NotAsPromised, expect, until
from paraguas.doors.demo.telling import Telling


def test_after_a_wrong_step_none_is_reached():
    heard = []
    telling = Telling(heard.append)

    def be_wrong() -> str:
        expect("the total", 100, 99)
        return "never said"

    telling.take_all({"first": lambda: "well", "second": be_wrong, "third": lambda: "never said"})
    assert [(step.name, step.ok, step.told) for step in heard] == [
        ("first", True, "well"),
        ("second", False, "the total is 100 and should be 99"),
        ("third", False, "not reached"),
    ]
    assert not telling.holds


def test_other_steps_go_on():
    telling = Telling(lambda _step: None)

    def be_wrong() -> str:
        raise NotAsPromised("it is")

    assert not telling.take("first", be_wrong)
    assert telling.take("second", lambda: "well")
    assert [step.ok for step in telling.steps] == [False, True]


def test_waiting_ends_with_what_was_waited_for():
    answers = iter([None, [], "there"])
    assert until("it comes", lambda: next(answers)) == "there"


def test_waiting_in_vain_says_for_what(monkeypatch):
    monkeypatch.setattr(expecting, "_PATIENCE_SECONDS", 0.05)
    with pytest.raises(NotAsPromised, match="in vain: it comes"):
        until("it comes", lambda: None)
