"""Events are signed as Standard Webhooks says, so that any library of receivers verifies them."""

import pytest
from hypothesis import given, strategies as st

from paraguas.values.refusal import Malformed
from paraguas.webhooks.rules.signing import PREFIX, sign, write_secret

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def test_the_example_of_the_standard():
    """The example the reference libraries are tested with."""
    signed = sign([SECRET], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@given(st.binary(max_size=200), st.binary(min_size=24, max_size=64))
def test_two_secrets_sign_side_by_side(body, entropy):
    other = write_secret(entropy)
    one, two = (sign([secret], "id", 1, body) for secret in (SECRET, other))
    assert sign([SECRET, other], "id", 1, body) == f"{one} {two}"


def test_a_secret_is_long_and_told_apart():
    assert write_secret(bytes(24)).startswith(PREFIX)
    with pytest.raises(Malformed):
        write_secret(bytes(23))
