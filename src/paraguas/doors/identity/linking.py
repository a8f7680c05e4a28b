"""Link everybody at once: that must make the persons that were made as each came in."""

from msgspec import Struct

from paraguas.customers.queries import (
    SECRET,
    closed_keys,
    every_link,
    known_records,
    matcher,
    model_settings,
)
from paraguas.doors.identity.everybody import Everybody
from paraguas.doors.identity.relinking import relink
from paraguas.doors.identity.splinking import Trained, judge_all, train
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx


class Linked(Struct, frozen=True):
    """What a batch found.  differing: records that are kept with another person than it makes."""

    records: int
    pairs: int
    persons: int
    differing: tuple[str, ...]


def gather(tx: Tx) -> Everybody:
    """Read everybody."""
    key = secret(tx, SECRET)
    records, links = known_records(tx), every_link(tx)
    return Everybody(records, links, closed_keys(tx), key)


def compare(everybody: Everybody) -> Linked:
    """Compare everybody at once and tell where the persons differ from those that are kept."""
    model = matcher().model
    judged = list(judge_all(everybody, model_settings(), model))
    made = relink(everybody, model, judged)
    kept = everybody.records
    differing = tuple(one for one, person in made.items() if kept[one].person_id != person)
    return Linked(len(made), len(judged), len(set(made.values())), differing)


def train_model(everybody: Everybody) -> Trained:
    """Train the weights on everybody."""
    return train(everybody, model_settings())
