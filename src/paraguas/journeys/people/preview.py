"""What goods would earn, before anybody buys them."""

from msgspec import Struct

from paraguas.catalog.errors import SkuUnknown
from paraguas.catalog.queries import Catalogue, catalogue
from paraguas.journeys.people.wallets import wallet_of
from paraguas.loyalty import queries as loyalty
from paraguas.loyalty.model import Earning, KeptLine, Terms
from paraguas.loyalty.rules.earning import earning
from paraguas.network.errors import MarketUnknown
from paraguas.network.queries import network
from paraguas.plumbing.tx import Tx
from paraguas.values.time import local_day


class Previewing(Struct, frozen=True):
    """Goods somebody may buy in a market: SKU, quantity and what they cost in minor units.

    number: of her account; without it, of `programme` as a new member.
    """

    at: int
    market: str
    lines: tuple[tuple[str, int, int], ...]
    number: str
    programme: str


def preview(tx: Tx, item: Previewing) -> tuple[Earning, str]:
    """Tell what goods would earn now, and by which tier; refuses what is not known."""
    market = network(tx).market(item.market)
    if market is None:
        raise MarketUnknown(market=item.market)
    programmes, wallet = loyalty.programmes_in_force(tx), []
    code = item.programme
    if item.number:
        account = loyalty.account(tx, item.number)
        code, wallet = account.programme, wallet_of(tx, account)
    programme = programmes.in_force(code)
    ids = [one.account_id for one in wallet]
    tier = loyalty.tier_of(tx, programme, ids, item.at).tier
    day = local_day(item.at, market.zone)
    terms = Terms(programme, tier, market.country, market.currency, day)
    catalog = catalogue(tx)
    lines = [_line(catalog, number, *one) for number, one in enumerate(item.lines, 1)]
    return earning(lines, terms), tier


def _line(catalog: Catalogue, number: int, code: str, quantity: int, amount_minor: int) -> KeptLine:
    sku = catalog.find(code)
    if sku is None:
        raise SkuUnknown(sku=code)
    product = catalog.product(sku.product_id)
    facts = (product.code, product.department or "") if product else ("", "")
    return KeptLine(*(number, sku.code, *facts, sku.tax_category, quantity, amount_minor))
