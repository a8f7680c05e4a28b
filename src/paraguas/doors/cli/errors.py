"""What the command line refuses by itself."""

from paraguas.values.refusal import Refusal


class CommandWrong(Refusal):
    """The words given make no command."""

    code = "command_wrong"


class NotInitialised(Refusal):
    """There is no installation in this place yet."""

    code = "not_initialised"
    kind = "absent"


class DatabaseNotEmpty(Refusal):
    """There is an installation in the database, and a demonstration wants one of its own."""

    code = "database_not_empty"
    kind = "conflict"


class SchemaBehind(Refusal):
    """The database lacks steps of the migrations."""

    code = "schema_behind"
    kind = "conflict"


class PortBusy(Refusal):
    """Another program listens on the port."""

    code = "port_busy"
    kind = "conflict"


class AddressUnusable(Refusal):
    """The machine has no such address, or does not let us listen there."""

    code = "address_unusable"
