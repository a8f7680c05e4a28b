"""Words: every room has its card, every public thing its sentence."""

import ast
import re
from collections.abc import Iterator

from tests.house.tree import Function, Source, Tree

CARD = ("Purpose:", "Words:", "Promises:", "Announces:")
FACT = re.compile(r"\b[a-z_]+(?:\.[a-z_]+)+\.v\d+\b")


def rooms_have_a_card(tree: Tree) -> Iterator[str]:
    for room, sources in tree.rooms.items():
        card = next((source for source in sources if source.layer == "__init__"), None)
        if card is None:
            yield f"src/paraguas/{room}/__init__.py:1 the room has no card"
            continue
        text = ast.get_docstring(card.tree) or ""
        for heading in CARD:
            if heading not in text:
                yield card.at(1, f"the card of {room} lacks {heading!r}")
        yield from cards_name_the_facts(card, text, sources)


def cards_name_the_facts(card: Source, text: str, sources: list[Source]) -> Iterator[str]:
    """What a card announces is what the room's events are called, no more and no less."""
    events = [source for source in sources if source.layer == "events"]
    if events:
        said = set(FACT.findall(text.partition("Announces:")[2]))
        real = {
            node.value
            for source in events
            for node in source.nodes
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and FACT.fullmatch(node.value)
        }
        for name in sorted(real - said):
            yield card.at(1, f"the card does not tell that the room announces {name}")
        for name in sorted(said - real):
            yield card.at(1, f"the card tells of {name}, which no event is called")


def public_things_have_a_sentence(tree: Tree) -> Iterator[str]:
    for source in tree.src:
        for node in (source.tree, *public_definitions(source.tree)):
            if not ast.get_docstring(node):
                yield source.at(node, f"{getattr(node, 'name', 'the module')} has no docstring")


def public_definitions(parent: ast.Module | ast.ClassDef) -> Iterator[Function | ast.ClassDef]:
    for node in parent.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public_definitions(node)
