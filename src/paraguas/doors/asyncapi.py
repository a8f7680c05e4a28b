"""The catalogue of events as an AsyncAPI 3.0 document, made of the same types as the facts.

Each fact is a message in its CloudEvents envelope, each kind of stream a channel.  Schemas are
written in the words of JSON Schema draft 07, the dialect every AsyncAPI reader must know.
"""

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from paraguas import __version__
from paraguas.doors.cloud_events import SOURCE, CloudEvent
from paraguas.doors.fact_schemas import Schema, fact_types, schema_id, written
from paraguas.values.fact import Fact

FILE = "asyncapi.json"
_MEDIA_TYPE = "application/cloudevents+json"
_REFERENCE = "#/components/schemas/{name}"
_STREAM_OF = {
    "account": "gift_card",
    "backorder.terms_set": "reference",
    "basket": "basket",
    "channel": "reference",
    "entity": "reference",
    "gift_card": "gift_card",
    "hold": "basket",
    "intercompany.prices_saved": "reference",
    "market": "reference",
    "stock.held": "basket",
    "store_credit": "gift_card",
    "substitution.rules_saved": "reference",
    "tax": "reference",
}
"""Beginning of a fact's name -> the stream it is told in, where its room's others are not."""

_STREAM_OF_ROOM = {
    "appointments": "order",
    "approvals": "order",
    "backorders": "order",
    "catalog": "reference",
    "customers": "customer",
    "drawers": "place",
    "exceptions": "order",
    "fulfilment": "order",
    "intercompany": "order",
    "inventory": "place",
    "invoices": "order",
    "messages": "order",
    "network": "place",
    "orders": "order",
    "payments": "order",
    "preferences": "customer",
    "settlements": "order",
    "shelving": "place",
    "loyalty": "loyalty",
    "staff": "person",
    "substitutions": "order",
    "webhooks": "webhook",
}
_STREAMS = {
    "customer": "What sources tell of one customer, and what is decided about it.",
    "basket": "What happens to one basket: opened, changed, held, handed over.",
    "gift_card": "What happens to one gift card, store credit or credit account.",
    "loyalty": "One account of points, or one programme: opened, saved, earned, adjusted, expired.",
    "order": "The life of one order: goods, money, promises, documents and letters.",
    "person": "One colleague or machine: hired, keys issued and revoked.",
    "place": "One place: what it is, and what moved on its shelves and in its drawers.",
    "reference": "Goods, prices, markets, channels, entities and rates.",
    "webhook": "One endpoint that is told facts: opened, changed, closed.",
}


def stream_of(name: str, kind: type[Fact]) -> str:
    """Tell in which kind of stream a fact is told; in one named like its room where unknown."""
    subject, _, rest = name.partition(".")
    beginnings = (f"{subject}.{rest.partition('.')[0]}", subject)
    room = kind.__module__.split(".")[1]
    own = next((_STREAM_OF[one] for one in beginnings if one in _STREAM_OF), None)
    return own or _STREAM_OF_ROOM.get(room, room)


@cache
def asyncapi() -> bytes:
    """Describe all events, as the file and the API give them."""
    kinds = fact_types()
    types = [*kinds.values(), CloudEvent]
    (*bodies, envelope), schemas = msgspec.json.schema_components(types, ref_template=_REFERENCE)
    _fix(schemas[envelope["$ref"].rpartition("/")[2]])
    streams = defaultdict(list)
    for name, kind in kinds.items():
        streams[stream_of(name, kind)].append(name)
    return written(
        {
            "asyncapi": "3.0.0",
            "id": SOURCE,
            "info": _info(),
            "defaultContentType": _MEDIA_TYPE,
            "channels": {stream: _channel(stream, names) for stream, names in streams.items()},
            "operations": {
                f"send_{stream}": _sending(stream, names) for stream, names in streams.items()
            },
            "components": {
                "messages": {
                    name: _message(name, kind, envelope, body)
                    for (name, kind), body in zip(kinds.items(), bodies, strict=True)
                },
                "schemas": _draft_07(schemas),
            },
        }
    )


def export_asyncapi(folder: Path) -> Path:
    """Write the document into a folder; gives the file."""
    path = folder / FILE
    path.write_bytes(asyncapi())
    return path


def _info() -> Schema:
    return {
        "title": "Paraguas",
        "version": __version__,
        "description": "What happens in one order management system over every door of a brand.",
        "license": {"name": "Apache-2.0"},
    }


def _channel(stream: str, names: list[str]) -> Schema:
    # Who listens says where to: the document cannot know the address.
    return {
        "address": None,
        "title": stream,
        "description": _STREAMS.get(stream, f"What the room {stream} announces."),
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names},
    }


def _sending(stream: str, names: list[str]) -> Schema:
    return {
        "action": "send",
        "channel": {"$ref": f"#/channels/{stream}"},
        "messages": [{"$ref": f"#/channels/{stream}/messages/{name}"} for name in names],
    }


def _message(name: str, kind: type[Fact], envelope: Schema, body: Schema) -> Schema:
    own = {"type": {"const": name}, "dataschema": {"const": schema_id(name)}, "data": body}
    return {
        "name": name,
        "title": name,
        "summary": (kind.__doc__ or name).partition("\n")[0],
        "contentType": _MEDIA_TYPE,
        "payload": {"allOf": [envelope, {"type": "object", "properties": own}]},
    }


def _fix(envelope: Schema) -> None:
    """Say what an envelope always says, where the type only knows a default."""
    fields = envelope["properties"]
    always = [name for name, field in fields.items() if "default" in field]
    for name in always:
        fields[name] = {"const": fields[name]["default"]}
    fields["time"] |= {"format": "date-time"}
    envelope["required"] = sorted({*envelope["required"], *always})


def _draft_07(node: Any) -> Any:
    """Say in draft 07 what msgspec says in 2020-12: the items of a tuple go by another name."""
    if isinstance(node, list):
        return [_draft_07(one) for one in node]
    if not isinstance(node, dict):
        return node
    said = {key: _draft_07(one) for key, one in node.items()}
    if "prefixItems" in said:
        said["items"] = said.pop("prefixItems")
        said["additionalItems"] = False
    return said
