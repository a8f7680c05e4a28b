"""A scene: the shop, what the model knows of it, and the dice; whatever happens goes through it."""

from random import Random
from typing import Any

from msgspec import Struct, field

from paraguas.doors.torture.lives.model import Difference, Life, Part, Trade, agree
from paraguas.doors.torture.lives.shop import Said, Shop

_AGAIN, _OTHERWISE = 0.08, 0.04
"""How often a request comes a second time, and how often its key comes with another body."""

_REUSED = 422
_ACCEPTED = 300


class Scene(Struct):
    """Where lives are lived; steps and refused count what was asked for."""

    shop: Shop
    trade: Trade
    dice: Random
    codes: dict[str, str]
    """Place id -> code."""

    number: int
    """Which session it is."""

    steps: int = 0
    refused: int = 0
    checks: int = 0
    told: list[str] = field(default_factory=list)

    def chance(self, share: float) -> bool:
        """Tell whether something happens that happens so often."""
        return self.dice.random() < share

    def some(self, units: dict[int, int]) -> dict[int, int]:
        """Draw some of these units, at least one."""
        chosen = self.dice.sample(sorted(units), self.dice.randint(1, len(units)))
        return {line_no: self.dice.randint(1, units[line_no]) for line_no in sorted(chosen)}

    def ask(self, path: str, body: Any, life: Life | None = None, *, keyed: bool = True) -> Said:
        """Ask the shop for something and let all follow; sometimes ask again with the same key."""
        key = self.shop.next_key()
        said = self.shop.post(path, body, key)
        self.note(f"{path} {body} -> {said.status} {said.code}", life)
        if said.status >= 500:
            raise Difference(f"{path} answered {said.status}: {said.body}")
        self.steps += 1
        self.refused += said.status >= 400
        self.shop.settle()
        if not keyed:
            return said
        if self.chance(_AGAIN):
            again = self.shop.post(path, body, key)
            agree(about=f"{path} asked again", shop=again, model=said)
            self.shop.settle()
        if said.status < _ACCEPTED and self.chance(_OTHERWISE):
            other = self.shop.post(path, body, key, more=b" ")
            agree(about=f"{path} with another body", shop=other.status, model=_REUSED)
        return said

    def demand(self, said: Said, *expected: int) -> None:
        """Demand an answer of one of these statuses."""
        if said.status not in expected:
            raise Difference(f"answered {said.status} {said.body}, expected {expected}")

    def note(self, text: str, life: Life | None) -> None:
        """Remember what was done."""
        self.told.append(text)
        if life:
            life.steps += 1
            life.story.append(text)

    def parts_of(self, *lives: Life) -> dict[str, dict[str, Part]]:
        """Read the parts of orders as the shop tells them: order -> part -> what is known."""
        found: dict[str, dict[str, Part]] = {life.order_id: {} for life in lives}
        for one in self.shop.parts(sorted(found)):
            there = one.from_place_id or one.place_id
            brought = one.to_place_id or (one.place_id if one.from_place_id else None)
            found[one.order_id][one.fulfilment_id] = Part(
                one.group_no,
                self.codes[there],
                one.kind.value,
                one.status.value,
                {portion.line_no: portion.quantity for portion in one.portions},
                held=one.hold is not None,
                code=one.code,
                brought_to=self.codes[brought] if brought else "",
            )
        return found

    def give_back(self, steps: Any) -> None:
        """Put on stored values what a payment gives back to them."""
        for purse, amount in steps:
            if purse.token in self.trade.stored:
                self.trade.stored[purse.token] += amount
