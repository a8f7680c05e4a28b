"""A disk that forgets what was not synced: a SQLite VFS that keeps a second, honest copy.

Reads and writes go to the real files; the copy gets a file's writes only when that file is synced.
After a power cut the copy is all there is, with or without a part of the writes on their way.
"""

import random
from pathlib import Path
from typing import Any

import apsw
from msgspec import Struct, field
from typing_extensions import override

NAME = "lossy"


class Image(Struct):
    """A file as the disk has it: what was synced, and the writes since, in their order."""

    synced: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)
    """(offset, data); None cuts the file off there."""

    def sync(self) -> None:
        """Bring all pending writes home."""
        for offset, data in self.pending:
            self._apply(offset, data)
        self.pending.clear()

    def after_cut(self, dice: random.Random | None) -> bytes:
        """Give what a power cut leaves; with dice, also some of the writes on their way."""
        left = Image(bytearray(self.synced))
        for offset, data in self.pending:
            if dice and dice.random() < 0.5:
                left._apply(offset, data)
        return bytes(left.synced)

    def _apply(self, offset: int, data: bytes | None) -> None:
        if data is None:
            del self.synced[offset:]
            return
        self.synced.extend(bytes(max(0, offset - len(self.synced))))
        self.synced[offset : offset + len(data)] = data


class LossyDisk(apsw.VFS):
    """The VFS; one at a time, by the name NAME."""

    def __init__(self) -> None:
        """Stand over the operating system's own."""
        self.images: dict[str, Image] = {}
        super().__init__(NAME, "")

    @override
    def xOpen(self, name: Any, flags: list[int]) -> "LossyFile":
        """Open a file and keep its image."""
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        if path not in self.images:
            known = Path(path).read_bytes() if Path(path).exists() else b""
            self.images[path] = Image(bytearray(known))
        return LossyFile(name, flags, self.images[path])

    @override
    def xDelete(self, filename: str, syncdir: bool) -> None:
        """Delete a file; the disk forgets it at once, which is the harder case."""
        self.images.pop(filename, None)
        super().xDelete(filename, syncdir)

    def cut(self, into: Path, dice: random.Random | None) -> None:
        """Write what a power cut now would leave of every file into a folder."""
        for path, image in self.images.items():
            (into / Path(path).name).write_bytes(image.after_cut(dice))


class LossyFile(apsw.VFSFile):
    """An open file."""

    def __init__(self, name: Any, flags: list[int], image: Image) -> None:
        """Open it below, and tell its image of every change."""
        self._image = image
        super().__init__("", name, flags)

    @override
    def xWrite(self, data: bytes, offset: int) -> None:
        """Write; the disk has it only after a sync."""
        self._image.pending.append((offset, bytes(data)))
        super().xWrite(data, offset)

    @override
    def xTruncate(self, newsize: int) -> None:
        """Cut off."""
        self._image.pending.append((newsize, None))
        super().xTruncate(newsize)

    @override
    def xSync(self, flags: int) -> None:
        """Bring it to the disk."""
        super().xSync(flags)
        self._image.sync()
