"""Facts are a promise to those who read them: described in files, and only ever widened."""

from pathlib import Path

import msgspec
import pytest

from paraguas.doors.fact_schemas import (
    FactBroken,
    breaks,
    export_schemas,
    fact_types,
    schemas,
    written,
)

FILES = Path(__file__).resolve().parents[2] / "docs/facts"


def test_the_files_describe_what_is_announced():
    described = {f"{name}.json": written(schema) for name, schema in schemas().items()}
    on_disk = {path.name: path.read_bytes() for path in FILES.glob("*.v*.json")}
    stale = [
        name for name in described.keys() | on_disk if described.get(name) != on_disk.get(name)
    ]
    assert not stale, f"write them anew with `paraguas facts docs/facts`: {sorted(stale)}"


def test_every_room_is_asked():
    names = set(fact_types())
    assert {"order.placed.v1", "stock.held.v1", "payment.captured.v1", "key.issued.v1"} <= names
    assert all(name.rpartition(".v")[2].isdigit() for name in names)


def schema(required: tuple[str, ...] = ("a",), **fields: str):
    properties = {name: {"type": kind} for name, kind in fields.items()}
    return {"type": "object", "properties": properties, "required": list(required)}


OLD = schema(a="string", b="integer")


@pytest.mark.parametrize(
    ("new", "found"),
    [
        (OLD, []),
        (schema(a="string", b="integer", c="string"), []),
        (schema((), a="string", b="integer"), []),
        (schema(a="string"), [".b is gone"]),
        (schema(("a", "c"), a="string", b="integer", c="string"), [".c is required now"]),
        (schema(("a", "b"), a="string", b="integer"), [".b is required now"]),
        (schema(a="string", b="string"), [".b type: integer became string"]),
    ],
)
def test_a_fact_may_gain_optional_fields_and_nothing_else(new, found):
    assert breaks(OLD, new) == found


def test_what_lies_deeper_is_compared_too():
    def nested(of):
        units = {"type": "array", "items": {"$ref": "#/$defs/Units"}}
        return {"type": "object", "properties": {"units": units}, "$defs": {"Units": of}}

    assert breaks(nested(OLD), nested({**OLD, "description": "told anew"})) == []
    assert breaks(nested(OLD), nested(schema(a="string"))) == [".units items.b is gone"]


def test_a_fact_that_would_break_its_readers_is_not_written(tmp_path):
    paths = export_schemas(tmp_path)
    assert sorted(paths) == sorted(tmp_path.iterdir())
    assert export_schemas(tmp_path) == paths
    path = tmp_path / "order.completed.v1.json"
    published = msgspec.json.decode(path.read_bytes())
    published["properties"]["reason"] = {"type": "string"}
    path.write_bytes(msgspec.json.encode(published))
    kept = path.read_bytes()
    with pytest.raises(FactBroken) as refused:
        export_schemas(tmp_path)
    assert refused.value.details == {"fact": "order.completed.v1", "problem": [".reason is gone"]}
    assert path.read_bytes() == kept
