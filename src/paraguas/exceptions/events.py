"""The facts exceptions announce; the stream is the order's, or the subject's without one."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ExceptionOwned:
    """Somebody looks after it, or nobody any more."""

    name: ClassVar[str] = "exception.owned.v1"
    kind: str
    subject_id: str
    owner: str | None
