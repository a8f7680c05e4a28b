"""Names: a file is one thing, and its name says which."""

from collections.abc import Iterator

from tests.house.tree import Source, Tree

EMPTY_WORDS = {
    *("base", "common", "helper", "helpers", "manager", "managers", "misc"),
    *("service", "stuff", "util", "utils"),
}
"""Words that tell that something is in a file, and not what."""

EMPTY_ENDINGS = ("_helpers", "_manager", "_utils")
EMPTY_CLASS_ENDINGS = ("Helper", "Manager", "Util", "Utils")
HOT_VERBS = {"slice", "decide", "write"}
"""What an action on the hot path offers instead of one function, so that batches share it."""


def names_say_something(tree: Tree) -> Iterator[str]:
    for source in tree.all:
        for name in source.path.with_suffix("").parts:
            if name in EMPTY_WORDS or name.endswith(EMPTY_ENDINGS):
                yield source.at(1, f"the name {name!r} does not say what is in it")
        for node in source.tree.body:
            name = getattr(node, "name", "")
            if name.endswith(EMPTY_CLASS_ENDINGS):
                yield source.at(node, f"the name {name!r} does not say what it is")


def an_action_is_one_verb(tree: Tree) -> Iterator[str]:
    for source in tree.src:
        if source.layer == "actions" and source.place[-1] != "__init__":
            verbs = public_functions(source)
            if verbs not in ({source.place[-1]}, HOT_VERBS):
                listed = ", ".join(sorted(verbs)) or "nothing"
                yield source.at(1, f"offers {listed}; an action offers {source.place[-1]} alone")


def public_functions(source: Source) -> set[str]:
    top = set(map(id, source.tree.body))
    return {f.name for f in source.functions if id(f) in top and not f.name.startswith("_")}
