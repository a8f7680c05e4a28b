"""A reply is remembered with its key: bound to caller, route and body."""

from hypothesis import given, strategies as st

from paraguas.plumbing.replies import (
    KEPT,
    KeyReused,
    Reply,
    ask_remembered,
    forget,
    make_key,
    outdated,
    remember,
)
from tests.plumbing.notes import NOON

REPLY = Reply(201, b'{"order": 1}\x00\xff')
words = st.text(st.characters(exclude_characters="\x1f", exclude_categories=["Cs"]), max_size=5)
asked = st.tuples(words, words, words)


def keep(db, *kept):
    with db.writing() as tx:
        remember(tx, [(key, at, REPLY) for key, at in kept])


def find(db, *keys):
    with db.reading() as tx:
        return ask_remembered(tx, keys)()


@given(asked, asked)
def test_a_key_belongs_to_its_caller_and_route(one, other):
    same = make_key(*one, b"").key_id == make_key(*other, b"").key_id
    assert same == (one == other)


@given(st.binary(), st.binary())
def test_a_key_is_bound_to_the_body_it_came_with(one, other):
    first, second = make_key("a", "b", "c", one), make_key("a", "b", "c", other)
    assert first.key_id == second.key_id
    assert (first.fingerprint == second.fingerprint) == (one == other)


def test_the_reply_comes_back_as_it_left(db):
    key, other = make_key("me", "/r", "k", b"1"), make_key("me", "/r", "l", b"1")
    keep(db, (key, NOON))
    assert find(db, key, other) == {key.key_id: Reply(201, REPLY.body, replayed=True)}
    assert find(db) == {}


def test_another_body_under_the_same_key_is_refused(db):
    keep(db, (make_key("me", "/r", "k", b"1"), NOON))
    [found] = find(db, make_key("me", "/r", "k", b"2")).values()
    assert isinstance(found, KeyReused)


def test_old_replies_are_forgotten_a_few_at_a_time(db):
    keys = [make_key("me", "/r", str(number), b"") for number in range(4)]
    keep(db, *((key, NOON - KEPT - 1) for key in keys[:3]), (keys[3], NOON - KEPT))
    with db.writing() as tx:
        first = outdated(tx, now=NOON, most=2)
        forget(tx, first)
        rest = outdated(tx, now=NOON, most=2)
        forget(tx, rest)
        assert outdated(tx, now=NOON, most=2) == []
    assert sorted(first + rest) == sorted(key.key_id for key in keys[:3])
    assert len(first) == 2
    assert list(find(db, *keys)) == [keys[3].key_id]
