"""Whether the provider's ledger and ours tell the same story: its settlement file, line by line."""

from collections.abc import Iterable, Mapping

from msgspec import Struct


class Said(Struct, frozen=True, gc=False):
    """What one side says of a key; `moved` None while it does not know yet."""

    kind: str
    amount_minor: int
    moved: bool | None


def differences(ours: Mapping[str, Said], theirs: Iterable[tuple[str, Said]]) -> list[str]:
    """Name each key on which the two sides differ, in words.

    ours: by provider key, all transactions of cards.  theirs: every effect in the ledger; a key
    that moved money twice is a difference of its own.
    """
    found = []
    heard: dict[str, Said] = {}
    for key, said in theirs:
        if key in heard:
            found.append(f"{key}: {said.kind} told twice by the provider")
        heard[key] = said
    for key, said in heard.items():
        found += _compare(key, ours.get(key), said)
    for key, our in ours.items():
        if our.moved and key not in heard:
            found.append(f"{key}: {our.kind} of {our.amount_minor} unknown to the provider")
    return sorted(found)


def _compare(key: str, our: Said | None, their: Said) -> list[str]:
    if our is None:
        moved = "moved" if their.moved else "declined"
        return [f"{key}: {their.kind} of {their.amount_minor} {moved} unknown to us"]
    if our.moved is None or our == their:
        return []
    return [f"{key}: we say {_words(our)}, the provider {_words(their)}"]


def _words(said: Said) -> str:
    return f"{said.kind} of {said.amount_minor} {'moved' if said.moved else 'declined'}"
