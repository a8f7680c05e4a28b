"""Chores that were given up: see which, and let them try again."""

from collections.abc import Sequence

import msgspec
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from paraguas.doors.cli.answer import Answer, words_here
from paraguas.doors.cli.installation import Flag, Installation, opened
from paraguas.plumbing.chores import revive as let_try_again
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.values.time import iso
from paraguas.values.words import Words
from paraguas.views.dead_chores import DeadChore, dead_chores

_SHOWN = 20
"""Chores listed for people; machines get all."""


def chores(at: Installation = Installation(), *, revive: Flag = False) -> Answer:
    """List the chores that failed so often that nobody takes them up any more.

    The exit code is 1 when there are any and they are not revived.

    Parameters
    ----------
    revive:
        Let them try again now; mend what stopped them first.
    """
    with opened(at, writes=revive) as runtime:
        dead = runtime.read_now(dead_chores)
        revived = runtime.write_now(_revive, [one.chore_id for one in dead]) if revive else 0
    words = words_here()
    document = {"dead": [_told(one, words) for one in dead], "revived": revived}
    return Answer(document, _text(dead, revived, words), 1 if dead and not revive else 0)


def _revive(tx: Tx, chore_ids: Sequence[str]) -> int:
    return let_try_again(tx, chore_ids, now=now()) if chore_ids else 0


def _what(one: DeadChore, words: Words) -> str:
    # Errands to one of many outside say which behind their name.
    name = ":".join(one.kind.split(":")[:2])
    return words.texts.get(f"chores.{name}", one.kind)


def _told(one: DeadChore, words: Words) -> dict[str, object]:
    told: dict[str, object] = msgspec.to_builtins(one)
    return {**told, "what": _what(one, words), "at": iso(one.at)}


def _text(dead: Sequence[DeadChore], revived: int, words: Words) -> RenderableType:
    if not dead:
        return words.say("cli.chores.none")
    if revived:
        return words.say("cli.chores.revived", count=revived)
    columns = (words.say(f"cli.chores.{name}") for name in ("what", "about", "tries", "problem"))
    table = Table(*columns, box=None, pad_edge=False)
    for one in dead[:_SHOWN]:
        about = one.number or one.subject_id
        table.add_row(_what(one, words), about, str(one.attempts), Text(one.problem))
    if len(dead) > _SHOWN:
        table.add_row(words.say("cli.chores.more", count=len(dead) - _SHOWN), "", "", "")
    table.add_row(words.say("cli.chores.next"), "", "", "")
    return table
