"""The facts shelving announces."""

from typing import ClassVar

from msgspec import Struct


class ShelvesSet(Struct, frozen=True, gc=False):
    """So many SKUs of a place lie elsewhere in it, or nowhere that is known, from now on."""

    name: ClassVar[str] = "shelves.set.v1"
    place_id: str
    skus: int
