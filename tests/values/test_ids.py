import uuid

import pytest
from hypothesis import assume, given, strategies as st

from paraguas.values.ids import (
    NUMBER_ALPHABET,
    Ids,
    digest_id,
    is_id,
    read_short_number,
    short_number,
)
from paraguas.values.time import DAY

NOON = 20_000 * DAY + DAY // 2
seeds = st.integers(0, 2**128 - 1)
moments = st.integers(0, 2**48 * 1000 - 10**9)
numbers = st.integers(0, 2**64 - 1).map(short_number)


@given(moments, seeds)
def test_an_id_is_a_version_7_uuid_of_its_moment(at, seed):
    text = Ids(at, seed).next()
    assert is_id(text)
    assert uuid.UUID(text).version == 7
    assert uuid.UUID(text).variant == uuid.RFC_4122
    assert int(text[:12], 16) == at // 1000


@given(moments, seeds)
def test_equal_seeds_give_equal_streams(at, seed):
    one, other = Ids(at, seed), Ids(at, seed)
    assert [one.next(), one.draw(), one.next()] == [other.next(), other.draw(), other.next()]


@pytest.mark.parametrize("seed", [0, 2**62 - 1, 2**128 - 1])
def test_ids_of_a_stream_sort_in_the_order_they_were_drawn(seed):
    stream = Ids(NOON, seed)
    drawn = [stream.next() for _ in range(3 * 4096)]
    assert drawn == sorted(set(drawn))
    assert all(map(is_id, drawn))


@given(st.sets(st.integers(0, 2**62 - 1), min_size=2, max_size=6))
def test_ids_of_streams_begun_at_the_same_moment_are_all_different(seeds):
    streams = [Ids(NOON, seed) for seed in seeds]
    drawn = [stream.next() for stream in streams for _ in range(20)]
    assert len(set(drawn)) == len(drawn)


@given(seeds, st.integers(62, 127))
def test_numbers_hang_on_the_bits_the_ids_do_not_show(seed, bit):
    one, other = Ids(NOON, seed), Ids(NOON, seed ^ 1 << bit)
    assert one.next() == other.next()
    assert one.draw() != other.draw()


def test_numbers_are_never_drawn_twice():
    stream = Ids(NOON, 7)
    drawn = [stream.draw() for _ in range(1000)]
    assert len(set(drawn)) == 1000
    assert max(drawn) < 2**64


@given(st.lists(st.text(max_size=5)), st.lists(st.text(max_size=5)))
def test_a_thing_is_named_by_what_it_is(parts, others):
    assume(not any("\x1f" in part for part in parts + others))
    assume(parts and others)
    assert is_id(digest_id(*parts))
    assert (digest_id(*parts) == digest_id(*others)) == (parts == others)


@pytest.mark.parametrize(
    "text", ["", "0" * 31, "0" * 33, "g" * 32, "A" * 32, "0" * 31 + "\n", "٣" * 32]
)
def test_what_is_no_id_is_told(text):
    assert not is_id(text)
    assert is_id("0123456789abcdef" * 2)


@given(numbers)
def test_a_number_is_read_however_it_is_typed(number):
    for typed in (number, number.lower(), number.replace("-", ""), f" {number[:3]} {number[3:]} "):
        assert read_short_number(typed) == number
    assert read_short_number(number.replace("0", "o")) == number


@given(numbers, st.integers(0, 10), st.sampled_from(NUMBER_ALPHABET))
def test_every_single_slip_is_caught(number, position, slip):
    assume(number[position] not in ("-", slip))
    assert read_short_number(number[:position] + slip + number[position + 1 :]) is None


@given(numbers, st.integers(0, 9), st.integers(0, 9))
def test_every_swap_is_caught(number, one, other):
    letters = list(number.replace("-", ""))
    assume(letters[one] != letters[other])
    letters[one], letters[other] = letters[other], letters[one]
    assert read_short_number("".join(letters)) is None


@given(st.text(max_size=14))
def test_whatever_is_typed_is_a_number_or_nothing(text):
    plain = text.upper().replace("-", "").replace(" ", "").replace("O", "0")
    assert read_short_number(text) in (None, f"{plain[:5]}-{plain[5:]}")
