"""Answers of commands: one JSON document or words for people, never both on standard output."""

import os
import sys
from typing import Any, TextIO

import msgspec
from msgspec import Struct
from rich.console import Console, RenderableType

from paraguas.plumbing.words import speak
from paraguas.values.language import choose_language
from paraguas.values.refusal import Refusal
from paraguas.values.words import Words

_LONGEST = 240


class Answer(Struct, frozen=True):
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
        _console(sys.stdout).print(answer.text)


def talk(text: RenderableType) -> None:
    """Say something while a command goes on; on standard error, so that output stays output."""
    _console(sys.stderr).print(text)


def word(refusal: Refusal) -> str:
    """Word a refusal in the language of this machine."""
    return words_here().refuse(refusal)


def words_here() -> Words:
    """Give the words of this machine's language, as LC_ALL, LC_MESSAGES and LANG say."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if tag := os.environ.get(name):
            return speak(choose_language([tag.partition(".")[0]]))
    return speak(choose_language([]))


def _console(stream: TextIO) -> Console:
    """Write on a stream; into a file or pipe, lines are as long as they are."""
    return Console(file=stream, width=None if stream.isatty() else _LONGEST, soft_wrap=True)
