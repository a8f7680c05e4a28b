"""A file that is there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EISDIR
from pathlib import Path
from typing import BinaryIO

from paraguas.doors.exports.errors import ExportUnwritable

_FRESH = os.O_WRONLY | os.O_CREAT | os.O_EXCL


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file that only its owner may read; it takes its name when all of it is on the disk.

    Until then it is called `<name>.part`; whatever goes wrong, that is removed and a file that
    had the name before stays as it was.  Refuses ExportUnwritable.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        with _opened(path, part) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException as problem:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        if isinstance(problem, OSError):
            reason = problem.strerror or str(problem)
            raise ExportUnwritable(file=str(path), reason=reason) from problem
        raise


def _opened(path: Path, part: Path) -> BinaryIO:
    if path.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
    # One that was left by a crash may belong to anybody's eyes: it is made anew.
    part.unlink(missing_ok=True)
    return os.fdopen(os.open(part, _FRESH, 0o600), "wb")
