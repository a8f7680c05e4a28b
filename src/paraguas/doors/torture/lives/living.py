"""Lives lived side by side, a step of one after a step of another, and what went wrong in them."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random

from paraguas.doors.bench.ground import Ground
from paraguas.doors.cli.installation import running
from paraguas.doors.runtime import Runtime
from paraguas.doors.torture.lives import (
    changing,
    deciding,
    placing,
    reshaping,
    stocking,
    working,
)
from paraguas.doors.torture.lives.comparing import compare, compare_end, compare_shelves
from paraguas.doors.torture.lives.model import Difference, Life, Trade
from paraguas.doors.torture.lives.scene import Scene
from paraguas.doors.torture.lives.shop import Shop
from paraguas.doors.torture.lives.world import (
    CURRENCIES,
    PLACES,
    codes_of,
    list_goods,
    open_places,
)
from paraguas.doors.torture.report import Effort, Row, Tally
from paraguas.plumbing.clock import stamp
from paraguas.values.by import SYSTEM

LIVES = 10_000
STEPS_EACH = 14
"""So many steps a life has on average before it is brought to its end."""

TOGETHER = 6
SESSION = 50
"""Lives that share goods of their own; after a difference the next session begins."""

SEED = 1
"""The lives are the same ones whenever the shop is, so that a difference can be met again."""

_PLENTY = 30_000
_RECEIPTS = 20
log = logging.getLogger("paraguas.torture")

Verb = Callable[[Scene, Life], None]
VERBS: tuple[tuple[int, Verb], ...] = (
    (30, working.work),
    (2, working.work_out_of_turn),
    (4, working.refuse),
    (2, working.move),
    (3, reshaping.split),
    (2, reshaping.merge),
    (2, reshaping.hold_part),
    (2, reshaping.bring),
    (10, changing.change),
    (5, deciding.cancel),
    (1, deciding.cancel_too_much),
    (3, deciding.hold_back),
    (4, deciding.pay_again),
    (3, deciding.give_goodwill),
    (4, deciding.receive_money),
    (1, deciding.invoice),
)
SHELVES: tuple[tuple[int, Callable[[Scene], None]], ...] = (
    (8, stocking.receive),
    (2, stocking.count),
    (2, stocking.sort),
    (2, stocking.send),
    (3, stocking.end_transfer),
    (1, deciding.let_time_pass),
)


def lives(on: Ground, effort: Effort) -> Row:
    """Live as many lives as there is effort for, each step held against the model."""
    tally = Tally()
    wanted, lived, number = effort.of(LIVES), 0, 0
    while lived < wanted and not (effort.is_over and lived):
        many = min(SESSION, wanted - lived)
        with running(on.settings, writes=True) as runtime, _scene(runtime, on, number) as scene:
            lived += live_session(scene, many, tally)
            tally.tried += scene.steps
        number += 1
    return tally.row("model-based steps", on.database, f"{lived:,} lives of orders")


def live_session(scene: Scene, many: int, tally: Tally) -> int:
    """Live so many lives side by side; gives how many were lived.

    A difference ends the session, for what comes after it proves nothing; it is logged with the
    story of the order it was found in.
    """
    going: list[Life] = []
    begun, over = 0, 0
    life: Life | None = None
    try:
        for _ in range(_RECEIPTS):
            stocking.receive(scene)
        while begun < many or going:
            over += _bury(scene, going)
            if begun < many and len(going) < TOGETHER:
                begun += 1
                life = placing.place_order(scene)
                over += life is None
                going += [life] if life else []
            elif going:
                life = scene.dice.choice(going)
                live_on(scene, life)
    except (Difference, TimeoutError) as difference:
        told = str(difference) or "what follows never ends"
        tally.problems[f"session {scene.number}: {told}"] += 1
        story = [*(life.story if life else ()), "last of all:", *scene.told[-3:]]
        log.warning("session %s: %s\n%s", scene.number, told, "\n".join(story))
        return begun
    return over


@contextmanager
def _scene(runtime: Runtime, on: Ground, number: int) -> Iterator[Scene]:
    scene = begin(runtime, on, number)
    try:
        yield scene
    finally:
        scene.shop.close()


def begin(runtime: Runtime, on: Ground, number: int) -> Scene:
    """Lay out a session: goods and stored values nobody else has."""
    session = "".join(c for c in f"{on.folder.name[-8:]}{number:05}".upper() if c.isalnum())
    folder = on.folder / f"session-{number}"
    folder.mkdir()
    codes = runtime.write_now(lambda tx, _: open_places(tx, stamp(SYSTEM)), None)
    runtime.write_now(lambda tx, _: list_goods(tx, stamp(SYSTEM), session), None)
    shop = Shop(runtime, on.world.key, folder)
    trade = Trade(codes_of(session), dict(PLACES))
    chance = Random(f"{SEED}-{number}")  # noqa: S311 - lives that can be repeated
    scene = Scene(shop, trade, chance, codes, number)
    for market, currency in CURRENCIES.items():
        for card in ("1", "2"):
            code = f"{market}{session}{card}"
            given = {"amount_minor": _PLENTY, "currency": currency, "code": code, "cause": code}
            scene.demand(shop.post("/v1/gift-cards", given), 201)
            trade.stored[code] = _PLENTY
        body = {"contact": f"ana.{session.lower()}@example.com", "amount_minor": _PLENTY,
                "currency": currency, "reason": "sorry", "cause": session}  # fmt: skip
        credit = shop.post("/v1/store-credits", body)
        scene.demand(credit, 201)
        trade.stored[credit.body["code"]] = _PLENTY
        trade.credits[market] = credit.body["code"]
    return scene


def live_on(scene: Scene, life: Life) -> None:
    """Let something happen to an order, or to the shelves, and compare."""
    if scene.chance(0.2):
        verb = _draw(scene, SHELVES)
        verb(scene)
        if verb is deciding.let_time_pass:
            compare(scene, *scene.trade.lives.values())
        compare_shelves(scene)
        return
    verb = _draw(scene, VERBS)
    verb(scene, life)
    compare(scene, life)


def _bury(scene: Scene, going: list[Life]) -> int:
    """Let lives that have lasted come to their end; gives how many are over."""
    over = 0
    for life in list(going):
        if life.steps >= STEPS_EACH or not life.is_open:
            end(scene, life)
            going.remove(life)
            del scene.trade.lives[life.order_id]
            over += 1
    return over


def end(scene: Scene, life: Life) -> None:
    """Bring an order to its end: holds lifted, money seen to, goods gone, the rest cancelled."""
    life.steps = -10_000
    for hold_no in sorted(life.holds):
        path = f"/v1/orders/{life.order_id}/holds/{hold_no}/lift"
        scene.demand(scene.ask(path, {"reason": "over"}, life), 200)
        life.holds.remove(hold_no)
    life.begin()
    for part_id, part in life.alive():
        if part.held:
            path = working.path_of(life, part_id, "resume")
            scene.demand(scene.ask(path, {}, life), 200)
            part.held = False
    if life.purses.missing(life.worth) and scene.chance(0.7):
        deciding.pay_again(scene, life)
    deciding.receive_money(scene, life)
    for _ in range(40):
        before = scene.steps
        working.work(scene, life)
        if scene.steps == before:
            break
    if any(line.open for line in life.lines.values()):
        path = f"/v1/orders/{life.order_id}/cancel"
        scene.demand(scene.ask(path, {"reason": "over", "units": None}, life), 200)
        deciding.lose(scene, life, {n: one.open for n, one in life.lines.items() if one.open})
    compare_end(scene, life)


def _draw(
    scene: Scene, weighted: tuple[tuple[int, Callable[..., None]], ...]
) -> Callable[..., None]:
    weights = [weight for weight, _ in weighted]
    [(_, chosen)] = scene.dice.choices(weighted, weights)
    return chosen
