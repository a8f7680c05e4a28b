"""Who knows the cards of the policy book in force, for head office."""

from litestar import Response, get

from paraguas.doors.consoles.desk import GivenDesk
from paraguas.network.queries import Network, network
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.views.training_coverage import Team, training_coverage


@get("/board/training", include_in_schema=False)
async def show_training(desk: GivenDesk) -> Response[str]:
    """Show each team with those who do not know the cards yet; a place's key sees its own."""
    desk.caller.demand(Scope.ORDERS_READ)
    place_id = desk.caller.grant.place_id

    def look(tx: Tx) -> tuple[Network, tuple[Team, ...]]:
        return network(tx), training_coverage(tx, now(), place_id)

    net, teams = await desk.runtime.read(look)
    return desk.page(
        "consoles/head_office/training.html",
        at="training",
        teams=teams,
        names={one.place_id: one.name for one in net.places},
    )


HANDLERS = (show_training,)
