"""An export reads on behind what it has written, whatever happens between its chunks."""

import csv
import json
from typing import ClassVar

import pytest
from msgspec import Struct

from paraguas.doors.exports.exporting import export_file
from paraguas.plumbing.clock import now
from paraguas.values.by import By
from paraguas.values.ids import Ids
from paraguas.values.stamp import Stamp
from paraguas.values.time import Period
from paraguas.views.journal import BEFORE_ALL, facts_after, latest_facts
from tests.doors.installed import runtime as runtime


class Counted(Struct, frozen=True):
    name: ClassVar[str] = "counted.v1"
    number: int


def tell(runtime, streams, each, at=5_000_000):
    ids = Ids(at, 7)
    with runtime.database.writing() as tx:
        for number in range(each):
            for stream in streams:
                by = By("till", "ana", "ben", "organisation", "=reason, with; marks\n", 4)
                tx.announce(Stamp(at, by, ids), stream, Counted(number))
    return streams


def own(lines):
    return [one for one in map(json.loads, lines) if one["name"] == Counted.name]


@pytest.fixture
def streams(runtime):
    return tell(runtime, [f"{n:032x}" for n in range(1, 6)], 500)


def test_chunks_join_without_gap_or_repeat(runtime, streams, tmp_path):
    told = []
    done = export_file(
        *(runtime, "facts", tmp_path / "facts.jsonl", Period(0, now())),
        watch=lambda *step: told.append(step),
    )
    lines = (tmp_path / "facts.jsonl").read_bytes().splitlines()
    found = own(lines)
    assert done.rows == len(lines)
    assert [(one["stream"], one["body"]["number"]) for one in found] == [
        (stream, number) for stream in streams for number in range(500)
    ]
    assert len({one["id"] for one in found}) == 2500
    assert [(what, of) for what, _, of in told] == [("facts", len(lines))] * len(told)
    assert [done for _, done, _ in told] == [2000, len(lines)]


def test_a_chunk_is_never_longer_than_asked(runtime, streams):
    cursor, seen = BEFORE_ALL, []
    with runtime.database.reading() as tx:
        while chunk := facts_after(tx, cursor, Period(5_000_000, 5_000_001), most=7):
            assert len(chunk) <= 7
            seen += [json.loads(one.body)["number"] for one in chunk]
            cursor = chunk[-1].cursor
        latest = latest_facts(tx, Period(0, 5_000_001), most=3)
    assert seen == [*range(500)] * 5
    assert [one.told.body["number"] for one in latest] == [499] * 3


def test_what_is_told_meanwhile_is_left_for_the_next_time(runtime, streams, tmp_path):
    until = now()

    def watch(_what, done, _of):
        if done == 2000:
            tell(runtime, ["e" * 32], 10, at=until)

    export_file(runtime, "facts", tmp_path / "one.jsonl", Period(0, until), watch=watch)
    export_file(runtime, "facts", tmp_path / "two.jsonl", Period(until, until + 1))
    assert len(own((tmp_path / "one.jsonl").read_bytes().splitlines())) == 2500
    assert len(own((tmp_path / "two.jsonl").read_bytes().splitlines())) == 10


def test_what_people_wrote_comes_back_from_csv_word_for_word(runtime, streams, tmp_path):
    export_file(runtime, "facts", tmp_path / "facts.csv", Period(5_000_000, 5_000_001))
    with (tmp_path / "facts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["reason"] for row in rows} == {"=reason, with; marks\n"}
    assert {row["assisted_by"] for row in rows} == {"ben"}
    assert {row["at"] for row in rows} == {"1970-01-01T00:00:05Z"}
