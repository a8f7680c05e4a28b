"""The schemas of facts are written by a command."""

import json

from paraguas.doors.asyncapi import asyncapi
from paraguas.doors.fact_schemas import fact_types


def test_the_schemas_are_written_and_a_broken_promise_is_refused(run, tmp_path):
    told = run("facts", str(tmp_path / "facts"), "--json")
    assert (told.code, told.document["facts"]) == (0, list(fact_types()))
    assert (tmp_path / "facts/asyncapi.json").read_bytes() == asyncapi()
    path = tmp_path / "facts/order.completed.v1.json"
    schema = json.loads(path.read_text("utf-8"))
    schema["properties"]["gone"] = {"type": "string"}
    path.write_text(json.dumps(schema), "utf-8")
    refused = run("facts", str(tmp_path / "facts"))
    assert refused.code == 2
    assert "fact_broken" in refused.err
