"""The catalogue of events is a sound AsyncAPI 3.0 document, and real events keep to it."""

import re
from pathlib import Path

import jsonschema_rs
import msgspec
import pytest

from paraguas.doors.asyncapi import asyncapi, stream_of
from paraguas.doors.cloud_events import as_cloud_event
from paraguas.doors.fact_schemas import fact_types, schemas
from paraguas.views.timeline import Told

FILE = Path(__file__).resolve().parents[2] / "docs/facts/asyncapi.json"
KEY = re.compile(r"^[\w.\-]+$")
"""What AsyncAPI lets a component be called."""


@pytest.fixture(scope="module")
def document():
    return msgspec.json.decode(asyncapi())


def resolve(document, reference):
    assert reference.startswith("#/"), reference
    found = document
    for part in reference[2:].split("/"):
        found = found[part.replace("~1", "/").replace("~0", "~")]
    return found


def references(node):
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"]
        for one in node.values():
            yield from references(one)
    if isinstance(node, list):
        for one in node:
            yield from references(one)


def test_the_file_is_what_the_program_says():
    assert FILE.read_bytes() == asyncapi(), "write it anew with `paraguas facts docs/facts`"


def test_it_has_what_asyncapi_3_asks_for(document):
    assert document["asyncapi"] == "3.0.0"
    assert {"title", "version"} <= document["info"].keys()
    assert document.keys() <= {
        *("asyncapi", "id", "info", "defaultContentType", "channels", "operations", "components")
    }
    for part in document["components"].values():
        assert all(KEY.match(key) for key in part)
    for channel in document["channels"].values():
        assert channel.keys() <= {"address", "title", "description", "messages"}
    for message in document["components"]["messages"].values():
        assert message.keys() == {"name", "title", "summary", "contentType", "payload"}


def test_every_reference_leads_somewhere(document):
    assert [resolve(document, one) for one in references(document)]


def test_every_fact_is_one_message_that_is_sent_on_one_channel(document):
    names = set(fact_types())
    assert set(document["components"]["messages"]) == names
    told = [name for channel in document["channels"].values() for name in channel["messages"]]
    assert sorted(told) == sorted(names)
    sent = []
    for operation in document["operations"].values():
        assert operation["action"] == "send"
        # A message of an operation is one of its own channel.
        channel = operation["channel"]["$ref"]
        for message in operation["messages"]:
            assert message["$ref"].startswith(f"{channel}/messages/")
            sent.append(message["$ref"].rpartition("/")[2])
    assert sorted(sent) == sorted(names)


@pytest.mark.parametrize(
    ("name", "stream"),
    [
        ("order.placed.v1", "order"),
        ("goods.shipped.v1", "order"),
        ("invoice.issued.v1", "order"),
        ("stock.received.v1", "place"),
        ("stock.held.v1", "basket"),
        ("gift_card.issued.v1", "gift_card"),
        ("key.issued.v1", "person"),
        ("tax.rates_saved.v1", "reference"),
    ],
)
def test_a_fact_is_on_the_channel_of_its_stream(document, name, stream):
    assert stream_of(name, fact_types()[name]) == stream
    assert name in document["channels"][stream]["messages"]


def payload(document, name):
    """A message's schema by itself, in the dialect AsyncAPI reads."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **document["components"]["messages"][name]["payload"],
        "components": document["components"],
    }


HEAD = {"order_id": "o", "fulfilment_id": "f", "group_no": 1, "place_id": "p", "kind": "ship"}
PICKING = {**HEAD, "lines": [[1, 3]]}


def event(body, reason=None, seconds=None):
    at = 1_700_000_000_000_001
    hand = "till", "ana", None, None, reason, seconds
    told = Told("f" * 32, "picking.started.v1", at, *hand, body)
    return msgspec.to_builtins(as_cloud_event("e" * 32, told))


def test_an_event_keeps_to_its_message(document):
    valid = jsonschema_rs.validator_for(payload(document, "picking.started.v1"))
    assert [problem.message for problem in valid.iter_errors(event(PICKING))] == []
    assert valid.is_valid(event(PICKING, reason="late", seconds=40))
    assert not valid.is_valid(event({**PICKING, "lines": [[1, "three"]]}))
    assert not valid.is_valid(event({**PICKING, "lines": [[1, 3, 4]]}))
    assert not valid.is_valid(event({"order_id": "o"}))
    assert not valid.is_valid({**event(PICKING), "type": "order.placed.v1"})
    assert not valid.is_valid({k: v for k, v in event(PICKING).items() if k != "specversion"})


def test_every_message_is_a_schema(document):
    for name in document["components"]["messages"]:
        valid = jsonschema_rs.validator_for(payload(document, name))
        assert not valid.is_valid({"type": name}), name


def test_an_event_is_a_cloud_event():
    told = event(PICKING, reason="late")
    assert told == {
        "specversion": "1.0",
        "id": "f" * 32,
        "source": "urn:paraguas:journal",
        "type": "picking.started.v1",
        "subject": "e" * 32,
        "time": "2023-11-14T22:13:20.000001Z",
        "datacontenttype": "application/json",
        "dataschema": schemas()["picking.started.v1"]["$id"],
        "door": "till",
        "actor": "ana",
        "reason": "late",
        "data": PICKING,
    }
    # Names of attributes are lower-case letters and digits, at most 20 of them.
    assert all(re.fullmatch(r"[a-z0-9]{1,20}", key) for key in told)
