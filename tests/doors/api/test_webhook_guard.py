"""Where webhooks are never sent: private addresses, by whatever name, and wherever one is led."""

import socket

import pytest

from tests.doors.api.receiver import SKU, opened, path_of, waiting
from tests.doors.api.wishes import shipped


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/hook",
        "https://127.1/hook",
        "https://2130706433/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://localhost:8080/",
        "http://8.8.8.8/",
        "ftp://8.8.8.8/",
        "https://user:pass@8.8.8.8/",
        "https:///hook",
        "https://8.8.8.8:99999/",
        "https://8.8.8.8/ a",
        "file:///etc/passwd",
    ],
)
def test_an_address_that_may_not_be_reached_is_refused(guarded, url):
    before = guarded.api.rows()
    refused = guarded.api.post("/v1/webhooks", {"url": url})
    assert (refused.status_code, refused.json()["code"]) == (400, "webhook_address_refused")
    assert guarded.api.rows() == before


def test_a_name_that_resolves_elsewhere_later_is_refused_at_delivery(
    guarded, receiver, monkeypatch
):
    looked_up, really = {"hook.example": "8.8.8.8"}, socket.getaddrinfo

    def look_up(host, *rest, **more):
        return really(looked_up.get(host, host), *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    webhook = opened(guarded, f"https://hook.example:{receiver.port}/", "order.placed.v1")
    looked_up["hook.example"] = "127.0.0.1"
    refused = guarded.api.call("PATCH", path_of(webhook), {"url": "https://hook.example/"})
    assert refused.json()["code"] == "webhook_address_refused"
    guarded.place(shipped(SKU, 1))
    [(attempts, problem)] = waiting(guarded)
    assert attempts == 1
    assert "WebhookAddressRefused" in problem
    assert receiver.heard == []


def test_a_redirect_is_not_followed(reaching, receiver):
    opened(reaching, receiver.url(), "order.placed.v1")
    receiver.location = receiver.url("/elsewhere")
    order_id = reaching.api.post("/v1/orders", shipped(SKU, 1)).json()["order_id"]
    receiver.fail(order_id, 307)
    reaching.settle()
    assert [one.path for one in receiver.heard] == ["/hook"]
    assert waiting(reaching) == [(1, "answered 307")]
