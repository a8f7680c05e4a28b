"""Keys of subjects: what is sealed about one is forgotten with it, and nothing is sealed anew."""

from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import select

from paraguas.plumbing.scrubbing import scrub
from paraguas.plumbing.seals import (
    close_about,
    close_rows,
    forget_about,
    open_rows,
    opener,
    seals,
)
from tests.plumbing.notes import SUBJECT

OTHER = "1" * 32
COLUMNS = ("order_id", "kind", "note")
SEALED = {"note": ""}


class Row(NamedTuple):
    """A row as it is read."""

    order_id: str
    kind: str
    note: str | None


def closed(db, *told):
    with db.writing() as tx:
        return close_about(tx, told)


def read(db, subject, sealed):
    with db.reading() as tx:
        return opener(tx, [subject])(subject, sealed)


def test_what_is_sealed_about_a_subject_is_read_under_its_key_only(db):
    one, other = closed(db, (SUBJECT, b"her"), (OTHER, b"him"))
    assert b"her" not in one
    assert (read(db, SUBJECT, one), read(db, OTHER, other)) == (b"her", b"him")
    assert read(db, OTHER, one) is None
    [again] = closed(db, (SUBJECT, b"more"))
    assert read(db, SUBJECT, again) == b"more"


def test_a_forgotten_subject_says_nothing_and_nothing_is_kept_of_it_any_more(db):
    one, other = closed(db, (SUBJECT, b"her"), (OTHER, b"him"))
    with db.writing() as tx:
        forget_about(tx, [SUBJECT])
    assert (read(db, SUBJECT, one), read(db, OTHER, other)) == (None, b"him")
    assert closed(db, (SUBJECT, b"more")) == [b""]
    with db.writing() as tx:
        forget_about(tx, ["2" * 32])
    assert closed(db, ("2" * 32, b"never")) == [b""]


@pytest.mark.parametrize("note", ["rang twice", "", None])
def test_texts_of_rows_go_in_sealed_and_come_out_as_they_were(db, note):
    with db.writing() as tx:
        [row] = close_rows(tx, COLUMNS, [(SUBJECT, "call", note)], SEALED)
    assert row[:2] == (SUBJECT, "call")
    assert row[2] == note if not note else note not in row[2]
    with db.reading() as tx:
        [told] = open_rows(tx, [Row(*row)], SEALED)
    assert tuple(told) == (SUBJECT, "call", note)
    with db.writing() as tx:
        forget_about(tx, [SUBJECT])
    with db.reading() as tx:
        [told] = open_rows(tx, [Row(*row)], SEALED)
    assert told.note == (None if note is None else "")


def test_a_dropped_key_is_in_no_file_of_the_database_any_more(db):
    closed(db, (SUBJECT, b"her"))
    with db.reading() as tx:
        key = bytes(tx.value(select(seals.c.seal)))
    with db.writing() as tx:
        forget_about(tx, [SUBJECT])
    scrub(db)
    if db.sqlite:
        path = Path(db.engine.url.database)
        assert not any(key in one.read_bytes() for one in path.parent.glob(f"{path.name}*"))
    else:
        with db.reading() as tx:
            assert bytes(tx.value(select(seals.c.seal))) == b""
