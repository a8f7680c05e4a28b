"""Training: colleagues confirm the cards of the policy book in force."""

from msgspec import Struct

from paraguas.plumbing.tx import Tx
from paraguas.policies.queries import decider_at
from paraguas.policies.rules.fingerprint import fingerprint
from paraguas.staff.model import Actor
from paraguas.training.actions.confirm_playbook import confirm_playbook
from paraguas.training.model import Confirmation
from paraguas.training.queries import playbook
from paraguas.values.stamp import Stamp


class Confirming(Struct, frozen=True):
    """The word of a colleague to know a playbook; seen: fingerprint of the cards she read."""

    stamp: Stamp
    actor: Actor
    playbook: str
    seen: str


def confirm_cards(tx: Tx, item: Confirming) -> Confirmation:
    """Note that a colleague knows the cards in force; PlaybookOutdated where she read others."""
    asked = playbook(item.playbook)
    decider = decider_at(tx, item.stamp.at)
    in_force = fingerprint(decider.book, asked.subjects)
    return confirm_playbook(
        tx,
        item.stamp,
        item.actor.actor_id,
        asked.name,
        seen=item.seen,
        in_force=in_force,
        version=decider.version,
    )
