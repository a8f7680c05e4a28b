"""The sandbox behaves like a provider, the bad days included, and never charges a key twice."""

import asyncio
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from paraguas.doors.adapters.sandbox_payments import SandboxPayments
from paraguas.doors.adapters.sandbox_payments.provider import TOKENS
from paraguas.payments.provider import UNANSWERED, AnswerState
from paraguas.values.money import Money

TEN = Money(1000, "EUR")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "sandbox.db"


@pytest.fixture
def sandbox(path):
    provider = SandboxPayments(path)
    yield provider
    provider.close()


def say(answer):
    return asyncio.run(answer)


def authorised(sandbox, token="tok_ok", key="a"):
    say(sandbox.authorise(key, token, TEN))
    return say(sandbox.ask(key)).reference


def test_life_of_an_authorisation(sandbox):
    reference = authorised(sandbox)
    assert say(sandbox.capture("b", reference, Money(600, "EUR"))).state is AnswerState.APPROVED
    assert say(sandbox.void("c", reference, Money(400, "EUR"))).state is AnswerState.APPROVED
    assert say(sandbox.refund("d", reference, Money(600, "EUR"))).state is AnswerState.APPROVED
    told = [(one.key, one.kind, one.amount_minor, one.state) for one in sandbox.ledger()]
    assert told == [
        ("a", "authorise", 1000, "approved"),
        ("b", "capture", 600, "approved"),
        ("c", "void", 400, "approved"),
        ("d", "refund", 600, "approved"),
    ]


@pytest.mark.parametrize("verb", ["capture", "void", "refund"])
def test_more_than_there_is_is_declined(sandbox, verb):
    reference = authorised(sandbox)
    answer = say(getattr(sandbox, verb)("b", reference, Money(1001, "EUR")))
    assert (answer.state, answer.reason) == (AnswerState.DECLINED, "amount_too_large")
    answer = say(getattr(sandbox, verb)("c", "nobody", Money(1, "EUR")))
    assert (answer.state, answer.reason) == (AnswerState.DECLINED, "authorisation_unknown")


def test_declines_say_why(sandbox):
    assert say(sandbox.authorise("a", "tok_declined", TEN)).reason == "insufficient_funds"
    assert say(sandbox.authorise("b", "4111111111111111", TEN)).reason == "token_unknown"
    late = authorised(sandbox, "tok_late_decline", "c")
    assert say(sandbox.capture("d", late, TEN)).reason == "voided_by_issuer"


def test_lost_answer_is_found_by_asking(sandbox):
    assert say(sandbox.authorise("a", "tok_timeout", TEN)) == UNANSWERED
    assert say(sandbox.ask("a")).state is AnswerState.APPROVED
    assert say(sandbox.authorise("a", "tok_timeout", TEN)).state is AnswerState.APPROVED
    assert len(sandbox.ledger()) == 1


def test_call_that_never_arrived_did_nothing(sandbox):
    assert say(sandbox.authorise("a", "tok_unknown_once", TEN)) == UNANSWERED
    assert say(sandbox.ask("a")) is None
    assert sandbox.ledger() == []
    assert say(sandbox.authorise("a", "tok_unknown_once", TEN)).state is AnswerState.APPROVED


def test_double_answer_comes_the_same_again(path):
    told = []
    sandbox = SandboxPayments(path, lambda key, answer: told.append((key, answer)))
    answer = say(sandbox.authorise("a", "tok_double", TEN))
    sandbox.close()
    assert told == [("a", answer)] * 2


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(token=st.sampled_from(sorted(TOKENS)), tries=st.integers(1, 4), number=st.uuids())
def test_one_key_moves_money_once_and_keeps_its_answer(sandbox, token, tries, number):
    key = str(number)
    answers = [say(sandbox.authorise(key, token, TEN)) for _ in range(tries)]
    firm = {one for one in answers if one != UNANSWERED}
    assert len(firm) <= 1
    assert sum(one.key == key for one in sandbox.ledger()) <= 1


def test_threads_with_one_key_charge_once(sandbox):
    reference = authorised(sandbox)
    with ThreadPoolExecutor(8) as pool:
        calls = [sandbox.capture("same", reference, TEN) for _ in range(50)]
        answers = set(pool.map(say, calls))
    assert len(answers) == 1
    assert sum(one.kind == "capture" for one in sandbox.ledger()) == 1


CHARGE = """
import asyncio, pathlib, sys
from paraguas.doors.adapters.sandbox_payments import SandboxPayments
from paraguas.values.money import Money
sandbox = SandboxPayments(pathlib.Path(sys.argv[1]))
for number in range(1_000_000):
    asyncio.run(sandbox.authorise(str(number), "tok_ok", Money(1, "EUR")))
    print(number, flush=True)
"""


def test_what_was_answered_outlives_a_killed_process(path):
    child = subprocess.Popen(
        [sys.executable, "-c", CHARGE, str(path)], stdout=subprocess.PIPE, text=True
    )
    with child, child.stdout as answers:
        heard = [int(next(answers)) for _ in range(200)]
        os.kill(child.pid, signal.SIGKILL)
        heard += [int(line) for line in answers if line.endswith("\n")]
    sandbox = SandboxPayments(path)
    testified = {int(one.key) for one in sandbox.ledger()}
    sandbox.close()
    assert set(heard) <= testified
    assert len(testified - set(heard)) <= 1
