"""The facts exceptions announce; the stream is the order's, or the subject's without one."""

from typing import ClassVar

from msgspec import Struct


class ExceptionOwned(Struct, frozen=True):
    """Somebody looks after it, or nobody any more."""

    name: ClassVar[str] = "exception.owned.v1"
    kind: str
    subject_id: str
    owner: str | None
