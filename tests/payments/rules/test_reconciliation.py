from paraguas.payments.rules.reconciliation import Said, differences

TAKEN = Said("capture", 700, moved=True)


def test_same_story_has_no_differences():
    declined = Said("authorise", 700, moved=False)
    assert differences({"a": TAKEN, "b": declined}, [("a", TAKEN), ("b", declined)]) == []


def test_what_has_no_answer_yet_is_not_compared():
    waiting = Said("capture", 700, moved=None)
    assert differences({"a": waiting, "b": waiting}, [("a", TAKEN)]) == []


def test_every_kind_of_difference_is_named():
    ours = {"amount": TAKEN, "state": TAKEN, "gone": TAKEN}
    theirs = [
        ("amount", Said("capture", 900, moved=True)),
        ("state", Said("capture", 700, moved=False)),
        ("strange", TAKEN),
        ("strange", TAKEN),
    ]
    assert differences(ours, theirs) == [
        "amount: we say capture of 700 moved, the provider capture of 900 moved",
        "gone: capture of 700 unknown to the provider",
        "state: we say capture of 700 moved, the provider capture of 700 declined",
        "strange: capture of 700 moved unknown to us",
        "strange: capture told twice by the provider",
    ]
