"""Secrets are long, told apart and not kept."""

import pytest
from hypothesis import given, strategies as st

from paraguas.staff.rules.secrets import PREFIX, hash_secret, write_secret
from paraguas.values.refusal import Malformed


@given(st.binary(min_size=16, max_size=40), st.binary(min_size=16, max_size=40))
def test_other_bytes_are_another_secret(one, other):
    assert (write_secret(one) == write_secret(other)) is (one == other)
    assert (hash_secret(write_secret(one)) == hash_secret(write_secret(other))) is (one == other)
    assert write_secret(one).startswith(PREFIX)


def test_a_short_secret_is_refused():
    with pytest.raises(Malformed):
        write_secret(b"x" * 15)
