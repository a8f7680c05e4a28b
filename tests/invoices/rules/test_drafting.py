from hypothesis import given, strategies as st

from paraguas.invoices.rules.drafting import Ledger, draft_invoice, sum_by_rate
from tests.invoices.drafts import at, draft, line

lines = st.lists(
    st.tuples(
        st.integers(1, 9), st.integers(-(10**7), 10**7), st.sampled_from([0, 6625, 10_000, 21_000])
    ),
    min_size=1,
    max_size=12,
)


@given(lines, st.booleans())
def test_the_taxes_of_the_lines_sum_to_the_summary(given_lines, inclusive):
    asked = [
        line(number, quantity, amount, rate_pcm=rate_pcm, inclusive=inclusive)
        for number, (quantity, amount, rate_pcm) in enumerate(given_lines, start=1)
    ]
    document = draft_invoice(Ledger([]), at(), draft(*asked, inclusive=inclusive))
    sums = sum_by_rate(document.lines)
    assert sum(rate.tax_minor for rate in sums) == document.tax_minor
    assert sum(rate.tax_minor for rate in sums) == sum(one.tax_minor for one in asked)
    assert sum(rate.net_minor for rate in sums) == document.net_minor
    assert [rate.rate_pcm for rate in sums] == sorted({one.tax_rate_pcm for one in asked})[::-1]
    amount = sum(one.amount_minor for one in asked)
    assert amount == (document.gross_minor if inclusive else document.net_minor)
