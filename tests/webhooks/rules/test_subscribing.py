"""Who wants which fact: by its name, by how it begins, or all."""

import pytest

from paraguas.values.refusal import Malformed
from paraguas.webhooks.model import Endpoint, EndpointId, EndpointState
from paraguas.webhooks.rules.subscribing import Subscriptions, check_names, wants

KNOWN = ("order.placed.v1", "order.cancelled.v1", "invoice.issued.v1")


def endpoint(name, *facts, state=EndpointState.ENABLED):
    return Endpoint(EndpointId(name), "https://a.example/", facts, "whsec_", 0, state)


@pytest.mark.parametrize(
    ("names", "fact", "wanted"),
    [
        ((), "order.placed.v1", True),
        (("order.placed.v1",), "order.placed.v1", True),
        (("order.placed.v1",), "order.placed.v10", False),
        (("order.*",), "order.placed.v1", True),
        (("order.*",), "orders.placed.v1", False),
        (("invoice.*", "order.placed.v1"), "order.cancelled.v1", False),
    ],
)
def test_a_subscription_holds_what_it_names(names, fact, wanted):
    assert wants(names, fact) is wanted


def test_those_that_are_disabled_want_nothing():
    off = endpoint("off", state=EndpointState.DISABLED)
    assert not Subscriptions([off])
    some = Subscriptions([off, endpoint("all"), endpoint("orders", "order.*")])
    assert some
    assert some.of("invoice.issued.v1") == ("all",)
    assert some.of("order.placed.v1") == some.of("order.placed.v1") == ("all", "orders")


def test_names_are_kept_once_and_one_that_is_no_facts_is_refused():
    names = ("order.*", "invoice.issued.v1", "order.*")
    assert check_names(names, KNOWN) == ("order.*", "invoice.issued.v1")
    for name in ("order", "order.", "*", ".*", "order.placed.v2", "ord*"):
        with pytest.raises(Malformed):
            check_names([name], KNOWN)
