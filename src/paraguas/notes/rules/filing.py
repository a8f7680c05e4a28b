"""Which files are taken: few types, each told by how it begins, and none too large."""

from paraguas.notes.errors import FileTooLarge, FileUnfit
from paraguas.notes.model import Filed

LARGEST_FILE = 2_097_152
"""Two megabytes: a page scanned well, a photograph made smaller."""

TYPES = {
    "application/pdf": (b"%PDF-",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "text/plain": (),
    "text/csv": (),
}
"""Type -> how its files begin; a text is one that reads as UTF-8."""


def file_to_keep(name: str, kind: str, content: bytes) -> Filed:
    """Describe a file that may be kept; refuses FileTooLarge and FileUnfit."""
    if len(content) > LARGEST_FILE:
        raise FileTooLarge(size=len(content), most=LARGEST_FILE)
    plain = name.strip()
    named = plain and plain.isprintable() and not set(plain) & set('/\\"')
    if not named or not content or not _is_of(kind, content):
        raise FileUnfit(name=plain, type=kind, known=", ".join(TYPES))
    return Filed(plain, kind, len(content))


def _is_of(kind: str, content: bytes) -> bool:
    begins = TYPES.get(kind)
    if begins is None:
        return False
    return content.startswith(begins) if begins else _is_text(content)


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode()
    except UnicodeDecodeError:
        return False
