"""Facts of customers, in the stream of the person's record; what is personal stays out of them."""

from typing import ClassVar

from msgspec import Struct


class LinkTold(Struct, frozen=True, gc=False):
    """A decision about two records.  kind: link, possible, apart, never."""

    link_id: str
    left: str
    right: str
    kind: str
    by: str
    weight_millibits: int


class CustomerRecorded(Struct, frozen=True, gc=False):
    """A source told something new of somebody, and what was decided about it."""

    name: ClassVar[str] = "customer.recorded.v1"

    record_id: str
    person_id: str
    source: str
    system: str
    links: tuple[LinkTold, ...]


class CustomerLinked(Struct, frozen=True, gc=False):
    """Somebody decided that two records are one person, or that they never are."""

    name: ClassVar[str] = "customer.linked.v1"

    link: LinkTold


class CustomerUnlinked(Struct, frozen=True, gc=False):
    """A decision was taken back: it counts no more."""

    name: ClassVar[str] = "customer.unlinked.v1"

    link: LinkTold


class CustomerErased(Struct, frozen=True, gc=False):
    """The personal data of a person were forgotten for good."""

    name: ClassVar[str] = "customer.erased.v1"

    person_id: str
    record_ids: tuple[str, ...]
