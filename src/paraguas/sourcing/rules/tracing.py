"""Traces packed small for storage, and read back.

Most of a trace are the ids of places, which no compression makes smaller; so they are stored as
bytes, by runs of places that were left out for the same reason.
"""

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

import msgspec

from paraguas.sourcing.model import RuleSet, Trace, Verdict
from paraguas.values.ids import PlaceId

_ID_BYTES = 16
_reason = attrgetter("outcome", "best")


class _Run(msgspec.Struct, array_like=True):
    """Places with the same outcome, one after the other: their ids joined, and their values."""

    outcome: str
    best: int
    places: bytes
    values: list[int]


class _Packed(msgspec.Struct, array_like=True):
    rules: tuple[tuple[str, int], ...]
    runs: list[_Run]
    exact: bool
    rule_set: str = ""
    version: int = 0


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Packed).decode


def pack_trace(trace: Trace, by: RuleSet, barred: Iterable[PlaceId] = ()) -> bytes:
    """Pack a trace; the order of its verdicts is kept.

    by: the rule set that decided.  barred: the places it left out.
    """
    packed = []
    left_out = [Verdict(place_id, "barred", 0, 0) for place_id in barred]
    for (outcome, best), run in groupby((*trace.verdicts, *left_out), key=_reason):
        verdicts = list(run)
        places = bytes.fromhex("".join(verdict.place_id for verdict in verdicts))
        packed.append((outcome, best, places, [verdict.value for verdict in verdicts]))
    return _encode((trace.rules, packed, trace.exact, by.name, by.version))


def unpack_trace(packed: bytes) -> Trace:
    """Read a packed trace back."""
    found = _decode(packed)
    verdicts = tuple(v for run in found.runs for v in _verdicts(run))
    return Trace(found.rules, verdicts, found.exact, found.rule_set, found.version)


def _verdicts(run: _Run) -> list[Verdict]:
    starts = range(0, len(run.places), _ID_BYTES)
    ids = (PlaceId(run.places[start : start + _ID_BYTES].hex()) for start in starts)
    return [
        Verdict(place_id, run.outcome, value, run.best)
        for place_id, value in zip(ids, run.values, strict=True)
    ]
