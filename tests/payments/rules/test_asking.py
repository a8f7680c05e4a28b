from hypothesis import given, strategies as st

from paraguas.payments.rules.asking import ask_again_at, provider_key, read_provider_key
from paraguas.values.ids import digest_id
from paraguas.values.time import HOUR, SECOND


@given(st.integers(1, 30_000))
def test_key_reads_back_what_it_names(number):
    order_id = digest_id("order")
    assert read_provider_key(provider_key(order_id, number)) == (order_id, number)


@given(st.text() | st.just(f"{digest_id('order')}-²"))
def test_foreign_key_names_nothing(text):
    assert read_provider_key(text) is None


def test_the_first_silence_is_short():
    assert [ask_again_at(HOUR, asks) - HOUR for asks in (1, 2, 3)] == [
        *(2 * SECOND, 5 * SECOND, 15 * SECOND)
    ]
    assert ask_again_at(0, 8) == ask_again_at(0, 99) == 4 * HOUR


@given(st.integers(1, 100))
def test_pauses_grow_and_asking_never_ends(asks):
    assert 0 < ask_again_at(0, asks) <= ask_again_at(0, asks + 1) <= 4 * HOUR
