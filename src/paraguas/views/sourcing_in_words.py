"""A trace in words: why each place was chosen or left out."""

from collections.abc import Mapping
from decimal import Decimal

from babel.units import format_unit

from paraguas.sourcing.model import Trace, Verdict
from paraguas.sourcing.rules.sourcing import WITHOUT_LIMIT
from paraguas.values.ids import PlaceId
from paraguas.values.words import Words


def explain(
    trace: Trace, words: Words, names: Mapping[PlaceId, str], currency: str
) -> tuple[str, ...]:
    """Tell a trace to a reader: the rules in their order, the places chosen, then the others.

    names: of the places, as people call them.  currency: of the costs.
    """
    rules = ", ".join(words.say(f"sourcing.rule.{name}") for name, _ in trace.rules)
    told = [words.say("sourcing.rules", rules=rules)]
    if trace.rule_set:
        by = {"name": trace.rule_set, "version": words.number(trace.version)}
        told.append(words.say("sourcing.decided_by", **by))
    steps = dict(trace.rules)
    ordered = sorted(trace.verdicts, key=lambda verdict: verdict.outcome != "chosen")
    told += [_tell(verdict, steps, words, names, currency) for verdict in ordered]
    if not trace.exact:
        told.append(words.say("sourcing.cut_short"))
    return tuple(told)


def _tell(
    verdict: Verdict,
    steps: Mapping[str, int],
    words: Words,
    names: Mapping[PlaceId, str],
    currency: str,
) -> str:
    step = steps.get(verdict.outcome, 1)
    value, best = (
        _seen(verdict.outcome, number * step, words, currency)
        for number in (verdict.value, verdict.best)
    )
    place = names.get(verdict.place_id, verdict.place_id)
    return words.say(f"sourcing.{verdict.outcome}", place=place, value=value, best=best)


def _seen(outcome: str, number: int, words: Words, currency: str) -> str:
    match outcome:
        case "promise":
            return words.moment(number)
        case "cost":
            return words.money(number, currency)
        case "distance":
            kilometres = Decimal(number // 100) / 10
            return str(format_unit(kilometres, "length-kilometer", "short", locale=words.locale))
        case "capacity" if -number > WITHOUT_LIMIT // 2:
            return words.say("sourcing.without_limit")
        case "capacity" | "balance":
            return words.number(-number)
        case _:
            return words.number(number)
