"""Messages: what the brand tells a person.

Purpose: what the brand tells a person about an order, in the language the order was made in.

Words:
    letter: one message to one person about one thing, by one channel
    moment: what a letter is about: order placed, promise moved, ready for pick-up, cancelled
    cause: the fact that made it due; a moment and cause send one letter
    block: a piece of a letter: title, text, table, code, button, small print
    transport: what carries letters out; the worker calls it after commit

Promises:
    a cause sends a letter once
    what was said is kept, word for word
    a letter is sent after commit, never inside a transaction
    a letter that may have arrived is sent again only as the same message

Announces:
    letter.sent.v1, letter.failed.v1
"""
