"""The schemas of facts, one file a fact, generated from what the rooms announce.

A published fact may gain optional fields and nothing else: so the files of the last release are
compared before they are written again.
"""

from collections.abc import Iterator
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from paraguas.values.fact import Fact
from paraguas.values.refusal import Refusal

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class FactBroken(Refusal):
    """A published fact lost a field, gained one that is required, or changed a type."""

    code = "fact_broken"


def fact_types() -> dict[str, type[Fact]]:
    """Give the facts of all rooms by name."""
    found: dict[str, type[Fact]] = {}
    for room in sorted(files("paraguas").iterdir(), key=lambda one: one.name):
        if (room / "events.py").is_file():
            events = import_module(f"paraguas.{room.name}.events")
            found |= {kind.name: kind for kind in vars(events).values() if _is_fact(kind, events)}
    return dict(sorted(found.items()))


def schemas() -> dict[str, Schema]:
    """Describe every fact as JSON Schema, by name."""
    return {name: _describe(name, kind) for name, kind in fact_types().items()}


def schema_id(name: str) -> str:
    """Give the `$id` a fact's schema goes by."""
    return f"urn:paraguas:fact:{name}"


def export_schemas(folder: Path) -> list[Path]:
    """Write the schema of each fact into a folder; gives the files.

    Raises FactBroken, and writes none, where a fact differs from its file by more than optional
    fields: it then needs a new name.
    """
    described = schemas()
    for name, schema in described.items():
        path = folder / f"{name}.json"
        if path.exists():
            broken = breaks(msgspec.json.decode(path.read_bytes()), schema)
            if broken:
                raise FactBroken(fact=name, problem=broken)
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in described.items():
        (folder / f"{name}.json").write_bytes(written(schema))
    return [folder / f"{name}.json" for name in described]


def written(schema: Schema) -> bytes:
    """Write a schema as its file holds it."""
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"


def breaks(old: Schema, new: Schema) -> list[str]:
    """Tell what a reader of the old schema could stumble over in the new one."""
    return list(_differences(_expanded(old, old), _expanded(new, new), ""))


def _differences(old: Any, new: Any, where: str) -> Iterator[str]:
    if not (isinstance(old, dict) and isinstance(new, dict)):
        if old != new:
            yield f"{where}: {old} became {new}"
        return
    fields, were = new.get("properties", {}), old.get("properties", {})
    for name in sorted(set(were) - set(fields)):
        yield f"{where}.{name} is gone"
    for name in sorted(set(new.get("required", ())) - set(old.get("required", ()))):
        yield f"{where}.{name} is required now"
    for name in sorted(set(were) & set(fields)):
        yield from _differences(were[name], fields[name], f"{where}.{name}")
    for key in sorted((set(old) | set(new)) - {"properties", "required", "default", "title"}):
        yield from _differences(old.get(key), new.get(key), f"{where} {key}")


def _expanded(node: Any, whole: Schema) -> Any:
    """Put what is referred to in its place, and leave out what only people read."""
    if isinstance(node, list):
        return [_expanded(one, whole) for one in node]
    if not isinstance(node, dict):
        return node
    if reference := node.get("$ref"):
        return _expanded(whole["$defs"][reference.rpartition("/")[2]], whole)
    left_out = {"$defs", "$schema", "$id", "description"}
    return {key: _expanded(one, whole) for key, one in node.items() if key not in left_out}


def _describe(name: str, kind: type[Fact]) -> Schema:
    (_,), components = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    own = components.pop(kind.__name__)
    described = {"$schema": DIALECT, "$id": schema_id(name), **own, "title": name}
    return described | ({"$defs": components} if components else {})


def _is_fact(kind: Any, module: Any) -> bool:
    own = isinstance(kind, type) and kind.__module__ == module.__name__
    return own and isinstance(getattr(kind, "name", None), str)
