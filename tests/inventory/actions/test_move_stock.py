"""Stock moves in bulk, guarded by the database, and each cause moves it once."""

import sqlite3

import psycopg
import pytest

from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.model import Kind
from paraguas.inventory.queries import slice_positions
from paraguas.plumbing.tx import StaleSlice, on_statement
from tests.inventory.goods import BASTILLE, CUP, SOL, TEA, cause, move, stock

TAKEN = (sqlite3.IntegrityError, psycopg.errors.UniqueViolation)


def available(db, sku=TEA, place=SOL):
    with db.reading() as tx:
        return slice_positions(tx, [sku]).available(sku, place)


def test_two_lines_of_one_sku_see_one_number(db):
    stock(db, 3)
    order = cause()
    with db.writing() as tx:
        move_stock(tx, [move(Kind.ALLOCATED, 1, of=order, no=n) for n in (1, 2)])
    assert available(db) == 1
    with pytest.raises(StaleSlice), db.writing() as tx:
        move_stock(tx, [move(Kind.ALLOCATED, 1, of=order, no=n) for n in (3, 4)])
    assert available(db) == 1


def test_one_missing_unit_stops_the_whole_batch(db):
    stock(db, 5)
    stock(db, 1, sku=CUP)
    with pytest.raises(StaleSlice), db.writing() as tx:
        move_stock(tx, [move(Kind.ALLOCATED, 5), move(Kind.ALLOCATED, 2, sku=CUP)])
    assert (available(db), available(db, CUP)) == (5, 1)


def test_what_is_nowhere_cannot_be_promised(db):
    with pytest.raises(StaleSlice), db.writing() as tx:
        move_stock(tx, [move(Kind.ALLOCATED, 1)])


def test_a_cause_moves_stock_once(db):
    stock(db, 5)
    sale = move(Kind.SOLD, 2)
    with db.writing() as tx:
        move_stock(tx, [sale])
    with pytest.raises(TAKEN), db.writing() as tx:
        move_stock(tx, [sale])
    assert available(db) == 3


def test_goods_come_back_to_a_place_that_never_had_them(db):
    with db.writing() as tx:
        move_stock(tx, [move(Kind.RETURNED, 1, place=BASTILLE)])
    assert available(db, place=BASTILLE) == 1


def test_a_batch_of_orders_takes_two_statements(db):
    stock(db, 200)
    stock(db, 200, sku=CUP)
    basket = [move(Kind.ALLOCATED, 1, sku=sku) for _ in range(64) for sku in (TEA, TEA, CUP)]
    said = []
    on_statement.append(said.append)
    try:
        with db.writing() as tx:
            move_stock(tx, basket)
    finally:
        on_statement.remove(said.append)
    assert [text.split()[0] for text in said] == ["UPDATE", "INSERT"]
    assert (available(db), available(db, CUP)) == (72, 136)
