"""How events are signed.  Source: Standard Webhooks 1.0, symmetric signatures (`v1`)."""

from base64 import b64decode, b64encode
from collections.abc import Iterable
from hashlib import sha256
from hmac import digest

from paraguas.values.refusal import Malformed

PREFIX = "whsec_"
LEAST_BYTES = 24


def write_secret(entropy: bytes) -> str:
    """Write a secret from random bytes read at a door: at least 24."""
    if len(entropy) < LEAST_BYTES:
        raise Malformed(where="entropy", problem=f"fewer than {LEAST_BYTES} bytes")
    return PREFIX + b64encode(entropy).decode()


def sign(secrets: Iterable[str], event_id: str, sent_at_seconds: int, body: bytes) -> str:
    """Sign an event with each secret; the signatures stand beside one another.

    sent_at_seconds: of the try, since 1970.
    """
    signed = b"%s.%d.%s" % (event_id.encode(), sent_at_seconds, body)
    return " ".join(
        f"v1,{b64encode(digest(_key(one), signed, sha256)).decode()}" for one in secrets
    )


def _key(secret: str) -> bytes:
    return b64decode(secret.removeprefix(PREFIX))
