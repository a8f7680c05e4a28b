"""Where an installation is: what cannot be written is told, and what was written stays."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

NOBODY = 65534


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everybody may enter."""
    with TemporaryDirectory() as name:
        yield Path(name)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let nothing be written in a folder; root could all the same, so it is somebody else then."""
    was = os.geteuid()
    folder.chmod(0o555)
    try:
        if was == 0:
            os.seteuid(NOBODY)
        yield
    finally:
        os.seteuid(was)
        folder.chmod(0o755)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("command", ["init", "serve", "migrate", "audit", "import"])
def test_a_read_only_folder_is_one_clear_message_and_left_as_it_is(
    run, place, folder, tmp_path, command
):
    options = ["--folder", str(folder), *place[2:]]
    assert run("init", "--empty", *options).code == 0
    assert run(command, "--help").code == 0, "loads it while everything may be read"
    goods = tmp_path / "goods.csv"
    goods.write_text("sku,title\nTEA,Tea\n")
    words = {"serve": ["--port", "0"], "import": ["catalogue", str(goods)]}.get(command, [])
    before = contents(folder)
    with read_only(folder):
        told = run(command, *words, "--json", *options)
    assert (told.code, told.document["code"]) == (2, "folder_not_writable")
    assert told.document["details"]["folder"] == str(folder)
    assert "--folder" in told.document["detail"]
    assert contents(folder) == before
    assert run("audit", "--json", *options).document["findings"] == 0
