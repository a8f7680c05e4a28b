"""The returns of the policy book for machines that read the web: schema.org, as JSON-LD.

Source: https://schema.org/MerchantReturnPolicy.  The book does not speak of who pays for sending
goods back, so nothing is said of it here either.
"""

from collections.abc import Iterator
from typing import Any

from paraguas.doors.policy.cards import Setting, make_deck
from paraguas.doors.policy.examples import example
from paraguas.policies.model import BRAND, Occasion, Row, Verdict
from paraguas.policies.rules.deciding import Decider
from paraguas.policies.rules.judging import judge
from paraguas.training.model import Playbook

_SCHEMA = "https://schema.org/"
_RETURNS, _REFUNDS, _EXCHANGE = "returns", "refunds", "exchange"
_REFUND_TYPES = {"original": "FullRefund", "store_credit": "StoreCreditRefund"}
_ONLY_RETURNS = Playbook("returns", frozenset(), (_RETURNS,), {_RETURNS: ()})


def return_policies(decider: Decider, setting: Setting, country: str) -> dict[str, Any]:
    """Give one MerchantReturnPolicy for each of the brand's rows about returns that decides."""
    return {"@context": "https://schema.org", "@graph": list(_policies(decider, setting, country))}


def _policies(decider: Decider, setting: Setting, country: str) -> Iterator[dict[str, Any]]:
    [topic] = make_deck(decider, _ONLY_RETURNS, setting).topics
    rows = {row.id: row for row in decider.book.subjects[_RETURNS].rows if row.group == BRAND}
    money, other = (_ordinary(decider, name, setting) for name in (_REFUNDS, _EXCHANGE))
    for card in topic.cards:
        row = rows[card.row]
        verdict = _verdict(decider, _RETURNS, row, setting)
        yield {
            "@type": "MerchantReturnPolicy",
            "@id": f"#{card.row}",
            "name": card.when,
            "description": card.says,
            "applicableCountry": country,
            **_window(verdict),
            **(_given(money, other) if verdict.values["window_days"] else {}),
            **_tier(decider, row),
        }


def _window(verdict: Verdict) -> dict[str, Any]:
    days = int(verdict.values["window_days"])
    if not days:
        return {"returnPolicyCategory": f"{_SCHEMA}MerchantReturnNotPermitted"}
    fee_bp = int(verdict.values["fee_bp"])
    return {
        "returnPolicyCategory": f"{_SCHEMA}MerchantReturnFiniteReturnWindow",
        "merchantReturnDays": days,
        "returnMethod": [f"{_SCHEMA}ReturnInStore", f"{_SCHEMA}ReturnByMail"],
        # A number is a share of the price, in percent.
        **({"restockingFee": fee_bp / 100} if fee_bp else {}),
    }


def _given(money: Verdict, other: Verdict) -> dict[str, Any]:
    kinds = [_REFUND_TYPES[str(money.values["refund_to"])]]
    kinds += ["ExchangeRefund"] if other.values["exchange_days"] else []
    return {"refundType": [f"{_SCHEMA}{kind}" for kind in kinds]}


def _tier(decider: Decider, row: Row) -> dict[str, Any]:
    spans = row.when.get("tier", ())
    names = decider.book.facts["tier"].values
    tiers = [names[at] for first, last in spans for at in range(first, last + 1)]
    if not tiers:
        return {}
    return {"validForMemberTier": [{"@type": "MemberProgramTier", "name": one} for one in tiers]}


def _ordinary(decider: Decider, subject: str, setting: Setting) -> Verdict:
    """Judge the case everybody has who is in no other."""
    rows = [row for row in decider.book.subjects[subject].rows if row.group == BRAND]
    return _verdict(decider, subject, rows[-1], setting)


def _verdict(decider: Decider, subject: str, row: Row, setting: Setting) -> Verdict:
    case = example(decider.book, decider.book.subjects[subject], row, setting.law)
    assert case is not None, f"{row.id} is in force and decides nothing"
    days = {"delivered_on": setting.as_of}
    occasion = Occasion(setting.as_of, setting.as_of, days, currency=setting.currency)
    return judge(decider, subject, case, occasion, [setting.language])
