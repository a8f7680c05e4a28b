"""What is sealed is read with its key, by its owner, and never else."""

from paraguas.plumbing.sealing import close, draw_seal, unseal


def test_what_is_sealed_is_read_with_its_key_only():
    seal = draw_seal()
    sealed = close(seal, "ana", b"secret")
    assert b"secret" not in sealed
    assert unseal(seal, "ana", sealed) == b"secret"
    assert unseal(seal, "luis", sealed) is None
    assert unseal(draw_seal(), "ana", sealed) is None
    assert unseal(None, "ana", sealed) is None
    assert close(seal, "ana", b"secret") != sealed
