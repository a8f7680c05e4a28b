"""Traces packed small for storage, and read back."""

import zlib

import msgspec

from paraguas.fulfilment.model import Trace

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Trace).decode


def pack_trace(trace: Trace) -> bytes:
    """Pack a trace: compact JSON, compressed."""
    return zlib.compress(_encode(trace), 1)


def unpack_trace(packed: bytes) -> Trace:
    """Read a packed trace back."""
    return _decode(zlib.decompress(packed))
