"""What notes refuse."""

from paraguas.values.refusal import Refusal


class NoteAbsent(Refusal):
    """There is no such note about this order, or none with a file, or none the caller may see."""

    code = "note_absent"
    kind = "absent"


class NoteEmpty(Refusal):
    """A note says nothing and brings nothing."""

    code = "note_empty"


class FileUnfit(Refusal):
    """A file is of a type that is not taken, or is not what its type says."""

    code = "file_unfit"


class FileTooLarge(Refusal):
    """A file is larger than a note may bring."""

    code = "file_too_large"
