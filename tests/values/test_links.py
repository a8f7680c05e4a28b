from hypothesis import given, strategies as st

from paraguas.values.ids import OrderId
from paraguas.values.links import LINK_DAYS, read_link, sign_link
from paraguas.values.time import DAY, SECOND
from tests.orders.given import NOON

ORDER = OrderId("0190a1b2c3d4e5f60718293a4b5c6d7e")
SECRET = "the installation's"
TOKEN = sign_link(ORDER, at=NOON, secret=SECRET)


def read(token, *, at=NOON, secret=SECRET):
    return read_link(token, at=at, secret=secret)


def test_a_link_opens_its_order_until_its_last_second():
    end = NOON + LINK_DAYS * DAY
    assert read(TOKEN) == ORDER
    assert read(TOKEN, at=end - SECOND) == ORDER
    assert read(TOKEN, at=end) is None


@given(st.integers(0, len(TOKEN) - 1), st.characters())
def test_a_link_with_any_other_letter_opens_nothing(position, letter):
    other = TOKEN[:position] + letter + TOKEN[position + 1 :]
    assert (read(other) == ORDER) == (other == TOKEN)
    assert other == TOKEN or read(other) is None


@given(st.integers(0, len(TOKEN) - 1))
def test_a_link_that_was_cut_opens_nothing(length):
    assert read(TOKEN[:length]) is None


@given(st.text(st.characters(), max_size=120))
def test_whatever_is_typed_opens_nothing(text):
    assert read(text) is None


def test_another_installations_link_opens_nothing():
    assert read(TOKEN, secret="another's") is None


def test_a_longer_life_cannot_be_written_into_it():
    order_id, until, signature = TOKEN.split("-")
    for other in (f"{int(until, 16) + 1:x}", f"0{until}", until.upper(), f"{until}\n", ""):
        if other != until:
            assert read(f"{order_id}-{other}-{signature}") in (None, ORDER)
            assert read(f"{order_id}-{other}-{signature}", at=NOON + (LINK_DAYS + 1) * DAY) is None
