"""What training refuses."""

from paraguas.values.refusal import Refusal


class PlaybookUnknown(Refusal):
    """There is no playbook of that name."""

    code = "playbook_unknown"
    kind = "absent"


class PlaybookOutdated(Refusal):
    """The cards that were confirmed are not those in force."""

    code = "playbook_outdated"
    kind = "conflict"


class PlaybookMalformed(Refusal):
    """The file of playbooks is not whole."""

    code = "playbook_malformed"


class PlaybookWordless(Refusal):
    """The policy book has no words for a card in that language."""

    code = "playbook_wordless"
