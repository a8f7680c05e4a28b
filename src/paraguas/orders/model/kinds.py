"""Kinds and statuses of orders."""

from enum import StrEnum


class GroupKind(StrEnum):
    """How the lines of a group reach the person."""

    SHIP = "ship"
    PICK_UP = "pick_up"
    CARRY_OUT = "carry_out"
    SERVICE = "service"


class OrderStatus(StrEnum):
    """Whether anything is left to do for the order."""

    OPEN = "open"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class FulfilmentStatus(StrEnum):
    """What the brand has done with the goods; a return is another axis."""

    UNFULFILLED = "unfulfilled"
    PARTLY = "partly_fulfilled"
    FULFILLED = "fulfilled"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class Counter(StrEnum):
    """How far units of a line have come; each is the sum of its actions."""

    ALLOCATED = "allocated"
    PICKED = "picked"
    READY = "ready"
    HANDED_OVER = "handed_over"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    PERFORMED = "performed"
    CANCELLED = "cancelled"
    INVOICED = "invoiced"
    CREDITED = "credited"
    COMING_BACK = "coming_back"
    RETURNED = "returned"


class PromiseState(StrEnum):
    """What became of a promise."""

    OPEN = "open"
    MOVED = "moved"
    KEPT = "kept"
    BROKEN = "broken"
    DROPPED = "dropped"
