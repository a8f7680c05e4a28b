"""Two processes record, merge and part the same people at once; no person is torn by it."""

import random
from threading import Barrier, Thread

import pytest

from paraguas.customers import queries
from paraguas.customers.actions.link_persons import link_persons
from paraguas.customers.actions.retract_link import retract_link
from paraguas.customers.actions.take_in import take_in
from paraguas.customers.model import By, Link, LinkKind
from paraguas.customers.store.around import ground_around, keep_persons
from paraguas.plumbing.clock import stamp
from paraguas.plumbing.db import open_database
from paraguas.plumbing.lane import Lane
from paraguas.plumbing.secret_store import make_secrets
from paraguas.plumbing.tx import StaleSlice
from paraguas.plumbing.work import Work
from paraguas.values.by import SYSTEM
from paraguas.values.refusal import Refusal
from tests.customers.people import SECRET, details, incoming, somebody

MANY = 40


@pytest.fixture
def lanes(database_url):
    """Two lanes with a database each, as two processes have them."""
    databases = [open_database(database_url) for _ in range(2)]
    with databases[0].writing() as tx:
        make_secrets(tx, {"contact": SECRET, "link": SECRET})
    opened = [Lane(database) for database in databases]
    for lane in opened:
        lane.start()
    yield opened, databases[0]
    for lane in opened:
        lane.stop()
    for database in databases:
        database.close()


def record(tx, item):
    return take_in(tx, [(stamp(SYSTEM), item)])[0]


def merge_and_part(tx, pair):
    link = link_persons(tx, stamp(SYSTEM), *pair)
    if pair[0] < pair[1]:
        retract_link(tx, stamp(SYSTEM), link.link_id)


def test_persons_are_what_decisions_make_them_whoever_writes_at_once(lanes):
    opened, database = lanes
    told, start = [], Barrier(len(opened))

    def work(lane, seed):
        dice, mine = random.Random(seed), []
        start.wait()
        for number in range(MANY):
            lane.put(Work(record, incoming(somebody(dice), f"{seed}-{number}"), mine.append))
            made = [one[0] for one in (*told, *mine) if isinstance(one, tuple)]
            if len(made) > 2:
                lane.put(Work(merge_and_part, dice.sample(made, 2), told.append))
        lane.stop()
        told.extend(mine)

    threads = [Thread(target=work, args=(lane, seed)) for seed, lane in enumerate(opened)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    defects = [one for one in told if isinstance(one, Exception) and not isinstance(one, Refusal)]
    assert defects == []
    with database.reading() as tx:
        [check] = queries.audit(tx)
    assert (check.looked_at, check.findings) == (len(opened) * MANY, ())


def test_who_merges_a_person_sees_that_a_record_came_to_her_meanwhile(database_url):
    database = open_database(database_url)
    with database.writing() as tx:
        make_secrets(tx, {"contact": SECRET, "link": SECRET})
    people = [details("Leo", "Vidal"), details("Ana", "Soler", "", "a@example.com")]
    with database.writing() as tx:
        items = [incoming(one, number) for number, one in enumerate(people)]
        leo, ana = (record(tx, item)[0] for item in items)
    with database.reading() as tx:
        ground = ground_around(tx, stamp(SYSTEM), [leo, ana])
        link = Link(link_id="f" * 32, left=leo, right=ana, kind=LinkKind.LINK, by=By.HUMAN)
        ground.hood.learn(link)
        ground.settle([leo, ana])
    with database.writing() as tx:
        _, person_id, _ = record(tx, incoming(details("", "", "", "a@example.com"), 2))
    assert person_id == ana
    with pytest.raises(StaleSlice), database.writing() as tx:
        keep_persons(tx, ground)
    database.close()
