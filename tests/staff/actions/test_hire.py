"""People and machines may act once they are hired."""

import pytest
from msgspec.structs import replace

from paraguas.staff.actions.hire import hire
from paraguas.staff.queries import directory
from paraguas.values.refusal import Refusal
from tests.catalog.goods import stamp
from tests.network.places import told
from tests.staff.people import ANA, SHOP, SOL


def save(db, *actors):
    with db.writing() as tx:
        return hire(tx, stamp(), actors)


def test_hired_once_and_told_again_when_changed(db):
    promoted = replace(ANA, authority_minor={"EUR": 20_000, "GBP": 18_000})
    assert [save(db, ANA, SHOP), save(db, ANA, SHOP), save(db, promoted)] == [2, 0, 1]
    with db.reading() as tx:
        assert directory(tx).actor(ANA.actor_id) == promoted
        assert directory(tx).actor(SHOP.actor_id) == SHOP
    assert told(db, ANA.actor_id) == ["actor.hired.v1"] * 2


def test_who_was_hired_since_is_known_at_once(db):
    save(db, SHOP)
    with db.reading() as tx:
        assert directory(tx).actors == (SHOP,)
    save(db, ANA)
    with db.reading() as tx:
        assert directory(tx).actor(ANA.actor_id) == ANA


def test_found_by_skill_at_their_place(db):
    save(db, ANA, SHOP)
    with db.reading() as tx:
        staff = directory(tx)
        assert staff.with_skill(SOL, "phone_set_up") == (ANA,)
        assert staff.with_skill(SOL, "juggling") == ()
        assert staff.at_place(SHOP.actor_id) == ()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"code": ""}, "malformed"),
        ({"name": " "}, "malformed"),
        ({"authority_minor": {"EUR": -1}}, "malformed"),
        ({"authority_minor": {"euro": 1}}, "currency_unknown"),
    ],
)
def test_refused_with_the_rest(db, wrong, code):
    with pytest.raises(Refusal) as refused:
        save(db, SHOP, replace(ANA, **wrong))
    assert refused.value.code == code
    with db.reading() as tx:
        assert directory(tx).actors == ()
