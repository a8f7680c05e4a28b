"""A fact: something that happened, in the past tense, frozen and versioned by its name."""

from typing import ClassVar, Protocol, runtime_checkable


@runtime_checkable
class Fact(Protocol):
    """A frozen dataclass with the name it goes by, for instance `order.placed.v1`.

    Its fields are plain JSON types.  A published fact may gain optional fields, never lose any;
    anything else is a new version with a new name.
    """

    name: ClassVar[str]
