"""The steps of the demonstration: each is timed, told in a sentence, and fails with a reason."""

from collections.abc import Callable
from time import perf_counter

from msgspec import Struct, field

from paraguas.doors.demo.expecting import NotAsPromised

Act = Callable[[], str]
"""Does a step and gives the sentence that tells it; raises NotAsPromised."""


class Step(Struct, frozen=True):
    """A step that was taken; told: what happened, or what was wrong."""

    name: str
    ok: bool
    ms: int
    told: str


class Telling(Struct):
    """The steps so far, and who hears of each."""

    hear: Callable[[Step], None]
    steps: list[Step] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether every step was as promised."""
        return all(step.ok for step in self.steps)

    def take(self, name: str, act: Act) -> bool:
        """Take a step; whether it was as promised."""
        began = perf_counter()
        try:
            told, ok = act(), True
        except NotAsPromised as wrong:
            told, ok = str(wrong), False
        self._note(Step(name, ok, round((perf_counter() - began) * 1000), told))
        return ok

    def take_all(self, acts: dict[str, Act]) -> None:
        """Take steps of which each needs the one before; after a wrong one, none is reached."""
        going = True
        for name, act in acts.items():
            if going:
                going = self.take(name, act)
            else:
                self._note(Step(name, ok=False, ms=0, told="not reached"))

    def _note(self, step: Step) -> None:
        self.steps.append(step)
        self.hear(step)
