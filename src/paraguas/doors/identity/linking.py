"""Link everybody at once: that must make the persons that were made as each came in."""

from msgspec import Struct

from paraguas.customers.queries import SECRET, everybody as read_everybody, matcher, model_settings
from paraguas.customers.rules.relinking import Everybody, relink
from paraguas.doors.identity.splinking import Trained, judge_all, train
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx


class Linked(Struct, frozen=True):
    """What a batch found.  differing: records that are kept with another person than it makes."""

    records: int
    pairs: int
    persons: int
    differing: tuple[str, ...]


def gather(tx: Tx) -> tuple[Everybody, str]:
    """Read everybody, and the secret that keys look-ups."""
    return read_everybody(tx), secret(tx, SECRET)


def compare(everybody: Everybody, key: str) -> Linked:
    """Compare everybody at once and tell where the persons differ from those that are kept."""
    people, model = everybody.comparable(key), matcher().model
    judged = list(judge_all(people, model_settings(), model))
    traits = {record_id: known for record_id, (known, _) in people.items()}
    made = relink(everybody, model, traits, judged)
    kept = everybody.records
    differing = tuple(one for one, person in made.items() if kept[one].person_id != person)
    return Linked(len(made), len(judged), len(set(made.values())), differing)


def train_model(everybody: Everybody, key: str) -> Trained:
    """Train the weights on everybody."""
    return train(everybody.comparable(key), model_settings())
