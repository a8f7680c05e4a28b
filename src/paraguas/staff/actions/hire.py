"""Let people and machines act."""

from collections.abc import Sequence

from paraguas.plumbing.tx import Tx
from paraguas.staff import store
from paraguas.staff.events import ActorHired
from paraguas.staff.model import Actor
from paraguas.staff.queries import reference
from paraguas.values.money import exponent
from paraguas.values.refusal import Malformed
from paraguas.values.stamp import Stamp

_LONGEST_CODE = 64


def hire(tx: Tx, stamp: Stamp, actors: Sequence[Actor]) -> int:
    """Let actors act, or change what they may; give how many are new or different.

    Announces actor.hired.v1 for each of these.  Refuses malformed ones.
    """
    for actor in actors:
        _check(actor)
    written = {row[0] for rows in store.put_actors(tx, actors) for row in rows}
    for actor in actors:
        if actor.actor_id in written:
            limits = dict(actor.authority_minor)
            fact = ActorHired(actor.actor_id, actor.code, actor.role, actor.place_id, limits)
            tx.announce(stamp, actor.actor_id, fact)
    if written:
        reference.changed(tx)
    return len(written)


def _check(actor: Actor) -> None:
    code = actor.code
    if not 0 < len(code) <= _LONGEST_CODE or code != code.strip() or not code.isprintable():
        raise Malformed(where="actor code", problem=f"{code[:_LONGEST_CODE]!r}")
    if not actor.name.strip():
        raise Malformed(where=f"actor {code} name", problem="empty")
    for currency, limit in actor.authority_minor.items():
        exponent(currency)
        if limit < 0:
            raise Malformed(where=f"actor {code} authority_minor", problem="below 0")
