"""What customers refuse."""

from paraguas.values.refusal import Refusal


class ModelUnreadable(Refusal):
    """A condition of the identity model is written in a way that is not read."""

    code = "identity_model_unreadable"


class IdentityUntrainable(Refusal):
    """The people there are too few, or too much alike, to learn from how they are told."""

    code = "identity_untrainable"


class CustomerEmpty(Refusal):
    """A record says nothing a person could be told by."""

    code = "customer_empty"


class CustomerErased(Refusal):
    """She asked to be forgotten: an import does not bring her back, and nothing is said of her."""

    code = "customer_erased"
    kind = "conflict"


class PersonUnknown(Refusal):
    """No record of a person has this id."""

    code = "person_unknown"
    kind = "absent"


class DecisionUnknown(Refusal):
    """There is no such decision, or it counts no more."""

    code = "decision_unknown"
    kind = "absent"


class SamePerson(Refusal):
    """Both are one person already."""

    code = "same_person"
    kind = "conflict"


class KeptApart(Refusal):
    """A human said that these are two persons; that is to be retracted first."""

    code = "kept_apart"
    kind = "conflict"


class PointUnknown(Refusal):
    """The person has no such contact point."""

    code = "contact_point_unknown"
