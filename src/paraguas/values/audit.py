"""What an audit reports: each check with how much it looked at and what it found."""

from msgspec import Struct


class Check(Struct, frozen=True):
    """One promise that was verified on the stored rows.

    looked_at: how many things were compared.  findings: one sentence each; none is as it should be.
    """

    name: str
    looked_at: int
    findings: tuple[str, ...] = ()
