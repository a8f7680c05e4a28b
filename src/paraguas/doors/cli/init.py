"""Make an installation: folder, database, secrets, starter data and the first key."""

import secrets
from pathlib import Path

from rich.console import Group

from paraguas.doors.cli.answer import Answer, talk
from paraguas.doors.cli.installation import Flag, Installation, prepared, running
from paraguas.doors.runtime import Runtime, draw_secrets
from paraguas.journeys.setting_up.starting_up import load_starter
from paraguas.plumbing.clock import stamp
from paraguas.plumbing.migrations.stepping import climb
from paraguas.plumbing.tx import Tx
from paraguas.policies.actions.adopt_book import adopt_book
from paraguas.staff.actions.hire import hire
from paraguas.staff.actions.issue_key import issue_key
from paraguas.staff.model import Actor, Role, Scope, actor_id_of
from paraguas.values.by import By
from paraguas.values.stamp import Stamp

_ADMIN = Actor(actor_id_of("admin"), "admin", "Administrator", Role.MANAGER)


def init(at: Installation = Installation(), *, empty: Flag = False) -> Answer:
    """Make an installation in a folder; what is there already stays.

    Parameters
    ----------
    empty:
        Leave out the starter data: network, catalogue, staff and tax rates.
    """
    with prepared(at) as settings, running(settings, writes=True) as runtime:
        talk("making tables")
        step = climb(runtime.database)
        draw_secrets(runtime.database)
        if not empty:
            talk("saving starter data")
            runtime.write_now(_start, _hand())
        keeper = settings.folder / "admin.key"
        key = _first_key(runtime, keeper)
        document = {
            "folder": str(settings.folder),
            "database": runtime.database.engine.dialect.name,
            "schema": step.after,
            "key": key,
            "key_file": str(keeper),
        }
    return Answer(document, _words(document, next_words(at)))


def next_words(at: Installation) -> str:
    """Say how to serve this installation."""
    said = f" --folder {at.folder}" if at.folder else ""
    said += f" --database-url {at.database_url}" if at.database_url else ""
    return f"paraguas serve{said}" + (" --postgres" if at.postgres else "")


def _start(tx: Tx, by: Stamp) -> None:
    load_starter(tx, by)
    adopt_book(tx)


def _hand() -> Stamp:
    return stamp(By("system", "init"))


def _first_key(runtime: Runtime, keeper: Path) -> str | None:
    """Issue the administrator's key and keep it for the owner of the folder; None if there is one.

    A kept key that opens nothing here (the database was made anew) is replaced.
    """
    if keeper.exists() and runtime.directory.by_key(keeper.read_text("ascii").strip()):
        return None
    secret: str = runtime.write_now(_issue, secrets.token_bytes(32))
    keeper.unlink(missing_ok=True)
    keeper.touch(mode=0o600)
    keeper.write_text(f"{secret}\n", "ascii")
    return secret


def _issue(tx: Tx, entropy: bytes) -> str:
    by = _hand()
    hire(tx, by, [_ADMIN])
    return issue_key(tx, by, _ADMIN.actor_id, [Scope.ADMIN], door="", entropy=entropy)


def _words(document: dict[str, str | None], serve: str) -> Group:
    lines = [f"[green]ready[/] in {document['folder']} ({document['database']})"]
    if document["key"]:
        lines.append(f"administrator's key, shown this once: [bold]{document['key']}[/]")
        lines.append(f"it is also in {document['key_file']}, for your eyes only")
    else:
        lines.append(f"the administrator's key is in {document['key_file']}")
    return Group(*lines, f"next: [bold]{serve}[/]")
