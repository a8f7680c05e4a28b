"""Splink compares all records at once with the weights that decide about each as it comes in.

It works on DuckDB in this process; its rows hold what is compared, and nothing of it is kept.
Needs the extra `identity`.  Source: Splink 5, Fellegi and Sunter.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa
from msgspec import Struct
from msgspec.structs import asdict
from splink import DuckDBAPI, Linker, block_on
from splink.internals.exceptions import EMTrainingException

from paraguas.customers.errors import IdentityUntrainable
from paraguas.customers.model import Part, Traits
from paraguas.customers.rules.blocking import POINTS
from paraguas.customers.rules.model_file import UNKNOWN, Model
from paraguas.customers.rules.scoring import Score, order_of, score, weigh
from paraguas.doors.identity.everybody import Everybody
from paraguas.doors.identity.relinking import Pair
from paraguas.values.ids import RecordId

PRECISION = 0.995
"""So many of the links that are made are to be right, as the model sees them."""

_LISTS = ("givens", "families", "emails", "phones", "loyalty_cards", "channel_ids", "keys")
_TEXTS = tuple(name for name in Traits.__struct_fields__ if name not in _LISTS)
_SCHEMA = pa.schema(
    [
        ("record_id", pa.string()),
        *((name, pa.string()) for name in _TEXTS),
        *((name, pa.list_(pa.string())) for name in _LISTS),
    ]
)
_SHARED_KEY = {
    "blocking_rule": 'l."keys" = r."keys"',
    "arrays_to_explode": ["keys"],
    "sql_dialect": "duckdb",
}
_TRAINED_ON = (
    block_on("given", "family"),
    block_on("birth_date"),
    block_on("postcode", "street"),
)
"""Each trains what the others hold fast."""

_PAGE = 10_000
_QUIET = 40
_SEED = 7
Comparable = Mapping[RecordId, tuple[Traits, Sequence[str]]]


class Trained(Struct, frozen=True):
    """A model trained on what is there: its settings, and from which weight on it links.

    threshold_millibits: links from here on are right as often as PRECISION says, as the model
    expects it; None where no threshold does it.
    """

    settings: dict[str, Any]
    threshold_millibits: int | None
    expected_precision: float | None


def judge_all(
    everybody: Everybody, settings: Mapping[str, Any], model: Model
) -> Iterator[tuple[Pair, Score]]:
    """Compare all pairs that share an open key; gives each once with what follows from it."""
    people = everybody.comparable()
    database = duckdb.connect()
    ids, linker = _linker(database, people, settings)
    gammas = [f"gamma_{one.name}" for one in model.comparisons]
    rows = _predicted(database, linker, ("record_id_l", "record_id_r", *gammas))
    for page in rows.to_arrow_reader(_PAGE):
        for left, right, *levels in zip(*(each.to_pylist() for each in page.columns), strict=True):
            pair = ids[int(left)], ids[int(right)]
            both = people[pair[0]][0], people[pair[1]][0]
            told = everybody.told_between(*both)
            if told == both:
                yield pair, weigh(model, [*_parts(model, levels)], *both)
            else:
                yield pair, score(model, *told)


def train(everybody: Everybody, settings: Mapping[str, Any]) -> Trained:
    """Train the weights anew on what is there; a level nobody is at keeps the weight it had.

    So do points: whoever has one is sure, and how often people change theirs shows in no pair.
    Those that too many give are left out.
    Raises IdentityUntrainable where the people there are too few, or too much alike.
    """
    compared = everybody.comparable().items()
    people = {one: (everybody.told_between(its, its)[0], keys) for one, (its, keys) in compared}
    database = duckdb.connect()
    _, linker = _linker(database, people, _with_points_fixed(settings))
    try:
        linker.training.estimate_u_using_random_sampling(seed=_SEED)
        for rule in _TRAINED_ON:
            linker.training.estimate_parameters_using_expectation_maximisation(
                rule, record_sample_proportion=1.0
            )
    except (ValueError, EMTrainingException) as problem:
        raise IdentityUntrainable(records=len(people)) from problem
    learnt = linker.misc.save_model_to_json()
    found = _predicted(database, linker, ("match_weight", "match_probability"))
    threshold, precision = _threshold(sorted(found.fetchall(), reverse=True))
    return Trained(_merged(settings, learnt), threshold, precision)


def _predicted(
    database: duckdb.DuckDBPyConnection, linker: Linker, columns: Sequence[str]
) -> duckdb.DuckDBPyRelation:
    found = linker.inference.predict().physical_name
    return database.table(found).project(", ".join(columns))


def _linker(
    database: duckdb.DuckDBPyConnection, people: Comparable, settings: Mapping[str, Any]
) -> tuple[list[RecordId], Linker]:
    # What is compared by likeness is not quite symmetric: Splink puts the lower id first, so ids
    # follow the order in which two records are compared as they come in.
    ids = sorted(people, key=lambda one: (order_of(people[one][0]), one))
    rows = [_row(number, *people[one]) for number, one in enumerate(ids)]
    # The answer of each pair names its level, and each pair is scored once.
    asked = {
        **settings,
        "blocking_rules_to_generate_predictions": [_SHARED_KEY],
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
    }
    api = DuckDBAPI(database)
    table = api.register(pa.Table.from_pylist(rows, schema=_SCHEMA))
    return ids, Linker(table, asked, log_level=_QUIET)


def _with_points_fixed(settings: Mapping[str, Any]) -> dict[str, Any]:
    fixed = {"fix_m_probability": True, "fix_u_probability": True}
    return {
        **settings,
        "comparisons": [
            one
            if one["output_column_name"] not in POINTS
            else {**one, "comparison_levels": [each | fixed for each in one["comparison_levels"]]}
            for one in settings["comparisons"]
        ],
    }


def _row(number: int, traits: Traits, keys: Sequence[str]) -> dict[str, Any]:
    told = {name: value or None for name, value in asdict(traits).items()}
    return {"record_id": f"{number:012}", **told, "keys": list(keys)}


def _parts(model: Model, gammas: Sequence[int]) -> Iterator[Part]:
    """Tell levels by the numbers Splink gives them: the last is 0, and -1 is unknown."""
    for comparison, gamma in zip(model.comparisons, gammas, strict=True):
        if gamma >= 0:
            known = [level for level in comparison.levels if level.label != UNKNOWN]
            level = known[len(known) - 1 - gamma]
            yield Part(comparison.name, level.label, level.weight_millibits)


def _threshold(ranked: Sequence[tuple[float, float]]) -> tuple[int | None, float | None]:
    threshold, precision, expected = None, None, 0.0
    for number, (weight, probability) in enumerate(ranked, start=1):
        expected += probability
        if expected / number < PRECISION:
            break
        threshold, precision = round(1000 * weight), expected / number
    return threshold, precision


def _merged(settings: Mapping[str, Any], learnt: Mapping[str, Any]) -> dict[str, Any]:
    """Take over what was learnt into settings as they are read, level by level."""
    pairs = zip(settings["comparisons"], learnt["comparisons"], strict=True)
    return {
        **settings,
        "probability_two_random_records_match": learnt["probability_two_random_records_match"],
        "comparisons": [{**one, "comparison_levels": _levels(one, other)} for one, other in pairs],
    }


def _levels(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[dict[str, Any]]:
    both = zip(one["comparison_levels"], other["comparison_levels"], strict=True)
    learnable = ("m_probability", "u_probability")
    return [
        {**old, **{name: new[name] for name in learnable if name in old and new.get(name)}}
        for old, new in both
    ]
