"""Bank statements as banks write them, made by hand after ISO 20022."""

from html import escape

IBAN = "ES9121000418450200051332"


def entry(reference, amount, text, *, way="CRDT", status="BOOK", currency="EUR", **more):
    """An entry of one payment; reference: None where the bank gives none."""
    named = f"<AcctSvcrRef>{escape(reference)}</AcctSvcrRef>" if reference else ""
    back = "<RvslInd>true</RvslInd>" if more.get("reversal") else ""
    state = f"<Sts><Cd>{status}</Cd></Sts>" if more.get("newer", True) else f"<Sts>{status}</Sts>"
    return (
        f'<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd>{back}{state}'
        f"<BookgDt><Dt>2026-11-20</Dt></BookgDt>{named}"
        f"<NtryDtls><TxDtls><RmtInf><Ustrd>{escape(text)}</Ustrd></RmtInf></TxDtls></NtryDtls>"
        "</Ntry>"
    )


def batch(reference, *parts):
    """One booking of several payments: (reference, amount, text) each."""
    total = sum(int(amount.replace(".", "")) for _, amount, _ in parts)
    details = "".join(
        f'<TxDtls><Refs><AcctSvcrRef>{own}</AcctSvcrRef></Refs><Amt Ccy="EUR">{amount}</Amt>'
        f"<RmtInf><Strd><CdtrRefInf><Ref>{text}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>"
        for own, amount, text in parts
    )
    return (
        f'<Ntry><Amt Ccy="EUR">{total // 100}.{total % 100:02}</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
        f"<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt>"
        f"<AcctSvcrRef>{reference}</AcctSvcrRef><NtryDtls>{details}</NtryDtls></Ntry>"
    )


def statement(*entries, name="S-1", version="08", head=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>M</MsgId><CreDtTm>2026-11-21T06:00:00Z</CreDtTm></GrpHdr>"
        f"<Stmt><Id>{name}</Id><Acct><Id><IBAN>{IBAN}</IBAN></Id></Acct>"
        f"{''.join(entries)}</Stmt></BkToCstmrStmt></Document>"
    )
