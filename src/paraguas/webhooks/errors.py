"""What webhooks refuse."""

from paraguas.values.refusal import Refusal


class WebhookAbsent(Refusal):
    """There is no such endpoint."""

    code = "webhook_absent"
    kind = "absent"


class WebhookDisabled(Refusal):
    """The endpoint is disabled, so nothing is sent to it."""

    code = "webhook_disabled"
    kind = "conflict"


class WebhookAddressRefused(Refusal):
    """Nothing is ever sent to this address."""

    code = "webhook_address_refused"
