"""What pages refuse."""

from paraguas.values.refusal import Refusal


class SignInNeeded(Refusal):
    """Nobody is signed in here, or the session is over."""

    code = "sign_in_needed"
    kind = "forbidden"


class FormStale(Refusal):
    """The form was not made for this session, or was sent before with other answers."""

    code = "form_stale"
    kind = "conflict"


class LinkUnknown(Refusal):
    """The link is forged, cut or out of date; which of them is nobody's business."""

    code = "link_unknown"
    kind = "absent"


class NothingFound(Refusal):
    """A search found nothing."""

    code = "nothing_found"
    kind = "absent"


class CardNumberTyped(Refusal):
    """A card's number was typed where its provider's token belongs; it is kept nowhere."""

    code = "card_number_typed"
