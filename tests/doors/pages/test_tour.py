"""The tour goes everywhere: a page nobody looks at is one whose barriers nobody sees."""

import re

import pytest
from litestar.routes import HTTPRoute

from tests.doors.api.test_authorisation import framework
from tests.doors.pages.tour import live_through, pages

NO_PAGES = {
    "/",
    "/board/orders/{order_id}/notes/{note_id}/file",
    "/board/quotes/{quote_id}/pdf",
    "/look/{version}/{name}",
    "/o/{token}/notes/{note_id}/file",
    "/q/{token}/pdf",
    "/store/{code}/pick-list/pdf",
    "/store/{code}/receipts/{order_id}/paper",
    "/store/{code}/tasks/{order_id}/{fulfilment_id}/labels",
}
"""A way to another page, what pages are dressed in, and what is printed."""

PAGES = sorted(
    route.path_format
    for route in framework().routes
    if isinstance(route, HTTPRoute)
    and "GET" in route.methods
    and not route.path_format.startswith(("/v1/", "/framework"))
    and route.path_format not in NO_PAGES
)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_page_is_on_the_tour(world):
    toured = [path for paths in pages(world, live_through(world)).values() for path in paths]
    seen = [re.sub(r"\?.*", "", path) for path in toured]
    missed = [page for page in PAGES if not any(map(pattern(page).fullmatch, seen))]
    assert missed == []


def pattern(page: str) -> re.Pattern[str]:
    """What paths a route takes."""
    return re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(page)))
