from paraguas.values.refusal import Busy, Malformed, Refusal


def test_a_refusal_carries_its_code_kind_and_details():
    refusal = Malformed(where="lines[0]", lines=2)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.kind) == ("malformed", "invalid")
    assert refusal.details == {"where": "lines[0]", "lines": 2}
    assert "malformed" in str(refusal)
    assert "lines[0]" in str(refusal)


def test_to_be_busy_is_to_be_asked_again():
    assert (Busy().code, Busy().kind, Busy().details) == ("busy", "later", {})
