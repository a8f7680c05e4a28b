"""Notes: what people write about an order, and the papers they put to it.

Purpose: what colleagues tell each other about an order, what they tell its customer there, and the
    documents that belong to it.

Words:
    note: a text, a file, or both, with author and time; never changed afterwards
    visible: the customer reads it too; all others are internal

Promises:
    a note stays as it was written
    a file is what its type says, and no larger than two megabytes
    what is internal never leaves by the customer's page

Announces:
    note.written.v1
"""
