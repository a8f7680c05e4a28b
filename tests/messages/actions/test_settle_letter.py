import pytest

from paraguas.messages.actions.queue_letters import queue_letters
from paraguas.messages.actions.settle_letter import settle_letter
from paraguas.messages.model import Delivery, LetterState, Posted
from paraguas.messages.queries import letters_of
from paraguas.plumbing.facts import facts
from tests.messages.drafts import ORDER, at, draft


@pytest.fixture
def queued(db):
    with db.writing() as tx:
        return queue_letters(tx, [(at(), draft())])[0]


def settle(db, queued, delivery, reason=""):
    with db.writing() as tx:
        return settle_letter(tx, at(), queued, Posted(delivery, reason))


def standing(db):
    with db.reading() as tx:
        [one] = letters_of(tx, ORDER)
        return one.state, one.problem, [row.name for row in tx.all(facts.select())]


@pytest.mark.parametrize(
    ("delivery", "state", "told"),
    [
        (Delivery.SENT, LetterState.SENT, ["letter.sent.v1"]),
        (Delivery.REFUSED, LetterState.FAILED, ["letter.failed.v1"]),
        (Delivery.DEFERRED, LetterState.QUEUED, []),
        (Delivery.UNKNOWN, LetterState.UNKNOWN, []),
    ],
)
def test_an_answer_is_noted_and_only_a_settled_letter_announced(db, queued, delivery, state, told):
    reason = "" if delivery is Delivery.SENT else "450 later"
    assert settle(db, queued, delivery, reason) is bool(told)
    assert standing(db) == (state, reason, told)


def test_an_unknown_letter_is_settled_when_it_is_sent_again(db, queued):
    settle(db, queued, Delivery.UNKNOWN, "timed out")
    assert settle(db, queued, Delivery.SENT)
    assert standing(db) == (LetterState.SENT, "", ["letter.sent.v1"])


def test_a_letter_is_settled_once(db, queued):
    for delivery in (Delivery.SENT, Delivery.SENT, Delivery.REFUSED, Delivery.UNKNOWN):
        settle(db, queued, delivery)
    assert standing(db) == (LetterState.SENT, "", ["letter.sent.v1"])


def test_facts_name_no_address(db, queued):
    settle(db, queued, Delivery.SENT)
    with db.reading() as tx:
        [row] = tx.all(facts.select())
    assert "@" not in row.body
    assert "Núria" not in row.body
