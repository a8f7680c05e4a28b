"""Exceptions: who looks after what waits for somebody, wherever it came up.

Purpose: give everything that waits for a person an owner, so that nothing is done twice or by
    nobody.  What it is about stays where it came up, and is closed there.

Words:
    exception: something that does not go on by itself, such as a declined payment
    kind: what sort of thing it is; subject: which one of its kind
    owner: who looks after it, by the code of an actor

Promises:
    an exception has at most one owner
    an owner outlasts a restart, and nobody's word is lost when two take it at once: the later holds

Announces:
    exception.owned.v1
"""
