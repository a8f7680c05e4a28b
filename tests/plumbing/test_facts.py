"""Facts are written with their transaction, and leave a chore for each who follows."""

import json
from typing import ClassVar

import pytest
from msgspec import Struct
from sqlalchemy import select

from paraguas.plumbing.facts import FACT_COLUMNS, bucket_of, chores, facts
from paraguas.plumbing.journal_seals import open_facts
from paraguas.plumbing.seals import forget_about
from paraguas.values.by import By
from paraguas.values.ids import Ids
from paraguas.values.stamp import Stamp
from tests.plumbing.notes import NOON, SUBJECT, Noted, stamp, undone

FOLLOWERS = {"test.noted.v1": ("letter", "invoice"), "test.other.v1": ("nobody",)}


class Said(Struct, frozen=True):
    """Something was noted, with a note in free words."""

    name: ClassVar[str] = "test.said.v1"
    said: ClassVar[tuple[str, ...]] = ("note",)
    text: str
    note: str


def opened(db):
    with db.reading() as tx:
        return open_facts(tx, tx.all(select(facts).order_by(facts.c.fact_id)))


def rows(db, table):
    with db.reading() as tx:
        return [row._mapping for row in tx.all(select(table))]


def test_a_fact_tells_who_did_what_through_which_door_for_whom_and_why(db):
    by = By("phone", "actor-7", "helper-2", "org-9", "asked for it", 40)
    with db.writing() as tx:
        tx.announce(Stamp(NOON, by, Ids(NOON, 1)), SUBJECT, Noted("Núria"))
    [row] = rows(db, facts)
    assert json.loads(row["body"]) == {"text": "Núria"}
    told = {name: row[name] for name in row if name not in ("fact_id", "body")}
    assert told == {
        "stream_id": SUBJECT,
        "name": "test.noted.v1",
        "at": NOON,
        "door": "phone",
        "actor": "actor-7",
        "assisted_by": "helper-2",
        "on_behalf_of": "org-9",
        "reason": told["reason"],
        "handling_seconds": 40,
    }
    assert "asked" not in told["reason"]
    assert [one.reason for one in opened(db)] == ["asked for it"]


def test_what_is_said_in_free_words_is_sealed_and_forgotten_with_its_subject(db):
    with db.writing() as tx:
        tx.announce(stamp(), SUBJECT, Said("Núria", "rang twice"))
    [row] = rows(db, facts)
    assert json.loads(row["body"])["text"] == "Núria"
    assert "rang" not in row["body"]
    assert [json.loads(one.body)["note"] for one in opened(db)] == ["rang twice"]
    with db.writing() as tx:
        forget_about(tx, [SUBJECT])
        tx.announce(stamp(), SUBJECT, Said("Núria", "rang again"))
    assert [json.loads(one.body)["note"] for one in opened(db)] == ["", ""]


def test_each_follower_of_a_fact_has_a_chore_with_the_fact(db):
    db.followers = FOLLOWERS
    with db.writing() as tx:
        tx.announce(stamp(), SUBJECT, Noted("tea"))
    left = rows(db, chores)
    assert {row["kind"] for row in left} == {"follow:letter", "follow:invoice"}
    for row in left:
        assert (row["subject_id"], row["due_at"], row["attempts"]) == (SUBJECT, NOON, 0)
        assert (row["bucket"], json.loads(row["body"])) == (bucket_of(SUBJECT), {"text": "tea"})


def test_a_fact_nobody_follows_leaves_nothing_to_do(db):
    with db.writing() as tx:
        tx.announce(stamp(), SUBJECT, Noted("tea"))
    assert len(rows(db, facts)) == 1
    assert rows(db, chores) == []


def test_a_transaction_that_fails_announces_nothing(db):
    db.followers = FOLLOWERS
    with undone(db.writing()) as tx:
        tx.announce(stamp(), SUBJECT, Noted("tea"))
    assert rows(db, facts) == rows(db, chores) == []


def test_those_who_want_a_fact_besides_leave_their_chores_with_it(db):
    asked = []

    def subscribers(row):
        return [("errand:tell", f'{{"told": "{row[FACT_COLUMNS.index("name")]}"}}')]

    def ask(tx):
        asked.append(tx)
        return subscribers

    db.subscribers = ask
    with db.writing() as tx:
        tx.announce(stamp(), SUBJECT, Noted("tea"))
        with undone(tx.savepoint()):
            tx.announce(stamp(), SUBJECT, Noted("coffee"))
    with undone(db.writing()) as tx:
        tx.announce(stamp(), SUBJECT, Noted("milk"))
    [left] = rows(db, chores)
    assert (left["kind"], left["subject_id"], left["due_at"]) == ("errand:tell", SUBJECT, NOON)
    assert json.loads(left["body"]) == {"told": "test.noted.v1"}
    assert len(asked) == 2


def test_a_transaction_that_cannot_ask_who_wants_its_facts_is_over(db):
    def nobody_knows(tx):
        raise ZeroDivisionError

    db.subscribers = nobody_knows
    with pytest.raises(ZeroDivisionError), db.writing():
        pass
    db.subscribers = None
    with db.writing() as tx:
        tx.announce(stamp(), SUBJECT, Noted("tea"))
    assert len(rows(db, facts)) == 1


def test_a_chore_may_bring_its_body_as_text(db):
    with db.writing() as tx:
        tx.later(stamp(), "errand:tell", SUBJECT, '{"a": 1}', due_at=1)
    assert [row["body"] for row in rows(db, chores)] == ['{"a": 1}']
