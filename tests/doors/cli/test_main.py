"""Answers go out, refusals are worded for the reader, defects are logged."""

import pytest

from paraguas.doors.cli.main import COMMANDS

INSIDE = {
    "bench": ["capture"],
    "customers": ["find"],
    "events": ["list"],
    "export": ["orders"],
    "loyalty": ["statement"],
    "policy": ["prove"],
    "prices": ["differences"],
    "promotions": ["list"],
    "report": ["promises"],
    "sourcing": ["show"],
}
"""Commands that hold others -> one of them."""


@pytest.fixture
def speak(monkeypatch):
    def choose(tag):
        for name in ("LC_ALL", "LC_MESSAGES"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("LANG", tag)

    return choose


def test_a_refusal_has_its_code_and_exit_code_2(run, tmp_path, speak):
    speak("en_GB.UTF-8")
    told = run("audit", "--folder", str(tmp_path / "none"))
    assert told.code == 2
    assert told.out == ""
    assert told.err.startswith("not_initialised: There is no installation in ")
    assert "paraguas init" in told.err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("tag", "words"),
    [("es_ES.UTF-8", "No hay"), ("fr", "Il n'y a pas"), ("C.UTF-8", "There is no")],
)
def test_a_refusal_is_in_the_language_of_the_machine(run, tmp_path, speak, tag, words):
    speak(tag)
    assert words in run("audit", "--folder", str(tmp_path / "none")).err


def test_a_refusal_is_one_document_for_machines(run, tmp_path):
    told = run("audit", "--json", "--folder", str(tmp_path / "none"))
    assert told.code == 2
    assert told.document["code"] == "not_initialised"
    assert told.document["details"] == {"folder": str(tmp_path / "none")}


@pytest.mark.parametrize(
    "words", [["serv"], ["serve", "--prot", "1"], ["serve", "--port", "many"], ["init", "--folder"]]
)
def test_a_wrong_word_is_a_refusal(run, words):
    told = run(*words, "--json")
    assert told.code == 2
    assert told.document["code"] == "command_wrong"


def test_a_wrong_setting_is_a_refusal(run, monkeypatch):
    monkeypatch.setenv("PARAGUAS_PORT", "many")
    told = run("audit", "--json")
    assert told.code == 2
    assert told.document["code"] == "setting_wrong"


def test_a_database_that_does_not_answer_is_a_refusal(run, tmp_path):
    nowhere = "postgresql://somebody@127.0.0.1:1/orders"
    told = run("audit", "--json", "--folder", str(tmp_path), "--database-url", nowhere)
    assert told.code == 2
    assert told.document["code"] == "database_unreachable"


def test_a_defect_is_logged_and_said_shortly(run, tmp_path, monkeypatch, caplog):
    def break_down(_settings):
        raise ZeroDivisionError("planted")

    (tmp_path / "paraguas.db").touch()
    monkeypatch.setattr("paraguas.doors.cli.installation.open_runtime", break_down)
    told = run("audit", "--json", "--folder", str(tmp_path))
    assert told.code == 1
    assert told.document["code"] == "defect"
    assert "planted" in caplog.text


def test_every_command_is_there_and_says_what_it_is_for(run):
    told = run("--help")
    assert told.code == 0
    for name, (_, purpose) in COMMANDS.items():
        assert name in told.out
        assert purpose in told.out
        helped = run(name, *INSIDE.get(name, ()), "--help")
        assert (helped.code, "--json" in helped.out) == (0, True), name
