"""The demonstration from beginning to end: the story, real trade, and the books."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial

from msgspec import Struct, field

from paraguas.doors.demo import homes
from paraguas.doors.demo.cast import gather
from paraguas.doors.demo.expecting import expect
from paraguas.doors.demo.handset import STEPS
from paraguas.doors.demo.story import Story
from paraguas.doors.demo.telling import Telling
from paraguas.doors.demo.window import ASKED_AFTER, WINDOW_DAYS, try_window
from paraguas.doors.replay.replaying import Replay, Watch, replay
from paraguas.doors.runtime import Runtime
from paraguas.network.model import Entity
from paraguas.plumbing.clock import now
from paraguas.plumbing.words import speak
from paraguas.policies.rules.simulating import Effect
from paraguas.values.audit import Check
from paraguas.views import auditing

Watching = Callable[[], AbstractContextManager[Watch]]
_COUNTRIES = {"ES", "FR", "GB", "US"}
_WORDS = speak("en", country="US")
"""Real trade is told in dollars."""


class Performance(Struct):
    """A demonstration as far as it went; story: None before anybody has a key."""

    telling: Telling
    story: Story | None = None
    replay: Replay = field(default_factory=Replay)
    checks: Sequence[Check] = ()


def perform(
    runtime: Runtime, telling: Telling, key: str, baskets: int, watching: Watching
) -> Performance:
    """Tell the story over HTTP, enter real trade, and verify the books.

    The runtime is served meanwhile.  key: of the administrator.  baskets: how many till receipts.
    watching: shows how far they are.
    """
    done = Performance(telling)
    acts = {name: partial(_take, done, step) for name, step in STEPS.items()}
    telling.take_all({"keys and a gift card": partial(_meet, runtime, key, done), **acts})
    if done.story:
        second = Story(done.story.cast)
        telling.take_all({name: partial(step, second) for name, step in homes.STEPS.items()})
    telling.take("real trade", partial(_enter_trade, runtime, baskets, watching, done))
    telling.take("a longer window, tried", partial(_try_window, runtime, watching))
    telling.take("audit", partial(_verify, runtime, done))
    return done


def _meet(runtime: Runtime, key: str, done: Performance) -> str:
    settings = runtime.settings
    cast = gather(f"http://{settings.host}:{settings.port}", key, settings.folder)
    entities = cast.office.read("/v1/entities", list[Entity])
    countries = {entity.country for entity in entities}
    expect("countries without a legal entity", _COUNTRIES - countries, set())
    done.story = Story(cast)
    return "Legal entities in Spain, France, the United Kingdom and the United States are at work."


def _take(done: Performance, step: Callable[[Story], str]) -> str:
    assert done.story is not None, "each step needs the one before"
    return step(done.story)


def _enter_trade(runtime: Runtime, baskets: int, watching: Watching, done: Performance) -> str:
    with watching() as watch:
        done.replay = entered = replay(runtime, baskets, watch=watch)
    stands = entered.standing
    expect("lines refused", dict(entered.refused_lines), {})
    expect("days of stores that differ from the file", stands.differences[:3], [])
    expect("shelves that are not empty", stands.shelves.not_empty, 0)
    expect("the cents taken", stands.amount_minor, entered.expected_minor)
    expect("the lines entered", stands.lines, entered.expected_lines)
    expect("whether the replay holds", entered.holds, wanted=True)
    rate = entered.placed / entered.placing_seconds if entered.placing_seconds else 0
    return (
        f"{_WORDS.number(stands.orders)} real baskets with {_WORDS.number(stands.lines)} lines, "
        f"{_WORDS.money(stands.amount_minor, 'USD')}: all "
        f"{_WORDS.number(stands.stores_days_checked)} days of stores agree with the file "
        f"({_WORDS.number(round(rate))} orders a second)."
    )


def _try_window(runtime: Runtime, watching: Watching) -> str:
    with watching() as watch:
        found = runtime.read_now(lambda tx: try_window(tx, watch))
    expect("countries the trade was in", "US" in {one.country for one in found}, wanted=True)
    told = "; ".join(map(_more, found))
    return f"With {WINDOW_DAYS} days, {ASKED_AFTER} days later there could come back: {told}."


def _more(one: Effect) -> str:
    worth = _WORDS.money(one.given_minor, one.currency)
    return f"{worth} more of {_WORDS.number(one.cases)} orders in {one.country}"


def _verify(runtime: Runtime, done: Performance) -> str:
    done.checks = runtime.read_now(lambda tx: auditing.audit(tx, at=now()))
    found = [finding for check in done.checks for finding in check.findings]
    expect(f"the audit's {len(found)} findings", found[:3], [])
    looked_at = _WORDS.number(sum(check.looked_at for check in done.checks))
    return f"{len(done.checks)} checks over {looked_at} rows find nothing."
