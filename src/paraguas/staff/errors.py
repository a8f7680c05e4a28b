"""What staff refuses."""

from paraguas.values.refusal import Refusal


class ActorUnknown(Refusal):
    """Nobody is known by this id."""

    code = "actor_unknown"
    kind = "absent"


class KeyUnknown(Refusal):
    """No key in force has this id or secret."""

    code = "key_unknown"
    kind = "forbidden"


class ScopeMissing(Refusal):
    """The key does not open this."""

    code = "scope_missing"
    kind = "forbidden"


class ScopeBeyondRole(Refusal):
    """A key may not open more than its actor's role does."""

    code = "scope_beyond_role"
    kind = "forbidden"


class AuthorityExceeded(Refusal):
    """The amount is more than this actor may decide alone."""

    code = "authority_exceeded"
    kind = "forbidden"
