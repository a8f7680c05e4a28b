"""Answers of commands: one JSON document or words for people, never both on standard output."""

import sys
from dataclasses import dataclass
from typing import Any

import msgspec
from rich.console import Console, RenderableType


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command has to say.

    document: for machines, printed with `--json`.  text: for people.  code: the exit code.
    """

    document: Any
    text: RenderableType
    code: int = 0


def show(answer: Answer, *, as_json: bool) -> None:
    """Print an answer on standard output."""
    if as_json:
        print(msgspec.json.encode(answer.document).decode(), flush=True)
    else:
        Console(soft_wrap=not sys.stdout.isatty()).print(answer.text)


def talk(text: RenderableType) -> None:
    """Say something while a command goes on; on standard error, so that output stays output."""
    Console(stderr=True, soft_wrap=not sys.stderr.isatty()).print(text)
