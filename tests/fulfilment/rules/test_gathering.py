from hypothesis import given, strategies as st

from paraguas.fulfilment.model import Portion
from paraguas.fulfilment.rules.gathering import gather
from tests.fulfilment.given import NOW, pick_up, sku

portions = st.lists(
    st.builds(Portion, st.integers(1, 9), st.sampled_from([sku("a"), sku("b")]), st.integers(1, 5)),
    min_size=1,
    max_size=4,
)
CODES = {sku("a"): "B-1", sku("b"): "A-1"}


@given(st.lists(portions, max_size=5))
def test_a_list_has_every_unit_once_in_the_order_of_codes(found):
    tasks = [pick_up(portions=tuple(each), promised_at=NOW + n) for n, each in enumerate(found)]
    picks = gather(tasks, CODES)
    assert [pick.code for pick in picks] == sorted(pick.code for pick in picks)
    assert sum(pick.units for pick in picks) == sum(p.quantity for each in found for p in each)
    for pick in picks:
        assert pick.units == sum(units for _, units in pick.parts)
        assert len({task.fulfilment_id for task, _ in pick.parts}) == len(pick.parts)
        promised = [task.promised_at for task, _ in pick.parts]
        assert promised == sorted(promised)


@given(st.lists(portions, min_size=1, max_size=5))
def test_what_lies_somewhere_comes_in_walking_order_and_the_rest_after_it(found):
    tasks = [pick_up(portions=tuple(each), promised_at=NOW + n) for n, each in enumerate(found)]
    both = {sku("a"): 1, sku("b"): 2}
    walked = [both[pick.sku_id] for pick in gather(tasks, CODES, both)]
    assert walked == sorted(walked)
    first, *_ = gather(tasks, CODES, {sku("a"): 9})
    wanted = {p.sku_id for each in found for p in each}
    assert first.sku_id == (sku("a") if sku("a") in wanted else sku("b"))
