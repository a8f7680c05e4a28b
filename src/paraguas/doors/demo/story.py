"""The story of one order: what it has come to so far, and how it is looked at over the API."""

from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from paraguas.doors.demo.caller import Caller
from paraguas.doors.demo.cast import CURRENCY, Cast
from paraguas.doors.demo.expecting import NotAsPromised, expect, until
from paraguas.doors.demo.letterbox import Mail
from paraguas.fulfilment.model import Fulfilment
from paraguas.orders.model import PlacedOrder, Promise
from paraguas.plumbing.words import speak
from paraguas.values.words import Words

PHONE, SET_UP, CASE = 1, 2, 3
"""Numbers of the order's lines; each has a group of its own, with the same number."""


class Story(Struct):
    """An order on its way; link: to the customer's page, pdf: her invoice.

    persons: as whom she is known, by id.  members: numbers of her accounts of points.
    """

    cast: Cast
    basket: str = ""
    order_id: str = ""
    number: str = ""
    appointment_id: str = ""
    link: str = ""
    pdf: Path | None = None
    persons: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)

    @property
    def words(self) -> Words:
        """The words the story is told in: English, by the clock of Madrid."""
        return speak("en", "Europe/Madrid", "ES")

    @property
    def order_path(self) -> str:
        """Where the order is in the API."""
        return f"/v1/orders/{self.order_id}"

    @property
    def store(self) -> Caller:
        """The associate in the store where the goods are fetched."""
        return self.cast.staff[self.cast.nearest.code]

    def money(self, amount_minor: int) -> str:
        """Write an amount."""
        return self.words.money(amount_minor, CURRENCY)

    def order(self) -> PlacedOrder:
        """Read the order as it stands."""
        return self.cast.agent.read(self.order_path, PlacedOrder)

    def promise(self, group_no: int) -> Promise:
        """Read the promise in force for a group."""
        found = self.order().promise_of(group_no)
        if found is None:
            raise NotAsPromised(f"nothing is promised for group {group_no}")
        return found

    def counter(self, line_no: int, name: str) -> int:
        """Read how many units of a line have come so far."""
        [entry] = [entry for entry in self.order().lines if entry.line.line_no == line_no]
        return entry.counters[name]

    def appointment_span(self) -> str:
        """Tell when the set-up is."""
        promise = self.promise(SET_UP)
        return self.words.span(promise.earliest_at, promise.latest_at)

    def letters(self, many: int) -> list[Mail]:
        """Wait for so many letters about the order; each is to her, in the order's language."""
        found = until(f"letter {many} about the order", partial(self._letters, many))
        order = self.order()
        for letter in found:
            expect("the language of a letter", letter.language, order.language)
            expect("whom a letter is to", order.person.email in letter.to, wanted=True)
        return found

    def task(self, place: str) -> Fulfilment:
        """Find the order's part among what a place has to do, as its staff sees it."""
        tasks = self.cast.staff[place].read(f"/v1/places/{place}/tasks", list[Fulfilment])
        for task in tasks:
            if task.order_id == self.order_id:
                return task
        raise NotAsPromised(f"{place} has nothing to do for the order")

    def step(self, place: str, step: str, **told: Any) -> Fulfilment:
        """Let the staff of a place take the next step of its part."""
        caller, path = self.cast.staff[place], self.task_path(place)
        return caller.write(f"{path}/{step}", told, Fulfilment)

    def task_path(self, place: str) -> str:
        """Where the part of a place is in the API."""
        return f"{self.order_path}/fulfilments/{self.task(place).fulfilment_id}"

    def _letters(self, many: int) -> list[Mail] | None:
        found = self.cast.letters.about(self.number)
        return found if len(found) >= many else None
