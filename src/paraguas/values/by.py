"""Who did a thing, through which door and why: recorded with every fact."""

from msgspec import Struct


class By(Struct, frozen=True, gc=False):
    """The hand behind a write.

    door: code of the channel (web, till, phone, ...).  actor: who acted: a staff id, a machine
    key's name, `customer` or `system`.  assisted_by: the associate who helped.  on_behalf_of: the
    person or organisation it was done for.  handling_seconds: human time it took, if measured.
    """

    door: str
    actor: str
    assisted_by: str | None = None
    on_behalf_of: str | None = None
    reason: str | None = None
    handling_seconds: int | None = None


SYSTEM = By("system", "system")
"""The worker acting on a timer or on an answer from outside."""
