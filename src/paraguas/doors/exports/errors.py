"""What an export refuses."""

from paraguas.values.refusal import Refusal


class ExportFormatUnknown(Refusal):
    """The name of the file does not end in a format this export can be written in."""

    code = "export_format_unknown"


class ExportUnwritable(Refusal):
    """The file cannot be written where it should be, or the disk is full."""

    code = "export_unwritable"
