"""The demonstration as anybody runs it: a process of its own, in a folder of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(sys.executable).with_name("paraguas")


@dataclass
class Stage:
    """Where it is played."""

    folder: Path
    options: list[str]

    def begin(self, *words: str) -> subprocess.Popen[str]:
        """Start it."""
        return subprocess.Popen(
            [PROGRAM, "demo", *self.options, *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"LANG": "en"},
        )

    def play(self, *words: str) -> tuple[int, Any, str]:
        """Play it to the end: exit code, document, what was said beside it."""
        playing = self.begin("--no-serve", "--json", *words)
        out, err = playing.communicate()
        assert out, err
        return playing.returncode, json.loads(out), err


@pytest.fixture
def stage(bare_url, tmp_path) -> Stage:
    """A folder that is not there yet, with either database."""
    folder = tmp_path / "demo"
    options = ["--folder", str(folder)]
    if not bare_url.startswith("sqlite"):
        options += ["--database-url", bare_url]
    return Stage(folder, options)
