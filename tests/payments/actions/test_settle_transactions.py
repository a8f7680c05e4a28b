import pytest
from sqlalchemy import event, select

from paraguas.payments.provider import UNANSWERED, Answer, AnswerState
from paraguas.payments.queries import book, our_ledger
from paraguas.payments.rules.reconciliation import Said, differences
from paraguas.payments.store import books as stored
from paraguas.plumbing import tx as plumbing_tx
from paraguas.plumbing.chores import backlog
from paraguas.plumbing.facts import facts
from paraguas.plumbing.tx import StaleSlice
from tests.payments.till import AT, card, place, settle, stamp, status_of, work, work_off

APPROVED = Answer(AnswerState.APPROVED, "ref-1")
DECLINED = Answer(AnswerState.DECLINED, "ref-1", "insufficient_funds")


def announced(db, order_id):
    with db.reading() as tx:
        rows = tx.all(select(facts).where(facts.c.stream_id == order_id))
        return [row.name for row in rows]


@pytest.mark.parametrize(
    ("token", "status", "told"),
    [
        ("tok_ok", "authorised", ["payment.authorised.v1"]),
        ("tok_declined", "declined", ["payment.declined.v1"]),
        ("tok_nonsense", "declined", ["payment.declined.v1"]),
        ("tok_timeout", "authorised", ["payment.authorised.v1"]),
        ("tok_unknown_once", "authorised", ["payment.authorised.v1"]),
    ],
)
def test_card_ends_as_the_provider_says_charged_once(books, sandbox, token, status, told):
    order_id = place(books, [card(token)], 1250)
    work_off(books, sandbox)
    assert status_of(books, order_id) == status
    assert announced(books, order_id) == told
    with books.reading() as tx:
        theirs = [
            (e.key, Said(e.kind, e.amount_minor, moved=e.state == "approved"))
            for e in sandbox.ledger()
        ]
        assert len(theirs) == 1
        assert differences(our_ledger(tx, [order_id]), theirs) == []


def test_silence_is_unknown_and_asked_about_later(books, sandbox):
    order_id = place(books, [card("tok_timeout")], 1250)
    work(books, sandbox)
    with books.reading() as tx:
        (one,) = book(tx, order_id).transactions
        assert backlog(tx, now=AT)["later"] == 1
    assert (one.state.value, one.asks) == ("unknown", 1)
    assert status_of(books, order_id) == "pending"
    assert announced(books, order_id) == []
    assert work(books, sandbox, at=AT) == 0


def test_provider_that_cannot_be_reached_is_asked_again(books, sandbox):
    class Unplugged:
        async def authorise(self, *_call):
            raise ConnectionRefusedError

        async def ask(self, _key):
            raise TimeoutError

    order_id = place(books, [card()], 1250)
    work(books, Unplugged())
    work(books, Unplugged(), at=AT + 10**9)
    with books.reading() as tx:
        assert book(tx, order_id).transactions[0].asks == 2
    work_off(books, sandbox)
    assert status_of(books, order_id) == "authorised"


def test_second_answer_is_harmless(books):
    order_id = place(books, [card()], 1250)
    told = [(stamp(), order_id, 1, APPROVED), (stamp(), order_id, 1, DECLINED)]
    with books.writing() as tx:
        assert list(settle(tx, told)) == [order_id]
    with books.writing() as tx:
        assert settle(tx, told) == {}
        strange = [(stamp(), order_id, 9, APPROVED), (stamp(), "f" * 32, 1, UNANSWERED)]
        assert settle(tx, strange) == {}
    assert announced(books, order_id) == ["payment.authorised.v1"]


def test_two_workers_with_the_same_answer_settle_it_once(books):
    order_id = place(books, [card()], 1250)
    with books.writing() as tx:
        settle(tx, [(stamp(), order_id, 1, DECLINED)])
        (declined,) = book(tx, order_id).transactions
    assert declined.state.value == "declined"
    with pytest.raises(StaleSlice), books.writing() as tx:
        stored.settle(tx, [declined])


def test_two_hundred_answers_take_a_handful_of_statements(db):
    orders = [place(db, [card()], 1000 + n) for n in range(200)]
    heard = []

    def note(_connection, _cursor, text, *_rest):
        heard.append(text)

    event.listen(db.engine, "before_cursor_execute", note)
    plumbing_tx.on_statement.append(heard.append)
    try:
        with db.writing() as tx:
            moved = settle(tx, [(stamp(), o, 1, APPROVED) for o in orders])
    finally:
        plumbing_tx.on_statement.remove(heard.append)
        event.remove(db.engine, "before_cursor_execute", note)
    assert {one.status().value for one in moved.values()} == {"authorised"}
    assert len([text for text in heard if not text.startswith("BEGIN")]) <= 5
