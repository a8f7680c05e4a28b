"""What EN 16931 and the schemas of UBL 2.1 ask of an invoice, as far as it can be computed.

Written from the norm's rules, apart from the code that is held to them.  PARAGUAS_TEST_EN16931 may
name the rules CEN publishes, compiled to XSLT: they are asked too, by `saxonche`.
"""

import os
from decimal import Decimal
from functools import cache
from xml.etree import ElementTree as ET

from paraguas.values.money import exponent

SPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
PARTY = ["PartyIdentification", "PostalAddress", "PartyTaxScheme", "PartyLegalEntity", "Contact"]
CATEGORY = ["ID", "Percent", "TaxExemptionReasonCode", "TaxExemptionReason", "TaxScheme"]
TOTALS = ["LineExtensionAmount", "TaxExclusiveAmount", "TaxInclusiveAmount"]
TOTALS += ["PrepaidAmount", "PayableRoundingAmount", "PayableAmount"]
ADDRESS = ["StreetName", "AdditionalStreetName", "CityName", "PostalZone", "CountrySubentity"]
LINE = ["LineExtensionAmount", "OrderLineReference", "AllowanceCharge", "Item", "Price"]
SEQUENCES = {
    "Party": PARTY,
    "PartyIdentification": ["ID"],
    "PostalAddress": [*ADDRESS, "Country"],
    "Address": [*ADDRESS, "Country"],
    "Country": ["IdentificationCode"],
    "PartyTaxScheme": ["CompanyID", "TaxScheme"],
    "PartyLegalEntity": ["RegistrationName"],
    "Contact": ["ElectronicMail"],
    "TaxScheme": ["ID"],
    "AccountingSupplierParty": ["Party"],
    "AccountingCustomerParty": ["Party"],
    "OrderReference": ["ID"],
    "BillingReference": ["InvoiceDocumentReference"],
    "InvoiceDocumentReference": ["ID"],
    "Delivery": ["ActualDeliveryDate", "DeliveryLocation"],
    "DeliveryLocation": ["Address"],
    "PaymentMeans": ["PaymentMeansCode"],
    "PaymentTerms": ["Note"],
    "TaxTotal": ["TaxAmount", "TaxSubtotal"],
    "TaxSubtotal": ["TaxableAmount", "TaxAmount", "TaxCategory"],
    "TaxCategory": CATEGORY,
    "ClassifiedTaxCategory": CATEGORY,
    "LegalMonetaryTotal": TOTALS,
    "InvoiceLine": ["ID", "InvoicedQuantity", *LINE],
    "CreditNoteLine": ["ID", "CreditedQuantity", *LINE],
    "OrderLineReference": ["LineID"],
    "AllowanceCharge": ["ChargeIndicator", "AllowanceChargeReasonCode", "Amount"],
    "Item": ["Name", "SellersItemIdentification", "ClassifiedTaxCategory"],
    "SellersItemIdentification": ["ID"],
    "Price": ["PriceAmount", "BaseQuantity"],
}
"""Elements that hold others: what they may hold, in the order of the schema."""

for root in ("Invoice", "CreditNote"):
    SEQUENCES[root] = [
        *("CustomizationID", "ID", "IssueDate", f"{root}TypeCode", "Note", "DocumentCurrencyCode"),
        *("OrderReference", "BillingReference", "AccountingSupplierParty"),
        *("AccountingCustomerParty", "Delivery", "PaymentMeans", "PaymentTerms", "TaxTotal"),
        *("LegalMonetaryTotal", f"{root}Line"),
    ]

UNTAXED = {"E", "AE", "K", "G", "O"}
"""Categories that give the reason why nothing is taxed."""

MANY = {"TaxSubtotal", "InvoiceLine", "CreditNoteLine", "PartyTaxScheme"}
NEEDED = {
    "BR-02": "cbc:ID",
    "BR-03": "cbc:IssueDate",
    "BR-05": "cbc:DocumentCurrencyCode",
    "BR-06": "cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName",
    "BR-07": "cac:AccountingCustomerParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName",
    "BR-09": "cac:AccountingSupplierParty//cac:PostalAddress//cbc:IdentificationCode",
    "BR-11": "cac:AccountingCustomerParty//cac:PostalAddress//cbc:IdentificationCode",
    "BR-12": "cac:LegalMonetaryTotal/cbc:LineExtensionAmount",
    "BR-13": "cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount",
    "BR-14": "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount",
    "BR-15": "cac:LegalMonetaryTotal/cbc:PayableAmount",
    "BR-CO-18": "cac:TaxTotal/cac:TaxSubtotal",
    "BR-S-02": "cac:AccountingSupplierParty//cac:PartyTaxScheme/cbc:CompanyID",
}
NEEDED_IN_LINE = {
    "BR-21": "cbc:ID",
    "BR-24": "cbc:LineExtensionAmount",
    "BR-25": "cac:Item/cbc:Name",
    "BR-26": "cac:Price/cbc:PriceAmount",
    "BR-CO-04": "cac:Item/cac:ClassifiedTaxCategory/cbc:ID",
}


def findings(xml):
    """Name the rules a document breaks; none when it is as it should be."""
    tree = ET.fromstring(xml)
    kind = _name(tree)
    lines = tree.findall(f"cac:{kind}Line", SPACES)
    found = [*_shape(tree), *_head(tree, kind), *_parties(tree)]
    found += ["BR-16"] if not lines else []
    found += [rule for rule, path in NEEDED.items() if not _text(tree, path)]
    found += [f for line in lines for f in _line(line)]
    if len({_text(line, "cbc:ID") for line in lines}) < len(lines):
        found.append("a line's number is not its own")
    if not found:
        found += [*_sums(tree, lines), *_taxes(tree, lines), *_decimals(tree)]
    return [*found, *_official(xml, _text(tree, "cbc:CustomizationID"))]


def _name(element):
    return element.tag.rpartition("}")[2]


def _text(element, path):
    found = element.find(path, SPACES)
    return "" if found is None else ("".join(found.itertext())).strip()


def _number(element, path, otherwise="0"):
    return Decimal(_text(element, path) or otherwise)


def _shape(tree):
    for parent in tree.iter():
        names = [_name(child) for child in parent]
        if not names and not (parent.text or "").strip():
            yield f"{_name(parent)} is empty"
        allowed = SEQUENCES.get(_name(parent), []) if names else []
        if strangers := set(names) - set(allowed):
            yield f"{_name(parent)} holds {strangers}"
        elif names != sorted(names, key=allowed.index):
            yield f"{_name(parent)} is out of order"
        yield from (
            f"{name} stands twice in {_name(parent)}"
            for name in sorted(set(names) - MANY)
            if names.count(name) > 1
        )


def _head(tree, kind):
    credit = kind == "CreditNote"
    if _text(tree, f"cbc:{kind}TypeCode") != ("381" if credit else "380"):
        yield "BR-04"
    if bool(_text(tree, "cac:BillingReference//cbc:ID")) != credit:
        yield "BR-55"
    fits = exponent(_text(tree, "cbc:DocumentCurrencyCode") or "EUR") <= 2
    if _text(tree, "cbc:CustomizationID") != ("urn:cen.eu:en16931:2017" if fits else ""):
        yield "BR-01"
    payable = _number(tree, "cac:LegalMonetaryTotal/cbc:PayableAmount")
    if payable > 0 and not _text(tree, "cac:PaymentTerms/cbc:Note"):
        yield "BR-CO-25"
    for delivery in tree.findall("cac:Delivery", SPACES):
        if not _text(delivery, ".//cbc:IdentificationCode"):
            yield "BR-57"
    for means in tree.findall("cac:PaymentMeans/cbc:PaymentMeansCode", SPACES):
        if means.text not in {"1", "10", "48", "ZZZ"}:
            yield "BR-CL-16"


def _parties(tree):
    seller = tree.find("cac:AccountingSupplierParty/cac:Party", SPACES)
    vat = [
        _text(scheme, "cbc:CompanyID")
        for scheme in tree.iterfind(".//cac:PartyTaxScheme", SPACES)
        if _text(scheme, "cac:TaxScheme/cbc:ID") == "VAT"
    ]
    if any(not number[:2].isalpha() for number in vat):
        yield "BR-CO-09"
    numbered = seller is not None and (
        _text(seller, "cac:PartyIdentification/cbc:ID")
        or _text(seller, "cac:PartyTaxScheme/cac:TaxScheme/cbc:ID") == "VAT"
    )
    if not numbered:
        yield "BR-CO-26"


def _line(line):
    yield from (rule for rule, path in NEEDED_IN_LINE.items() if not _text(line, path))
    (quantity,) = [one for one in line if _name(one).endswith("edQuantity")] or [None]
    if quantity is None:
        yield "BR-22"
        return
    unit, base = quantity.get("unitCode"), line.find("cac:Price/cbc:BaseQuantity", SPACES)
    if unit not in {"H87", "GRM", "MLT", "MIN"} or base is None or base.get("unitCode") != unit:
        yield "BR-23"
    price, per = _number(line, "cac:Price/cbc:PriceAmount"), _number(line, ".//cbc:BaseQuantity")
    if price < 0:
        yield "BR-27"
    net = _number(line, "cbc:LineExtensionAmount") + _number(line, "cac:AllowanceCharge/cbc:Amount")
    if per <= 0 or Decimal(quantity.text) * price != net * per:
        yield "the line is not quantity times price"
    if line.find("cac:AllowanceCharge", SPACES) is not None and (
        _text(line, "cac:AllowanceCharge/cbc:ChargeIndicator") != "false"
        or not _text(line, "cac:AllowanceCharge/cbc:AllowanceChargeReasonCode")
    ):
        yield "BR-42"


def _sums(tree, lines):
    whole = {name: _number(tree, f"cac:LegalMonetaryTotal/cbc:{name}") for name in TOTALS}
    tax = _number(tree, "cac:TaxTotal/cbc:TaxAmount")
    nets = sum(_number(line, "cbc:LineExtensionAmount") for line in lines)
    taxes = sum(
        _number(one, "cbc:TaxAmount")
        for one in tree.iterfind("cac:TaxTotal/cac:TaxSubtotal", SPACES)
    )
    payable = whole["TaxInclusiveAmount"] - whole["PrepaidAmount"] + whole["PayableRoundingAmount"]
    held = {
        "BR-CO-10": nets == whole["LineExtensionAmount"],
        "BR-CO-13": whole["TaxExclusiveAmount"] == whole["LineExtensionAmount"],
        "BR-CO-14": tax == taxes,
        "BR-CO-15": whole["TaxInclusiveAmount"] == whole["TaxExclusiveAmount"] + tax,
        "BR-CO-16": whole["PayableAmount"] == payable,
    }
    return [rule for rule, holds in held.items() if not holds]


def _taxes(tree, lines):
    by_rate = {}
    for line in lines:
        key = _rate(line, "cac:Item/cac:ClassifiedTaxCategory")
        by_rate[key] = by_rate.get(key, 0) + _number(line, "cbc:LineExtensionAmount")
    stated = {}
    for one in tree.iterfind("cac:TaxTotal/cac:TaxSubtotal", SPACES):
        code, percent = key = _rate(one, "cac:TaxCategory")
        if key in stated:
            yield f"{code} {percent} stands twice in the breakdown"
        stated[key], tax = _number(one, "cbc:TaxableAmount"), _number(one, "cbc:TaxAmount")
        if (code == "S") != (percent > 0) or code not in UNTAXED | {"S", "Z"}:
            yield "BR-S-05, BR-Z-05"
        reason = _text(one, "cac:TaxCategory/cbc:TaxExemptionReason")
        if bool(reason) != (code in UNTAXED):
            yield f"BR-{code}-10"
        if (code == "O") == bool(_text(one, "cac:TaxCategory/cbc:Percent")):
            yield "BR-O-05, BR-48"
        if code != "S" and tax:
            yield f"BR-{code}-09"
        due = abs(stated[key]) * percent / 100
        if (code == "Z" and tax) or abs(abs(tax) - round(due, 2)) >= 1:
            yield "BR-CO-17, BR-S-09, BR-Z-09"
    if by_rate != stated:
        yield "BR-S-08, BR-Z-08"
    yield from _standing(tree, {code for code, _ in stated})


def _standing(tree, codes):
    """What a treatment asks of the parties and of the delivery."""
    sells, buys = (
        any(
            _text(one, "cac:TaxScheme/cbc:ID") == "VAT"
            for one in tree.iterfind(f"cac:Accounting{who}Party//cac:PartyTaxScheme", SPACES)
        )
        for who in ("Supplier", "Customer")
    )
    if codes & {"AE", "K", "G"} and not sells:
        yield "BR-AE-02, BR-IC-02, BR-G-02"
    if codes & {"AE", "K"} and not buys:
        yield "BR-AE-02, BR-IC-02"
    if "O" in codes and (sells or buys or len(codes) > 1):
        yield "BR-O-02, BR-O-11"
    if "K" in codes and not _text(tree, "cac:Delivery/cbc:ActualDeliveryDate"):
        yield "BR-IC-11"
    if "K" in codes and not _text(tree, "cac:Delivery//cbc:IdentificationCode"):
        yield "BR-IC-12"


def _rate(element, path):
    if _text(element, f"{path}/cac:TaxScheme/cbc:ID") != "VAT":
        return "", Decimal(0)
    return _text(element, f"{path}/cbc:ID"), _number(element, f"{path}/cbc:Percent")


def _decimals(tree):
    currency = _text(tree, "cbc:DocumentCurrencyCode")
    for one in tree.iter():
        if _name(one).endswith("Amount"):
            if one.get("currencyID") != currency:
                yield f"{_name(one)} is in another currency"
            if len((one.text or "").partition(".")[2]) != exponent(currency):
                yield f"BR-DEC: {_name(one)} has other decimals than its currency"


def _official(xml, norm):
    if not (norm and "PARAGUAS_TEST_EN16931" in os.environ):
        return []
    processor, rules = _published(os.environ["PARAGUAS_TEST_EN16931"])
    report = rules.transform_to_string(xdm_node=processor.parse_xml(xml_text=xml.decode()))
    asserted = ET.fromstring(report).iterfind(".//{*}failed-assert")
    return [f"{one.get('id')}: {''.join(one.itertext()).strip()}" for one in asserted]


@cache
def _published(path):
    from saxonche import PySaxonProcessor  # noqa: PLC0415 - only who brings the rules brings it

    processor = PySaxonProcessor(license=False)
    compiled = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=path)
    return processor, compiled
