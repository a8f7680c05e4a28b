from hypothesis import given, strategies as st

from paraguas.fulfilment.model import Kind, Portion, Status
from paraguas.fulfilment.rules.parting import part_plan, part_portions
from tests.fulfilment.given import NOW, order, pick_up, place, sku, stamp

SOL, GRACIA = place("sol"), place()
PROMISED_AT = {SOL: NOW + 1, GRACIA: NOW + 2}
PARTS = {SOL: [(1, 2), (2, 1)], GRACIA: [(1, 1)]}


def parted(kind, **more):
    skus = {1: sku(), 2: sku("case")}
    return part_plan(stamp(), order(), 4, kind, PARTS, skus=skus, promised_at=PROMISED_AT, **more)


def test_each_place_gets_its_own_fulfilment():
    sol, gracia = parted(Kind.PICK_UP, counted_on={SOL: "2026-11-20"})
    assert sol.portions == (Portion(1, sku(), 2), Portion(2, sku("case"), 1))
    assert gracia.portions == (Portion(1, sku(), 1),)
    assert (sol.place_id, sol.promised_at, sol.counted_on) == (SOL, NOW + 1, "2026-11-20")
    assert (gracia.group_no, gracia.status, gracia.counted_on) == (4, Status.WAITING, None)
    assert sol.fulfilment_id != gracia.fulfilment_id
    assert all(f.code and len(f.code) == 6 and f.code.isdigit() for f in (sol, gracia))


def test_only_pick_ups_have_a_code_and_carry_outs_are_over_at_once():
    assert [f.code for f in parted(Kind.SHIP)] == [None, None]
    assert {f.status for f in parted(Kind.CARRY_OUT)} == {Status.HANDED_OVER}
    assert {f.status for f in parted(Kind.SHIP, status=Status.RELEASED)} == {Status.RELEASED}


@given(st.data())
def test_what_stays_and_what_goes_are_the_whole(data):
    found = pick_up()
    lines = {p.line_no: p.quantity for p in found.portions}
    going = {
        line_no: data.draw(st.integers(1, quantity))
        for line_no, quantity in lines.items()
        if data.draw(st.booleans())
    }
    stays, goes = part_portions(found, going)
    assert {p.line_no: p.quantity for p in goes} == going
    kept = {p.line_no: p.quantity for p in stays}
    assert {n: kept.get(n, 0) + going.get(n, 0) for n in lines} == lines
    assert 0 not in kept.values()
