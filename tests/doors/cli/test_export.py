"""What is exported can be read back, and says what the API, the timeline and the takings say."""

import csv
import json
from collections import Counter
from pathlib import Path

import jsonschema_rs
import msgspec
import pytest
from pyarrow.parquet import read_table

from paraguas.doors.exports.orders import order_schema
from paraguas.doors.fact_schemas import written
from paraguas.plumbing.clock import now
from paraguas.values.time import Period, iso
from paraguas.views.takings import takings
from paraguas.views.whole_orders import WholeOrder
from tests.doors.cli.shop import trade, trading

SCHEMA = Path(__file__).resolve().parents[3] / "docs/schemas/order-export.json"
COLUMNS = (
    *("stream", "id", "name", "at", "at_us", "door", "actor", "assisted_by", "on_behalf_of"),
    *("reason", "handling_seconds", "body"),
)


@pytest.fixture
def desk(run, place, tmp_path):
    assert run("init", *place).code == 0
    with trading(place, tmp_path) as desk:
        yield desk


@pytest.fixture
def fates(desk):
    return trade(desk)


@pytest.fixture
def export(run, place, tmp_path):
    def call(what, name, *words):
        told = run("export", what, str(tmp_path / name), "--json", *words, *place)
        assert told.code == 0, told.out
        assert told.err == ""
        return told.document, tmp_path / name

    return call


def lines(path):
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def facts_of(desk, stream):
    return desk.api.get(f"/v1/streams/{stream}/facts", params={"limit": 200}).json()["facts"]


def test_the_schema_is_what_the_program_writes(run, tmp_path):
    assert SCHEMA.read_bytes() == written(order_schema()), (
        "write it anew with `paraguas export schema docs/schemas/order-export.json`"
    )
    told = run("export", "schema", str(tmp_path / "schema.json"), "--json")
    assert told.document == {"file": str(tmp_path / "schema.json")}
    assert (tmp_path / "schema.json").read_bytes() == SCHEMA.read_bytes()
    refused = run("export", "schema", str(tmp_path / "no/schema.json"), "--json")
    assert refused.document["code"] == "export_unwritable"


def test_orders_are_read_back_as_the_api_and_the_takings_have_them(desk, fates, export):
    document, path = export("orders", "orders.jsonl")
    assert document | {"seconds": 0} == {
        "file": str(path),
        "rows": 4,
        "bytes": path.stat().st_size,
        "seconds": 0,
    }
    assert path.stat().st_mode & 0o777 == 0o600
    validator = jsonschema_rs.validator_for(json.loads(SCHEMA.read_text("utf-8")))
    found = {one["order_id"]: one for one in lines(path)}
    assert list(found) == sorted(fates.values())
    for order_id, one in found.items():
        assert [problem.message for problem in validator.iter_errors(one)] == []
        # Everything the API's order has is there, word for word.
        assert desk.order(order_id).items() <= one.items()
    strict = [msgspec.json.decode(line, type=WholeOrder) for line in path.read_bytes().splitlines()]
    totals = Counter()
    for one in strict:
        totals[one.place_id] += one.total_minor
    with desk.api.runtime.database.reading() as tx:
        taken = takings(tx, [one.order_id for one in strict], Period(0, now()))
    assert totals == {place: one.total_minor for place, one in taken.items()}


def test_an_order_comes_with_all_that_belongs_to_it(desk, fates, export):
    _, path = export("orders", "orders.jsonl")
    found = {one["order_id"]: one for one in lines(path)}
    delivered = found[fates["delivered"]]
    [payment] = delivered["payments"]
    moved = [(one["kind"], one["state"], one["amount_minor"]) for one in payment["steps"]]
    assert moved == desk.money(fates["delivered"])
    assert payment["amount_minor"] == delivered["total_minor"]
    [part] = delivered["fulfilments"]
    assert (part["status"], part["tracking"]) == ("delivered", "X1")
    assert part["units"] == [{"line_no": 1, "quantity": 2}]
    [invoice] = delivered["documents"]
    [issued] = desk.invoices(fates["delivered"])
    assert (invoice["number"], invoice["kind"]) == (issued["number"], "invoice")
    assert [invoice["gross_minor"]] == desk.billed(fates["delivered"])
    cancelled = found[fates["cancelled"]]
    assert cancelled["fulfilments"][0]["status"] == "cancelled"
    [letter] = cancelled["letters"]
    assert (letter["moment"], letter["state"]) == ("cancelled", "sent")
    assert [letter["subject"]] == desk.subjects()
    assert found[fates["open"]]["documents"] == []


def test_what_opens_something_stays_inside(desk, fates, export):
    [part] = desk.parts(fates["cancelled"])
    _, path = export("orders", "orders.jsonl")
    said = path.read_text("utf-8")
    assert "tok_ok" not in said
    assert part.code
    assert f'"{part.code}"' not in said
    assert "https://shop.example" not in said


def test_orders_in_parquet_have_their_head_in_columns(fates, export):
    _, path = export("orders", "orders.parquet")
    _, whole = export("orders", "orders.jsonl")
    rows = read_table(path).to_pylist()
    assert [json.loads(row["document"]) for row in rows] == lines(whole)
    for row, one in zip(rows, lines(whole), strict=True):
        assert row["total_minor"] == one["total_minor"]
        assert row["number"] == one["number"]
        assert iso(one["placed_at"]) == row["placed_at"].isoformat().replace("+00:00", "Z")


@pytest.mark.parametrize("name", ["facts.jsonl", "facts.csv", "facts.parquet"])
def test_facts_are_those_of_the_timeline_in_every_format(desk, fates, export, name):
    document, path = export("facts", name)
    assert path.stat().st_mode & 0o777 == 0o600
    if name.endswith("jsonl"):
        rows = lines(path)
    elif name.endswith("csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    else:
        rows = read_table(path).to_pylist()
    assert document["rows"] == len(rows)
    assert tuple(rows[0]) == COLUMNS
    stream = fates["delivered"]
    mine = [row for row in rows if row["stream"] == stream]
    told = facts_of(desk, stream)
    assert [row["id"] for row in mine] == [one["fact_id"] for one in told]
    for row, one in zip(mine, told, strict=True):
        body = row["body"] if isinstance(row["body"], dict) else json.loads(row["body"])
        assert (row["name"], row["door"], row["actor"]) == (one["name"], one["door"], one["actor"])
        assert (body, int(row["at_us"])) == (one["body"], one["at"])
        at = row["at"] if isinstance(row["at"], str) else iso(one["at"])
        assert at == iso(one["at"])


def test_a_span_is_half_open_and_its_parts_join(fates, export):
    _, path = export("facts", "all.jsonl")
    whole = lines(path)
    middle = sorted(row["at"] for row in whole)[len(whole) // 2]
    _, before = export("facts", "before.jsonl", "--until", middle)
    _, after = export("facts", "after.jsonl", "--since", middle)
    early, late = lines(before), lines(after)
    assert all(row["at"] < middle for row in early)
    assert all(row["at"] >= middle for row in late)
    ids = [row["id"] for row in early + late]
    assert sorted(ids) == sorted(row["id"] for row in whole)
    _, none = export("orders", "none.jsonl", "--since", "2999-01-01", "--until", "2999-01-02")
    assert none.read_bytes() == b""


@pytest.fixture
def beside_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data.jsonl").mkdir()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["facts", "facts.xlsx"], "export_format_unknown"),
        (["orders", "orders.csv"], "export_format_unknown"),
        (["orders", "absent/orders.jsonl"], "export_unwritable"),
        (["facts", "data.jsonl"], "export_unwritable"),
        (["facts", "facts.csv", "--since", "yesterday"], "malformed"),
        (["facts", "facts.csv", "--until", "2026-13-01"], "malformed"),
        (["facts", "facts.csv", "--until", "2026-11-21T10:00:00"], "malformed"),
        (["people", "people.csv"], "command_wrong"),
    ],
)
@pytest.mark.usefixtures("beside_a_folder")
def test_what_cannot_be_exported_is_one_clear_message(run, made, tmp_path, words, code):
    before = sorted(tmp_path.iterdir())
    told = run("export", *words, "--json", *made)
    assert (told.code, told.document["code"]) == (2, code)
    assert sorted(tmp_path.iterdir()) == before


def test_the_help_says_that_it_is_personal(run):
    for what in ("facts", "orders"):
        told = run("export", what, "--help")
        assert "personal data" in told.out
