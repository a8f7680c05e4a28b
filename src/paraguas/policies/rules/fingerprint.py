"""The fingerprint of subjects: the same as long as the brand's rows about them say the same."""

from collections.abc import Iterable
from hashlib import blake2b

import msgspec

from paraguas.policies.model import BRAND, Book, Row

_encode = msgspec.json.Encoder(order="deterministic").encode


def fingerprint(book: Book, subjects: Iterable[str]) -> str:
    """Name what the brand's rows about subjects say, in 32 hex digits; laws and words apart."""
    told = [
        (name, [_told(row) for row in book.subjects[name].rows if row.group == BRAND])
        for name in sorted(set(subjects) & set(book.subjects))
    ]
    return blake2b(_encode(told), digest_size=16).hexdigest()


def _told(row: Row) -> tuple[object, ...]:
    return row.id, row.priority, dict(row.when), dict(row.then), row.text
