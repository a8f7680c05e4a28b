from paraguas.sourcing.model import Rule, RuleKind, RuleSet
from paraguas.sourcing.rules.choosing import RuleBook

BY_PROMISE = (Rule(RuleKind.PROMISE),)
LAST = RuleSet("standard", BY_PROMISE)


def of(name, **more):
    return RuleSet(name, BY_PROMISE, **more)


def chosen(sets, market="ES", way="ship", goods=("phones",)):
    return RuleBook(sets, LAST).choose(market, way, lambda: set(goods)).name


def test_the_highest_priority_that_is_for_the_order_decides():
    sets = [
        of("a", priority=1, markets=frozenset({"ES"})),
        of("b", priority=2, markets=frozenset({"FR"})),
        of("c", priority=1, ways=frozenset({"pick_up"})),
    ]
    assert chosen(sets) == "a"
    assert chosen(sets, market="FR") == "b"
    assert chosen(sets, market="GB", way="pick_up") == "c"
    assert chosen(sets, way="pick_up") == "a"
    assert chosen(sets, market="GB") == "standard"


def test_all_goods_must_be_of_the_categories():
    sets = [of("heavy", categories=frozenset({"televisions", "fridges"}))]
    assert chosen(sets, goods=("televisions",)) == "heavy"
    assert chosen(sets, goods=("televisions", "phones")) == "standard"


def test_what_is_not_in_force_decides_nothing():
    assert chosen([of("a", in_force=False)]) == "standard"
    assert chosen([RuleSet("standard", BY_PROMISE, in_force=False)]) == "standard"


def test_categories_are_not_asked_for_in_vain():
    def never():
        raise AssertionError

    assert RuleBook([of("a")], LAST).choose("ES", "ship", never).name == "a"


def test_beside_takes_the_place_of_its_name():
    book = RuleBook([of("a", priority=5)], LAST)
    tried = book.beside(of("a", markets=frozenset({"FR"})))
    assert tried.choose("ES", "ship", set).name == "standard"
    assert book.choose("ES", "ship", set).name == "a"


def test_a_set_asks_and_values_places():
    rules = of("a", place_kinds=frozenset({"store"}), not_places=frozenset({"ES-1"}))
    assert rules.bars
    assert rules.asks("store", "ES", "ES-2")
    assert not rules.asks("store", "ES", "ES-1")
    assert not rules.asks("warehouse", "ES", "ES-2")
    assert not of("b", place_markets=frozenset({"FR"})).asks("store", "ES", "ES-2")
    assert not of("c").bars
