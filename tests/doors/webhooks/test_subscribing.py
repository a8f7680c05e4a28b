"""Who wants facts is looked up once a second at most, and costs nothing where nobody does."""

import json

import pytest

from paraguas.doors.webhooks.subscribing import Subscribing
from paraguas.plumbing import tx as transactions
from paraguas.plumbing.facts import FACT_COLUMNS
from paraguas.webhooks.actions.close_endpoint import close_endpoint
from paraguas.webhooks.actions.open_endpoint import open_endpoint
from tests.plumbing.notes import NOON, SUBJECT, stamp

FACT = dict.fromkeys(FACT_COLUMNS) | {
    "stream_id": SUBJECT,
    "fact_id": "0" * 31 + "1",
    "name": "order.placed.v1",
    "at": NOON,
    "door": "web",
    "actor": "customer",
    "body": '{"total_minor":  1}',
}
ROW = tuple(FACT[name] for name in FACT_COLUMNS)


@pytest.fixture
def said():
    heard = []
    transactions.on_statement.append(heard.append)
    yield heard
    transactions.on_statement.remove(heard.append)


def ask(db, subscribing):
    with db.writing() as tx:
        return subscribing(tx)


def test_where_nobody_subscribed_nothing_is_said_and_nothing_done(db, said):
    subscribing = Subscribing()
    assert ask(db, subscribing) is None
    said.clear()
    assert ask(db, subscribing) is None
    assert said == []


def test_a_change_made_here_is_known_in_the_next_transaction(db):
    subscribing = Subscribing()
    assert ask(db, subscribing) is None
    with db.writing() as tx:
        url = "https://a.example/"
        endpoint = open_endpoint(tx, stamp(), url, ("order.*",), entropy=bytes(24))
    subscribing.forget()
    [(kind, body)] = ask(db, subscribing)(ROW)
    assert kind == f"errand:webhook:{endpoint.endpoint_id}"
    assert json.loads(body)["data"] == {"total_minor": 1}
    assert '"data":{"total_minor":  1}' in body, "the text of the fact is sent as it was written"
    with db.writing() as tx:
        close_endpoint(tx, stamp(), endpoint.endpoint_id)
    subscribing.forget()
    assert ask(db, subscribing) is None
