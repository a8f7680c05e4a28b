from paraguas.plumbing import tx as transactions
from paraguas.sourcing.actions.write_traces import write_traces
from paraguas.sourcing.model import RuleSet, Trace, Verdict
from paraguas.sourcing.queries import traces_of
from paraguas.sourcing.rules.tracing import pack_trace
from paraguas.values.ids import OrderId, PlaceId, digest_id

NOW = 1_700_000_000_000_000


def order(name: str = "first") -> OrderId:
    return OrderId(digest_id("order", name))


def test_a_trace_reads_back_as_it_was_written(db):
    place_id = PlaceId(digest_id("place", "gracia"))
    trace = Trace((("promise", 1),), (Verdict(place_id, "chosen", 0, 0),), True, "near", 2)
    with db.writing() as tx:
        write_traces(tx, [(order(), 1, NOW, pack_trace(trace, RuleSet("near", (), version=2)))])
    with db.reading() as tx:
        assert traces_of(tx, order()) == [(1, NOW, trace)]
        assert traces_of(tx, order("second")) == []


def test_traces_of_a_batch_cost_one_statement_whatever_its_size(db):
    said: list[str] = []
    transactions.on_statement.append(said.append)
    try:
        for size in (1, 40):
            said.clear()
            with db.writing() as tx:
                write_traces(tx, [(order(f"{size}-{i}"), 1, NOW, b"x") for i in range(size)])
            assert len(said) == 1
    finally:
        transactions.on_statement.pop()
