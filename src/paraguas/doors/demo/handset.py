"""The handset: one order over web, telephone, store and post, told step by step.

Every step calls the API as the person who takes it would, and checks what came of it.
"""

from collections.abc import Callable

from paraguas.doors.demo import collecting, invoicing, one_person, ordering
from paraguas.doors.demo.story import Story

STEPS: dict[str, Callable[[Story], str]] = {
    "goods come in": ordering.receive_goods,
    "known twice": one_person.know_her_twice,
    "one person, one balance": one_person.know_her_once,
    "chosen on the web": ordering.open_on_the_web,
    "taken on by phone": ordering.take_on_by_phone,
    "ordered and paid": ordering.order_and_pay,
    "set-up booked": ordering.book_set_up,
    "the store is late": collecting.be_late,
    "letters in her language": collecting.read_letters,
    "ready for her": collecting.make_ready,
    "handed over by code": collecting.hand_over,
    "parcel delivered": collecting.deliver,
    "set up": collecting.set_up,
    "one invoice": invoicing.invoice_once,
    "money and promises": invoicing.settle,
    "parted again": one_person.know_her_twice_again,
}
"""Name of a step -> what takes it and tells it; each needs the one before."""
