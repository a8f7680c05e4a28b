"""Everybody compared at once by Splink are the persons that were made as each came in."""

import random
from contextlib import suppress

import pytest
from msgspec.structs import replace

from paraguas.customers.actions.erase_person import erase_person
from paraguas.customers.actions.keep_apart import keep_apart
from paraguas.customers.actions.link_persons import link_persons
from paraguas.customers.actions.retract_link import retract_link
from paraguas.customers.actions.take_in import take_in
from paraguas.customers.errors import IdentityUntrainable
from paraguas.customers.model import Details
from paraguas.customers.queries import links_of_person, model_settings, person
from paraguas.customers.rules.model_file import read_model
from paraguas.doors.bench.truth import agreement
from paraguas.doors.identity.linking import compare, gather, train_model
from paraguas.plumbing.clock import stamp
from paraguas.plumbing.secret_store import make_secrets
from paraguas.values.by import SYSTEM
from paraguas.values.place import Address
from paraguas.values.refusal import Refusal
from tests.customers.people import SECRET, incoming, somebody

GIVEN = ("Ana", "Bea", "Carlos", "Dolores", "Enrique", "Fátima", "Gonzalo", "Helena", "Ivan",
         "Julia", "Karim", "Lucía", "Mateo", "Nuria", "Oscar", "Pilar", "Quim", "Rosa")  # fmt: skip
FAMILY = ("García", "Soler", "Vidal", "Ruiz", "Navarro", "Ortega", "Iglesias", "Cano", "Prieto",
          "Marín", "Rubio", "Sanz", "Núñez", "Castro", "Ramos", "Gil", "Serrano")  # fmt: skip
STREETS = ("Calle Mayor", "Rambla Nova", "Avenida del Puerto", "Paseo de Gracia", "Calle Real")


@pytest.fixture
def keyed(db):
    with db.writing() as tx:
        make_secrets(tx, {"contact": SECRET, "link": SECRET})
    return db


def take(db, people, first=0, at=1):
    made = []
    for start in range(0, len(people), 50):
        with db.writing() as tx:
            batch = enumerate(people[start : start + 50], first + start)
            items = [(stamp(SYSTEM), incoming(one, number, at=at)) for number, one in batch]
            made += [None if isinstance(one, Refusal) else one[0] for one in take_in(tx, items)]
    return made


def linked(db):
    with db.reading() as tx:
        return compare(gather(tx))


def born(dice):
    """Somebody whose facts nobody else shares but by chance."""
    day = dice.randrange(1940, 2008), dice.randrange(1, 13), dice.randrange(1, 29)
    return Details(
        given_name=dice.choice(GIVEN),
        family_name=f"{dice.choice(FAMILY)} {dice.choice(FAMILY)}",
        birth_date="{}-{:02}-{:02}".format(*day),
        emails=(f"{dice.randrange(10**9):x}@example.com",),
        phones=(f"+346{dice.randrange(10**8):08}",),
        address=Address(
            line1=f"{dice.choice(STREETS)} {dice.randrange(1, 300)}",
            postal_code=f"{dice.randrange(1000, 52999):05}",
            city="Madrid",
            country="ES",
        ),
    )


def told_badly(dice, one):
    """The same person as another source tells her: with slips, and with less."""
    given, family = one.given_name, one.family_name
    slip = dice.randrange(len(family) - 1)
    changes = [
        {"given_name": given[:-1] + "x"},
        {"family_name": family[:slip] + family[slip + 1] + family[slip] + family[slip + 2 :]},
        {"given_name": family, "family_name": given},
        {"birth_date": ""},
        {"emails": (), "phones": ()},
        {"phones": one.phones[:1], "address": None},
        {"emails": (), "address": None},
    ]
    for change in dice.sample(changes, 2):
        one = replace(one, **change)
    return one


def told_anyhow(dice, one):
    """The same person with anything amiss now and then, as in years of notes."""
    home, stranger, slip = one.address, born(dice), dice.randrange(3)
    families = one.family_name.split()
    changes = [
        {"given_name": stranger.given_name},
        {"given_name": one.given_name[:3]},
        {"given_name": f"{one.given_name}s"},
        {"family_name": stranger.family_name},
        {"family_name": families[slip % 2]},
        {"family_name": f"{families[0]}z"},
        *({"birth_date": day} for day in (stranger.birth_date, f"{one.birth_date[:-2]}09")),
        {"birth_date": f"{one.birth_date[:4]}-0{1 + slip}-11"},
        *(
            {"address": replace(home, **moved)}
            for moved in (
                {"line1": stranger.address.line1},
                {"line1": f"{home.line1.rpartition(' ')[0]} {dice.randrange(300)}"},
                {"line1": f"{home.line1}0"},
                {"line1": home.line1[1:]},
                {"postal_code": stranger.address.postal_code},
                {"postal_code": f"{home.postal_code[:4]}{slip}"},
                {"postal_code": f"{home.postal_code[:3]}{slip}{slip}"},
                {"city": ("Getafe", "Madri", "Toledo")[slip]},
            )
        ),
    ]  # fmt: skip
    for change in changes:
        if dice.random() < 0.12:
            one = replace(one, **change)
    return one


def test_the_batch_makes_the_same_persons_of_a_small_world_where_much_is_shared(keyed):
    dice = random.Random(21)
    take(keyed, [somebody(dice) for _ in range(180)])
    found = linked(keyed)
    assert (found.records, found.differing) == (180, ())
    assert found.pairs > 180


@pytest.mark.parametrize("seed", range(20))
def test_the_batch_keeps_what_humans_said_what_was_erased_and_newer_versions(keyed, seed):
    dice = random.Random(seed)
    verbs = [link_persons, keep_apart, erase_person, retract_link] * 4
    arriving = [(number, 1) for number in range(60)] + [(number, 2) for number in range(10)]
    records = [take(keyed, [somebody(dice)], *arriving.pop(0))[0] for _ in range(20)]
    for verb in dice.sample([*verbs, *[take] * len(arriving)], len(verbs) + len(arriving)):
        if verb is take:
            records += take(keyed, [somebody(dice)], *arriving.pop(0))
        else:
            say(keyed, dice, verb, records)
    assert linked(keyed).differing == ()


def say(db, dice, verb, records):
    """Somebody says something of somebody; what is refused leaves all as it was."""
    with suppress(Refusal), db.writing() as tx:
        if verb is retract_link:
            live = [link for link in links_of_person(tx, records) if link.is_live]
            verb(tx, stamp(SYSTEM), dice.choice(live).link_id)
        else:
            verb(tx, stamp(SYSTEM), *dice.sample(records, 1 if verb is erase_person else 2))


def test_a_record_that_is_kept_with_somebody_else_is_told(keyed):
    dice = random.Random(3)
    one, other = take(keyed, [born(dice), born(dice)])
    with keyed.reading() as tx:
        everybody = gather(tx)
    records = dict(everybody.records)
    records[other] = type(records[other])(
        other, records[other].source_key, records[other].traits, one
    )
    told = compare(replace(everybody, records=records))
    assert told.differing == (other,)


def test_people_told_badly_by_several_sources_are_told_apart(keyed):
    dice = random.Random(11)
    truth = [born(dice) for _ in range(150)]
    told = [(n, one) for n, one in enumerate(truth)]
    told += [(n, told_badly(dice, truth[n])) for n in (dice.randrange(150) for _ in range(250))]
    dice.shuffle(told)
    records = take(keyed, [one for _, one in told])
    with keyed.reading() as tx:
        persons = [person(tx, record).person_id for record in records]
    seen = agreement(persons, [n for n, _ in told])
    assert (seen.precision, seen.f1 >= 0.97, seen.b_cubed >= 0.97) == (1.0, True, True), seen
    assert linked(keyed).differing == ()


def test_weights_are_trained_on_what_is_there_and_read_back(keyed):
    dice = random.Random(2)
    truth = [born(dice) for _ in range(250)]
    take(keyed, [*truth, *(told_anyhow(dice, dice.choice(truth)) for _ in range(500))])
    with keyed.reading() as tx:
        trained = train_model(gather(tx))
    assert trained.expected_precision >= 0.995
    model = read_model(trained.settings)
    shipped = read_model(model_settings())
    assert [one.name for one in model.comparisons] == [one.name for one in shipped.comparisons]
    assert model != shipped
    names = {one.name: one for one in model.comparisons}
    same, *_, differs = (one for one in names["birth_date"].levels if one.label != "unknown")
    assert same.weight_millibits > 0 > differs.weight_millibits


def test_of_too_few_nothing_is_learnt(keyed):
    take(keyed, [born(random.Random(1))])
    with keyed.reading() as tx, pytest.raises(IdentityUntrainable):
        train_model(gather(tx))
