"""The nouns of loyalty: accounts with their ledger, and the programmes they follow."""

from paraguas.loyalty.model.ledger import (
    Account as Account,
    Burn as Burn,
    EarningOrder as EarningOrder,
    Event as Event,
    EventKind as EventKind,
    Ledger as Ledger,
    LotLeft as LotLeft,
    OrderPoints as OrderPoints,
    PointsBalance as PointsBalance,
    Posting as Posting,
)
from paraguas.loyalty.model.programme import (
    WHOLE_PCM as WHOLE_PCM,
    Earning as Earning,
    EarnRow as EarnRow,
    Expiry as Expiry,
    KeptLine as KeptLine,
    Programme as Programme,
    Rate as Rate,
    SavedProgramme as SavedProgramme,
    Terms as Terms,
    Tier as Tier,
    TierStanding as TierStanding,
)
