"""Give a programme a new version."""

from msgspec.structs import replace

from paraguas.loyalty.errors import ProgrammeChanged, ProgrammeMalformed
from paraguas.loyalty.events import ProgrammeSaved
from paraguas.loyalty.model import SavedProgramme
from paraguas.loyalty.queries import SHIPPED, forbidden, reference, shipped
from paraguas.loyalty.rules.reading import read_programme
from paraguas.loyalty.store import programmes
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp


def save_programme(
    tx: Tx, stamp: Stamp, code: str, text: str, *, reason: str, based_on: int | None = None
) -> SavedProgramme:
    """Save a programme as its next version; what was earned before stays by its own version.

    text: TOML.  based_on: the version it was changed from, 0 for the first; ProgrammeChanged where
    another is the newest by now.  Announces loyalty.programme_saved.v1; refuses what makes no
    sense, by file, row and sentence.
    """
    made = read_programme(text, f"{code}.toml", forbidden())
    if made.code != code:
        raise ProgrammeMalformed(problem=f"{code}.toml, programme: it says {made.code}")
    # The version row is taken first, so that of two who save at once the second sees the first.
    reference.changed(tx)
    known = programmes.versions_of(tx, code)
    newest = known[-1][1] if known else 0
    if based_on is not None and based_on != newest:
        raise ProgrammeChanged(programme=code, newest=newest)
    in_force = known[-1][2] if known else (shipped().text if code == SHIPPED else None)
    version = newest if text == in_force else newest + 1
    new = SavedProgramme(replace(made, version=version), text, stamp.at, stamp.by.actor, reason)
    if version != newest:
        programmes.add_version(tx, new)
        fact = ProgrammeSaved(code, version, reason)
        tx.announce(stamp, digest_id("loyalty_programme", code), fact)
    return new
