"""The bench: how fast this installation's program is, on the machine it runs on.

It makes a world of its own in a temporary folder, serves it in a process of its own, loads it from
a third one and holds every figure against a reference measured in the same minutes: the least that
plain SQL of the same database needs for the same rows.  `figures` says what each row means.
"""
