"""Notes about an order: texts and files, internal or for its customer."""

from base64 import b64encode

import pytest

from paraguas.notes.rules.filing import LARGEST_FILE
from tests.doors.api.wishes import shipped

SKU = "CASE-CLEAR"
PDF = b"%PDF-1.7 a contract"


@pytest.fixture
def order_id(desk):
    desk.api.stock(SKU, ES_GETAFE=5)
    return desk.place(shipped(SKU, 1))


def write(desk, order_id, **body):
    return desk.api.post(f"/v1/orders/{order_id}/notes", body)


def attached(content, kind="application/pdf", name="contract.pdf"):
    return {"name": name, "type": kind, "content": b64encode(content).decode()}


def test_a_note_keeps_author_time_and_who_may_read_it(desk, order_id):
    first = write(desk, order_id, text="Rang twice, nobody there.")
    assert first.status_code == 201
    write(desk, order_id, text="We ring again at six.", visible=True)
    notes = desk.api.get(f"/v1/orders/{order_id}/notes").json()
    assert [(one["text"], one["visible"]) for one in notes] == [
        ("Rang twice, nobody there.", False),
        ("We ring again at six.", True),
    ]
    assert notes[0]["author"]
    assert notes[0]["at"] <= notes[1]["at"]
    told = desk.api.get(f"/v1/orders/{order_id}/timeline").json()
    happenings = told["happenings"] if isinstance(told, dict) else told
    assert [one["name"] for one in happenings].count("note.written.v1") == 2


def test_a_file_is_kept_as_it_came(desk, order_id):
    note = write(desk, order_id, file=attached(PDF)).json()
    assert note["file"] == {"name": "contract.pdf", "type": "application/pdf", "size": len(PDF)}
    path = f"/v1/orders/{order_id}/notes/{note['note_id']}/file"
    got = desk.api.get(path)
    assert (got.content, got.headers["content-type"]) == (PDF, "application/pdf")
    assert got.headers["content-disposition"] == 'attachment; filename="contract.pdf"'
    assert got.headers["x-content-type-options"] == "nosniff"


def test_a_file_of_two_megabytes_is_taken_and_none_larger(desk, order_id):
    largest = PDF.ljust(LARGEST_FILE, b" ")
    assert write(desk, order_id, file=attached(largest)).status_code == 201
    larger = write(desk, order_id, file=attached(largest + b" "))
    assert (larger.status_code, larger.json()["code"]) == (400, "file_too_large")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "note_empty"),
        ({"text": "  "}, "note_empty"),
        ({"text": "x" * 4001}, "malformed"),
        ({"file": attached(b"MZ", "application/x-msdownload", "a.exe")}, "file_unfit"),
        ({"file": attached(b"<script>", "application/pdf")}, "file_unfit"),
        ({"file": attached(b"\xff\xfe\x00", "text/plain", "a.txt")}, "file_unfit"),
        ({"file": attached(PDF, name="../a.pdf")}, "file_unfit"),
        ({"file": {"name": "a.pdf", "type": "application/pdf", "content": "!"}}, "malformed"),
    ],
)
def test_what_cannot_be_a_note_is_refused_and_nothing_is_kept(desk, order_id, body, code):
    refused = write(desk, order_id, **body)
    assert (refused.status_code, refused.json()["code"]) == (400, code)
    assert desk.api.get(f"/v1/orders/{order_id}/notes").json() == []


def test_what_is_not_there_is_refused(desk, order_id):
    nowhere = write(desk, "0" * 32, text="?")
    assert (nowhere.status_code, nowhere.json()["code"]) == (404, "order_absent")
    plain = write(desk, order_id, text="no file").json()["note_id"]
    absent = desk.api.get(f"/v1/orders/{order_id}/notes/{plain}/file")
    assert (absent.status_code, absent.json()["code"]) == (404, "note_absent")
