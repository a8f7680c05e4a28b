"""Secrets of keys: how they are written and what is kept of them."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from paraguas.values.refusal import Malformed

PREFIX = "prg_"
"""What a secret begins with, so that scanners find one that was left somewhere."""

LEAST_BYTES = 16


def write_secret(entropy: bytes) -> str:
    """Write a secret from random bytes read at a door: at least 16."""
    if len(entropy) < LEAST_BYTES:
        raise Malformed(where="entropy", problem=f"fewer than {LEAST_BYTES} bytes")
    return PREFIX + urlsafe_b64encode(entropy).decode().rstrip("=")


def hash_secret(secret: str) -> str:
    """Give what is kept of a secret.

    A plain SHA-256: unlike a password a secret is random, so guessing gains nothing by speed.
    """
    return sha256(secret.encode()).hexdigest()
