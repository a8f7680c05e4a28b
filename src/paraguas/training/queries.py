"""What other floors may read of training."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from paraguas.plumbing.tx import Tx
from paraguas.training import store
from paraguas.training.errors import PlaybookUnknown
from paraguas.training.model import Confirmation, Playbook
from paraguas.training.rules.reading import read_playbooks
from paraguas.values.ids import ActorId


@cache
def playbooks() -> Mapping[str, Playbook]:
    """Give the playbooks the product comes with, by name."""
    text = (files("paraguas") / "data" / "playbooks.toml").read_text("utf-8")
    return read_playbooks(text)


def playbook(name: str) -> Playbook:
    """Give a playbook; PlaybookUnknown where there is none."""
    found = playbooks().get(name)
    if found is None:
        raise PlaybookUnknown(playbook=name, known=sorted(playbooks()))
    return found


def playbook_for(role: str) -> Playbook | None:
    """Give the playbook colleagues of a role have to know, if there is one."""
    return next((one for one in playbooks().values() if role in one.staff), None)


def confirmed_by(tx: Tx, name: str, fingerprint: str) -> dict[ActorId, Confirmation]:
    """Tell who confirmed these very cards of a playbook."""
    return {one.actor_id: one for one in store.confirmed(tx, name, fingerprint)}
