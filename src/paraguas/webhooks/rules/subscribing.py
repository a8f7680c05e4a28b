"""Which endpoint wants which fact."""

from collections.abc import Iterable

from paraguas.values.refusal import Malformed
from paraguas.webhooks.model import Endpoint, EndpointId

ALL_OF = ".*"
"""Ends a name that stands for all facts that begin like it."""


def wants(names: Iterable[str], fact: str) -> bool:
    """Whether a subscription holds a fact; one without names holds all."""
    wanted = tuple(names)
    return not wanted or any(_holds(name, fact) for name in wanted)


def check_names(names: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Pass the names of a subscription on, each once, or refuse one that no fact goes by."""
    facts = frozenset(known)
    wanted = tuple(dict.fromkeys(names))
    for name in wanted:
        if not any(_holds(name, fact) for fact in facts):
            raise Malformed(where="facts", problem=f"no fact goes by {name!r}")
    return wanted


class Subscriptions:
    """Who wants what, of the endpoints that are enabled; false when nobody wants anything."""

    def __init__(self, endpoints: Iterable[Endpoint]) -> None:
        """Take the endpoints as they are; each fact's are found once and kept."""
        self._endpoints = tuple(one for one in endpoints if one.enabled)
        self._found: dict[str, tuple[EndpointId, ...]] = {}

    def __bool__(self) -> bool:
        return bool(self._endpoints)

    def of(self, fact: str) -> tuple[EndpointId, ...]:
        """Give the endpoints that want a fact."""
        found = self._found.get(fact)
        if found is None:
            wanting = (one.endpoint_id for one in self._endpoints if wants(one.facts, fact))
            found = self._found[fact] = tuple(wanting)
        return found


def _holds(name: str, fact: str) -> bool:
    if name.endswith(ALL_OF):
        return fact.startswith(name.removesuffix("*"))
    return name == fact
