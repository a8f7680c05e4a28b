"""A customer says whether another article will do for one that is missing."""

from litestar import Response, post

from paraguas.doors.api.given import AnyRequest, NumberPart
from paraguas.doors.customer.deciding import ASKED
from paraguas.doors.customer.guest import GivenGuest
from paraguas.doors.customer.page import order_page
from paraguas.journeys.changing.substituting import Answering, answer_substitute
from paraguas.values.refusal import Malformed, Refusal

_SAID = {"yes": True, "no": False}


@post("/o/{token:str}/substitutions/{number:int}", include_in_schema=False, status_code=200)
async def say(guest: GivenGuest, number: NumberPart, request: AnyRequest) -> Response[str]:
    """Carry out what she says: another article comes, or what is missing is cancelled."""
    form = await guest.form(request)
    try:
        said = form.text("answer", most=3)
        if said not in _SAID:
            raise Malformed(where="answer", problem=said)
        item = Answering(guest.stamp(ASKED), guest.order_id, number, _SAID[said])
        done = guest.home_after("changed" if _SAID[said] else "cancelled")
        return await guest.write(request, form, answer_substitute, item, done)
    except Refusal as problem:
        return await order_page(guest, problem=problem)


HANDLERS = (say,)
