"""Work for a lane whose batches are settled by hand."""

from paraguas.plumbing.replies import Reply, make_key
from paraguas.plumbing.work import Work
from tests.plumbing.notes import NOON, SUBJECT, Noted, NotThis, keep, keep_all, stamp


def settle(lane, *asked):
    """Settle one batch of (verb, item) or whole works; the outcomes in their order."""
    outcomes = {}
    works = [one if isinstance(one, Work) else Work(*one, done=None) for one in asked]
    for number, work in enumerate(works):
        work.done = lambda outcome, number=number: outcomes.setdefault(number, outcome)
    lane.settle(works)
    return [outcomes[number] for number in range(len(works))]


def together(name):
    return Work(keep_all, name, None, together=True)


def keyed(key, name, body=b"{}", *, verb=keep, at=NOON):
    def answer(outcome):
        return Reply(201, outcome.encode())

    return Work(verb, name, None, key=make_key("me", "/notes", key, body), at=at, answer=answer)


def defect(_tx, _item):
    raise ZeroDivisionError


def refuse_late(tx, item):
    keep(tx, item)
    tx.announce(stamp(), SUBJECT, Noted(item))
    raise NotThis


def note(tx, item):
    tx.announce(stamp(), SUBJECT, Noted(item))
    return keep(tx, item)
