"""What an import refuses: a whole file, or one row of it."""

from paraguas.values.refusal import Refusal


class FileUnreadable(Refusal):
    """The file is not there, is a folder, or may not be read."""

    code = "file_unreadable"
    kind = "absent"


class FileEmpty(Refusal):
    """There is nothing in the file."""

    code = "file_empty"


class FileBroken(Refusal):
    """The file breaks off, or is not what its name says."""

    code = "file_broken"


class ParquetMissing(Refusal):
    """What reads Parquet files is not installed."""

    code = "parquet_missing"


class ColumnsUnknown(Refusal):
    """Columns that mean nothing for this kind of file; a slip would otherwise lose data."""

    code = "columns_unknown"


class ColumnsMissing(Refusal):
    """Columns every row needs are not there."""

    code = "columns_missing"


class ColumnTwice(Refusal):
    """Two columns have one name."""

    code = "column_twice"


class RowUnreadable(Refusal):
    """The row cannot be taken apart into its columns."""

    code = "row_unreadable"


class RowRepeated(Refusal):
    """An earlier row of the file says the same thing's name."""

    code = "row_repeated"


class OrderIncomplete(Refusal):
    """A row of the order, or one beside it, cannot be read: a line might be lost."""

    code = "order_incomplete"


class MessageIncomplete(Refusal):
    """A row of the message, or one beside it, cannot be read: a number might be lost."""

    code = "message_incomplete"


class ReportUnwritable(Refusal):
    """The report cannot be written where it should be."""

    code = "report_unwritable"
