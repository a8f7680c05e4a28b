"""Those who act in the tests."""

from paraguas.network.model import place_id_of
from paraguas.staff.actions.hire import hire
from paraguas.staff.actions.issue_key import issue_key
from paraguas.staff.model import Actor, Role, actor_id_of
from tests.catalog.goods import stamp

SOL = place_id_of("SOL")
ANA = Actor(
    actor_id_of("ana"),
    "ana",
    "Ana Gil",
    Role.ASSOCIATE,
    SOL,
    ("es", "en"),
    frozenset({"phone_set_up", "returns"}),
    {"EUR": 5000},
)
SHOP = Actor(actor_id_of("shop"), "shop", "Web shop", Role.MACHINE)
ENTROPY = bytes(range(32))


def hire_all(db):
    with db.writing() as tx:
        hire(tx, stamp(), [ANA, SHOP])


def issue(db, actor, *scopes, entropy=ENTROPY, door="web"):
    with db.writing() as tx:
        return issue_key(tx, stamp(), actor.actor_id, scopes, door=door, entropy=entropy)
