"""Messages: what the brand tells a person.

Purpose: what the brand tells a person, in the language the order was made in.

Words:
    letter: one message to one person about one thing, by one channel
    language pack: the words of a letter in one language

Promises:
    a cause sends a letter once
    a letter is sent after commit, never inside a transaction

Announces:
    letter.sent.v1
"""
