"""An exported file is there whole or not at all, and for its owner's eyes only."""

import resource
import signal
from contextlib import contextmanager

import pytest

from paraguas.doors.exports.errors import ExportUnwritable
from paraguas.doors.exports.files import whole_file


@contextmanager
def small_disk():
    """Let no file grow beyond 4 kB, as on a disk that is full: no log of the tests either."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)


def write(path, what):
    with whole_file(path) as file:
        what(file)


def test_it_has_its_name_when_it_is_whole(tmp_path):
    path = tmp_path / "orders.jsonl"
    path.write_bytes(b"old")
    with whole_file(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_what_breaks_leaves_no_half_file(tmp_path):
    path = tmp_path / "orders.jsonl"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError):
        write(path, lambda file: file.write(b"half") / 0)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_crash_left_is_made_anew_for_its_owner_only(tmp_path):
    left = tmp_path / "orders.jsonl.part"
    left.write_bytes(b"left")
    left.chmod(0o644)
    with whole_file(tmp_path / "orders.jsonl") as file:
        assert left.stat().st_mode & 0o777 == 0o600
        file.write(b"new")
    assert (tmp_path / "orders.jsonl").read_bytes() == b"new"


def test_a_full_disk_is_refused_and_leaves_nothing(tmp_path):
    path = tmp_path / "orders.jsonl"
    with pytest.raises(ExportUnwritable) as refused, small_disk():
        write(path, lambda file: file.write(b"x" * 100_000))
    assert refused.value.details["reason"] == "File too large"
    assert list(tmp_path.iterdir()) == []
