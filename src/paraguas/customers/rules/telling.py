"""Decisions as facts tell them."""

from paraguas.customers.events import LinkTold
from paraguas.customers.model import Link


def told(link: Link) -> LinkTold:
    """Tell a decision; what was compared stays out of the journal."""
    return LinkTold(
        *(link.link_id, link.left, link.right, link.kind.value, link.by.value),
        link.weight_millibits,
    )
