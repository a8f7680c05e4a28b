from hypothesis import given, strategies as st

from paraguas.invoices.rules.parting import credit_spans, invoice_part, reckon
from tests.invoices.drafts import line

cuts = st.lists(st.integers(1, 40), min_size=1, max_size=6)
amounts = st.integers(-(10**9), 10**9)


def invoiced(cut, amount, rate_pcm, inclusive):
    parts = []
    for units in cut:
        asked = line(
            quantity=sum(cut),
            amount_minor=amount,
            units=units,
            rate_pcm=rate_pcm,
            inclusive=inclusive,
        )
        parts.append(invoice_part(asked, parts, inclusive=inclusive))
    return asked, parts


@given(cuts, amounts, st.integers(0, 100_000), st.booleans())
def test_any_cut_of_a_line_into_invoices_sums_to_it_exactly(cut, amount, rate_pcm, inclusive):
    asked, parts = invoiced(cut, amount, rate_pcm, inclusive)
    assert sum(part.units for part in parts) == asked.quantity
    assert sum(part.tax_minor for part in parts) == asked.tax_minor
    whole = sum(part.gross_minor if inclusive else part.net_minor for part in parts)
    assert whole == asked.amount_minor


@given(cuts, st.data(), amounts, st.integers(0, 100_000), st.booleans())
def test_any_cut_into_credit_notes_gives_back_exactly_what_was_invoiced(
    cut, data, amount, rate_pcm, inclusive
):
    asked, parts = invoiced(cut, amount, rate_pcm, inclusive)
    credited, left = [], asked.quantity
    while left:
        units = data.draw(st.integers(1, left))
        for part, span in credit_spans(parts, credited, units):
            assert part.first_unit <= span[0] < span[1] <= part.until_unit
            credited.append(reckon(part, span, inclusive=inclusive))
        left -= units
    assert credit_spans(parts, credited, 1) is None
    for amount_of in ("net_minor", "tax_minor", "units"):
        sums = [sum(getattr(part, amount_of) for part in side) for side in (parts, credited)]
        assert sums[0] == sums[1]


@given(cuts, st.integers(1, 300))
def test_no_more_than_was_ordered_is_invoiced_nor_than_invoiced_credited(cut, beyond):
    asked, parts = invoiced(cut, 1000, 21_000, inclusive=True)
    more = line(quantity=asked.quantity, units=beyond)
    assert invoice_part(more, parts, inclusive=True) is None
    assert credit_spans(parts, [], asked.quantity + beyond) is None
    assert credit_spans(parts, [], 0) is None


def test_the_last_units_are_credited_first_as_a_cancellation_takes_them():
    _, parts = invoiced([1, 2], 100, 0, inclusive=True)
    [(part, span)] = credit_spans(parts, [], 1)
    assert span == (2, 3)
    taken = reckon(part, span, inclusive=True)
    assert credit_spans(parts, [taken], 2) == [(parts[1], (1, 2)), (parts[0], (0, 1))]


def test_a_line_without_quantity_is_invoiced_and_credited_once_with_its_amount():
    empty = line(quantity=0, amount_minor=-150)
    part = invoice_part(empty, [], inclusive=True)
    assert part.gross_minor == -150
    assert invoice_part(empty, [part], inclusive=True) is None
    [(_, span)] = credit_spans([part], [], 0)
    taken = reckon(part, span, inclusive=True)
    assert taken.gross_minor == -150
    assert credit_spans([part], [taken], 0) is None
