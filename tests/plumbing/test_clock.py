"""Each request gets seeds of its own, also in copies of a process."""

import os
from threading import Thread

from paraguas.plumbing.clock import stamp
from paraguas.values.by import SYSTEM

MANY = 1000


def ids(many):
    """The random parts of ids; what comes before tells the time."""
    return [stamp(SYSTEM, at=0).ids.next()[16:] for _ in range(many)]


def test_no_two_requests_have_the_same_ids():
    assert len(set(ids(MANY))) == MANY


def test_threads_do_not_share_seeds():
    drawn = []
    threads = [Thread(target=lambda: drawn.extend(ids(MANY))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(drawn)) == 4 * MANY


def test_a_copy_of_the_process_draws_anew():
    ids(1)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.write(writing, "".join(ids(3)).encode())
        os._exit(0)
    os.waitpid(child, 0)
    theirs = os.read(reading, 1000).decode()
    assert len(theirs) == 3 * 16
    assert theirs != "".join(ids(3))
