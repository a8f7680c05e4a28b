from paraguas.fulfilment.model import Portion
from paraguas.fulfilment.rules.steps import Step
from paraguas.fulfilment.rules.telling import TOLD_BY, told
from tests.fulfilment.given import order, pick_up, place, sku

OF_THEIR_OWN = {
    *(Step.RELEASE, Step.HOLD, Step.FREE, Step.HAND_OVER, Step.SEND, Step.ARRIVE),
    *(Step.REFUSE, Step.CANCEL),
}
"""Steps whose facts tell more, and so are verbs apart."""


def test_every_step_announces_a_fact():
    assert set(TOLD_BY) | OF_THEIR_OWN == set(Step)
    names = {fact.name for fact in TOLD_BY.values()}
    assert len(names) == len(TOLD_BY)


def test_a_fact_tells_the_whole_fulfilment_or_the_portions_it_is_about():
    found = pick_up()
    whose = (order(), found.fulfilment_id, 1, place(), "pick_up")
    assert told(found) == (*whose, ((1, 2), (2, 1)))
    assert told(found, [Portion(1, sku(), 1)]) == (*whose, ((1, 1),))
