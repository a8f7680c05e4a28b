"""Personal data sealed under a key of their own: to forget them for good, drop the key.

AES-256-GCM; a seal is drawn for each record and kept apart from what it seals.
"""

from os import urandom

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12
_SEAL_BITS = 256


def draw_seal() -> bytes:
    """Draw a new key."""
    return AESGCM.generate_key(bit_length=_SEAL_BITS)


def close(seal: bytes, owner: str, plain: bytes) -> bytes:
    """Seal bytes for their owner, the id of the record they belong to."""
    nonce = urandom(_NONCE_BYTES)
    return nonce + AESGCM(seal).encrypt(nonce, plain, owner.encode())


def unseal(seal: bytes | None, owner: str, sealed: bytes) -> bytes | None:
    """Give back what was sealed; None where the key was dropped, or belongs to another."""
    if seal is None:
        return None
    try:
        return AESGCM(seal).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], owner.encode())
    except InvalidTag:
        return None
