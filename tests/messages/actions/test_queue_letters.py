import pytest

from paraguas.messages.actions.queue_letters import queue_letters
from paraguas.messages.errors import LetterAbsent
from paraguas.messages.model import LetterState
from paraguas.messages.queries import letter, letters_of
from paraguas.plumbing.facts import chores
from tests.messages.drafts import ORDER, PLACED, at, draft


def queue(db, *drafts):
    with db.writing() as tx:
        return queue_letters(tx, [(at(), one) for one in drafts])


def errands(db):
    with db.reading() as tx:
        return [(row.kind, row.subject_id, row.body) for row in tx.all(chores.select())]


def test_a_letter_is_kept_as_it_was_written_and_its_sending_left_to_the_worker(db):
    [queued] = queue(db, draft())
    with db.reading() as tx:
        assert letters_of(tx, ORDER) == [queued]
        assert letter(tx, ORDER, queued.letter_id) == queued
    assert queued.state is LetterState.QUEUED
    assert errands(db) == [("errand:letter", queued.letter_id, f'{{"order_id":"{ORDER}"}}')]


def test_a_cause_writes_one_letter_however_often_it_is_told(db):
    assert len(queue(db, draft(), draft(), draft(PLACED))) == 2
    assert queue(db, draft(language="fr"), draft(PLACED)) == []
    assert len(queue(db, draft(cause="another"))) == 1
    assert len(errands(db)) == 3


def test_a_person_without_an_address_gets_none(db):
    assert queue(db, draft(email="")) == []
    assert errands(db) == []


def test_a_letter_nobody_wrote_is_absent(db):
    with db.reading() as tx:
        for name in (ORDER, "no id"):
            with pytest.raises(LetterAbsent):
                letter(tx, ORDER, name)
        assert letters_of(tx, "no id") == []
