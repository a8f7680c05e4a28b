from paraguas.sourcing.model import Want
from paraguas.sourcing.rules.wanting import left_over, part_wants

WANTS = (Want(1, "phone", 2), Want(2, "case", 1), Want(3, "phone", 2))


def test_what_nobody_has_is_left_out_of_the_last_lines():
    assert part_wants(WANTS, [("phone", 3)]) == (Want(1, "phone", 1), Want(2, "case", 1))
    assert part_wants(WANTS, [("phone", 4), ("case", 1)]) == ()


def test_what_stays_unserved_is_told_by_line():
    assert left_over(WANTS, (Want(1, "phone", 1), Want(2, "case", 1))) == {1: 1, 3: 2}
    assert left_over(WANTS, WANTS) == {}
