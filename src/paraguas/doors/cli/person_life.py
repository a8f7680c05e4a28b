"""A person's life and standing on the command line."""

import msgspec
from rich.table import Table
from rich.text import Text

from paraguas.doors.cli.answer import Answer, words_here
from paraguas.doors.cli.installation import Installation, opened
from paraguas.plumbing.clock import now
from paraguas.views.person_timeline import person_timeline
from paraguas.views.person_value import person_value


def timeline(
    person: str, at: Installation = Installation(), *, most: int = 50, before: str = ""
) -> Answer:
    """Tell what happened with a person over all her orders, the newest first.

    Parameters
    ----------
    person:
        Her id, or that of any record of hers.
    most:
        So many lines.
    before:
        The cursor of the page before, for older ones.
    """
    language = words_here().language
    with opened(at, writes=False) as runtime:
        page = runtime.read_now(
            lambda tx: person_timeline(tx, person, language=language, before=before, most=most)
        )
    table = Table("when", "order", "what", "who", box=None, pad_edge=False)
    for one in page.happenings:
        told = one.told
        table.add_row(told.when, one.number or "", Text(told.what), Text(told.who))
    return Answer(msgspec.to_builtins(page), table)


def value(person: str, at: Installation = Installation()) -> Answer:
    """Tell where a person stands and what the next year may bring, with what that is made of.

    Parameters
    ----------
    person:
        Her id, or that of any record of hers.
    """
    moment = now()
    with opened(at, writes=False) as runtime:
        told = msgspec.to_builtins(runtime.read_now(lambda tx: person_value(tx, person, moment)))
    table = Table("what", "value", box=None, pad_edge=False)
    for name, figure in told.items():
        table.add_row(name, Text(str(figure)))
    return Answer(told, table)
