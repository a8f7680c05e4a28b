import pytest
from msgspec.structs import replace

from paraguas.fulfilment.actions.write_fulfilments import write_fulfilments
from paraguas.fulfilment.model import Sourced, Status
from paraguas.fulfilment.queries import fulfilments_of, slice_loads, tasks_at
from paraguas.plumbing import tx as transactions
from paraguas.plumbing.tx import StaleSlice
from tests.fulfilment.given import order, pick_up, place, written

DAY = "2026-11-20"


def test_a_batch_reads_back_as_it_was_written(db):
    first = pick_up()
    second = pick_up(order_id=order("second"), place_id=place("sol"), counted_on=DAY)
    batch = [
        Sourced((first,)),
        Sourced((second,), {place("sol"): 3}),
    ]
    with db.writing() as tx:
        write_fulfilments(tx, batch)
    with db.reading() as tx:
        assert fulfilments_of(tx, [order(), order("second")]) == sorted(
            [first, second], key=lambda f: f.order_id
        )
        assert tasks_at(tx, place("sol"), [Status.RELEASED]) == [second]


def test_a_batch_costs_three_statements_whatever_its_size(db):
    said: list[str] = []
    listener = said.append
    transactions.on_statement.append(listener)
    try:
        for size in (1, 40):
            said.clear()
            batch = [
                Sourced((pick_up(order_id=order(f"{size}-{i}"), counted_on=DAY),), {place(): 100})
                for i in range(size)
            ]
            with db.writing() as tx:
                write_fulfilments(tx, batch)
            assert len(said) == 3
    finally:
        transactions.on_statement.remove(listener)


def test_a_place_takes_no_more_a_day_than_its_capacity(db):
    written(db, pick_up(counted_on=DAY), pick_up(counted_on=DAY), capacity=3)
    with db.reading() as tx:
        loads = slice_loads(tx, [(place(), DAY), (place("sol"), DAY)])
    assert loads.free(place(), DAY, 3) == 1
    assert loads.free(place("sol"), DAY, 3) == 3
    assert loads.free(place("sol"), DAY, None) is None
    loads.take(place(), DAY)
    assert loads.free(place(), DAY, 3) == 0
    twice = (pick_up(counted_on=DAY), pick_up(counted_on=DAY))
    with pytest.raises(StaleSlice), db.writing() as tx:
        write_fulfilments(tx, [Sourced(twice, {place(): 3})])
    with db.reading() as tx:
        assert slice_loads(tx, [(place(), DAY)]).free(place(), DAY, 3) == 1
        assert len(fulfilments_of(tx, [order()])) == 2


def test_portions_of_a_second_order_stay_with_it(db):
    first = pick_up()
    second = replace(pick_up(order_id=order("second")), portions=first.portions[:1])
    written(db, first, second)
    with db.reading() as tx:
        [found] = fulfilments_of(tx, [order("second")])
    assert found.portions == first.portions[:1]
