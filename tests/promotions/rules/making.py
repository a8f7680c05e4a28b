"""Promotions and goods as the tests of their rules draw them."""

from typing import Any

from hypothesis import strategies as st

from paraguas.promotions.model import Goods, Kind, Promotion

CODES = ("A", "B", "C", "D")


def goods(line_no: int, code: str, unit_minor: int, quantity: int = 1, **more: Any) -> Goods:
    """A line sold by the piece, of the department its code is in."""
    department = "left" if code in ("A", "B") else "right"
    told = {"per": 1, "worth_minor": unit_minor * quantity, **more}
    return Goods(line_no, code, f"P-{code}", department, quantity, **told)


def promotion(kind: Kind, code: str = "P", **more: Any) -> Promotion:
    return Promotion(code, "ES", kind, {"en": code}, "2026-01-01", 0, **more)


SCOPES = st.sampled_from(
    [{}, {"skus": frozenset("A")}, {"skus": frozenset("BC")}, {"departments": frozenset(["left"])}]
)
KINDS = st.one_of(
    st.builds(lambda p: {"kind": Kind.PERCENTAGE, "percent_pcm": p}, st.integers(1, 100_000)),
    st.builds(lambda a: {"kind": Kind.AMOUNT, "amount_minor": a}, st.integers(1, 30_000)),
    st.builds(
        lambda a: {"kind": Kind.AMOUNT, "amount_minor": a, "each": True}, st.integers(1, 9_000)
    ),
    st.builds(lambda a: {"kind": Kind.PRICE, "price_minor": a}, st.integers(0, 9_000)),
    st.builds(
        lambda b, g, p, m: {
            "kind": Kind.BUY_GET, "buy": b, "get": g, "percent_pcm": p, "most": m
        },
        st.integers(1, 3),
        st.integers(1, 2),
        st.sampled_from([100_000, 50_000, 33_333]),
        st.none() | st.integers(1, 2),
    ),
    st.builds(
        lambda a, b, p: {"kind": Kind.BUNDLE, "parts": {"A": a, "C": b}, "price_minor": p},
        st.integers(1, 2),
        st.integers(1, 2),
        st.integers(0, 15_000),
    ),
)  # fmt: skip


@st.composite
def promotions(draw: st.DrawFn, code: str = "P") -> Promotion:
    """Any promotion, about all goods or some."""
    told = draw(KINDS)
    scope = {} if told["kind"] is Kind.BUNDLE else draw(SCOPES)
    asked = draw(st.sampled_from([{}, {}, {"spend_minor": 5_000}]))
    priority = draw(st.integers(0, 3))
    exclusive = draw(st.booleans())
    kind = told.pop("kind")
    return promotion(
        kind, code, priority=priority, exclusive=exclusive, **{**told, **scope, **asked}
    )


LINES = st.lists(
    st.tuples(st.sampled_from(CODES), st.integers(0, 10_000), st.integers(1, 5)),
    min_size=1,
    max_size=5,
).map(lambda rows: [goods(number, *row) for number, row in enumerate(rows, start=1)])
