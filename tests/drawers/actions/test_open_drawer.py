"""Opening a drawer: each till counts its own sessions."""

import pytest

from paraguas.drawers.actions.count_drawer import count_drawer
from paraguas.drawers.actions.open_drawer import open_drawer
from paraguas.drawers.errors import DrawerTaken
from paraguas.drawers.queries import session
from paraguas.network.model import place_id_of
from paraguas.values.money import Money
from tests.payments.till import stamp

PLACE = place_id_of("ES-MAD-GRANVIA")
FLOAT = Money(5000, "EUR")


def begin(tx, till=""):
    return open_drawer(tx, stamp(), PLACE, till, FLOAT)


def test_the_first_session_of_a_till_is_number_1_and_the_next_number_2(db):
    with db.writing() as tx:
        first = begin(tx)
        with pytest.raises(DrawerTaken):
            begin(tx)
        count_drawer(tx, stamp(), first, {5000: 1}, [])
        second, other = begin(tx), begin(tx, "T2")
    with db.reading() as tx:
        kept = [session(tx, one.session_id) for one in (first, second, other)]
    assert [(one.till, one.session_no) for one in kept] == [("", 1), ("", 2), ("T2", 1)]
