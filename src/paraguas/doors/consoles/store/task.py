"""One task of a store: its next step, a store's no, and telling that it will be later."""

from litestar import Response, get, post

from paraguas.appointments.errors import AppointmentUnknown
from paraguas.appointments.queries import appointment
from paraguas.doors.api.given import AnyRequest, CodePart, IdPart
from paraguas.doors.api.store_work import STEPS
from paraguas.doors.consoles.desk import Desk, GivenDesk
from paraguas.doors.consoles.store.today import stand_at, today_page
from paraguas.doors.pages.forms import Form
from paraguas.fulfilment.errors import FulfilmentUnknown
from paraguas.fulfilment.model import Proof
from paraguas.fulfilment.rules.steps import next_steps
from paraguas.journeys.changing.substituting import Proposing, propose_substitute
from paraguas.journeys.serving.appointments import Finishing, finish_set_up
from paraguas.journeys.serving.delays import Late, tell_late
from paraguas.journeys.serving.refusal import Refusing, refuse_task
from paraguas.journeys.serving.reshaping import Reshaping, hold_task, resume_task
from paraguas.journeys.serving.store_work import Task
from paraguas.network.model import Place
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import AppointmentId, OrderId, is_id
from paraguas.values.refusal import Malformed, Refusal
from paraguas.values.time import HOUR, MINUTE, minute_of
from paraguas.views.store_today import StoreTask, store_tasks

LATER = (30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 24 * HOUR)
"""How much later a store may say it will be, from the promise or from now."""

CAUSES = ("goods_late", "capacity", "staff_away", "store_closed", "other")
"""Why a store is late, as letters word it."""


@get("/store/{code:str}/tasks/{order_id:str}/{fulfilment_id:str}", include_in_schema=False)
async def show_task(
    code: CodePart,
    order_id: IdPart,
    fulfilment_id: IdPart,
    desk: GivenDesk,
    request: AnyRequest,
) -> Response[str]:
    """Show a task whole; `?code=` fills in what was scanned off the customer's phone."""
    asked = request.query_params
    scanned = asked.get("code", "")[:12]
    return await task_page(
        desk, code, order_id, fulfilment_id, done=asked.get("done", ""), scanned=scanned
    )


@post(
    "/store/{code:str}/tasks/{order_id:str}/{fulfilment_id:str}/{step:str}",
    include_in_schema=False,
    status_code=200,
)
async def take_step(
    code: CodePart,
    order_id: IdPart,
    fulfilment_id: IdPart,
    step: CodePart,
    desk: GivenDesk,
    request: AnyRequest,
) -> Response[str]:
    """Take a step of a task, refuse it, or tell that it will be later."""
    form = await desk.form(request)
    here, place = await stand_at(desk, code)
    one = await here.runtime.read(
        lambda tx: _task(tx, place, order_id, fulfilment_id, here.reader.words.language)
    )
    to = f"/store/{place.code}?done={step}"
    try:
        if step == "refuse":
            refusing = _refusing(here, form, one)
            return await here.write(request, form, refuse_task, refusing, lambda _: to)
        if step in {"hold", "resume"}:
            verb = hold_task if step == "hold" else resume_task
            reshaping = _reshaping(here, form, one, needs_reason=step == "hold")
            return await here.write(request, form, verb, reshaping, lambda _: to)
        if step == "substitute":
            proposing = _proposing(here, form, one)
            return await here.write(request, form, propose_substitute, proposing, lambda _: to)
        if step == "late":
            return await here.write(request, form, tell_late, _late(here, form, one), lambda _: to)
        known = STEPS.get(step)
        if known is None:
            raise Malformed(where="step", problem=step[:20])
        item = _step(here, form, one)
        return await here.write(request, form, known, item, lambda _: to)
    except Refusal as problem:
        return await task_page(here, code, order_id, fulfilment_id, problem=problem)


@post(
    "/store/{code:str}/set-ups/{order_id:str}/{appointment_id:str}/{outcome:str}",
    include_in_schema=False,
    status_code=200,
)
async def finish(
    code: CodePart,
    order_id: IdPart,
    appointment_id: IdPart,
    outcome: CodePart,
    desk: GivenDesk,
    request: AnyRequest,
) -> Response[str]:
    """Close a set-up: it was done (`kept`), or nobody came (`missed`)."""
    form = await desk.form(request)
    here, place = await stand_at(desk, code)
    kept = outcome == "kept"
    to = f"/store/{place.code}?done={'kept' if kept else 'missed'}"
    try:
        await here.runtime.read(lambda tx: _own_set_up(tx, place, order_id, appointment_id))
        item = Finishing(
            here.caller.stamp("till"), OrderId(order_id), AppointmentId(appointment_id), kept=kept
        )
        return await here.write(request, form, finish_set_up, item, lambda _: to)
    except Refusal as problem:
        return await today_page(here, code, problem=problem)


async def task_page(
    desk: Desk,
    code: str,
    order_id: str,
    fulfilment_id: str,
    *,
    problem: Refusal | None = None,
    done: str = "",
    scanned: str = "",
) -> Response[str]:
    """Render a task, with what was refused or done just now."""
    desk, place = await stand_at(desk, code)
    one = await desk.runtime.read(
        lambda tx: _task(tx, place, order_id, fulfilment_id, desk.reader.words.language)
    )
    moment = now()
    first = minute_of(max(moment, one.due_at))
    return desk.page(
        "consoles/store/task.html",
        at="today",
        store=place,
        now=moment,
        problem=problem,
        done=done,
        one=one,
        task=one.task,
        steps={step.value for step in next_steps(one.task)},
        later=[first + span for span in LATER],
        causes=CAUSES,
        pairs=list(zip(one.task.portions, one.items, strict=False)),
        scanned=scanned,
    )


def _task(tx: Tx, place: Place, order_id: str, fulfilment_id: str, language: str) -> StoreTask:
    """Read a task of this place; another's is not there for it."""
    ids = [OrderId(order_id)] if is_id(order_id) else []
    for one in store_tasks(tx, ids, place.place_id, language):
        if one.task.fulfilment_id == fulfilment_id:
            return one
    raise FulfilmentUnknown(order_id=order_id, fulfilment_id=fulfilment_id)


def _own_set_up(tx: Tx, place: Place, order_id: str, appointment_id: str) -> None:
    known = is_id(order_id) and is_id(appointment_id)
    booked = appointment(tx, OrderId(order_id), AppointmentId(appointment_id)) if known else None
    if booked is None or booked.place_id != place.place_id:
        raise AppointmentUnknown(appointment_id=appointment_id)


def _step(desk: Desk, form: Form, one: StoreTask) -> Task:
    document = form.text("document", most=80)
    return Task(
        desk.caller.stamp("till"),
        one.task.order_id,
        one.task.fulfilment_id,
        bay=form.text("bay", most=20),
        code=form.text("code", most=12) or None,
        proof=Proof("identity", document) if document else None,
        carrier=form.text("carrier", most=40),
        tracking=form.text("tracking", most=80),
        car=form.text("car", most=80),
        spot=form.text("spot", most=20),
        lines=_taken(form),
    )


def _taken(form: Form) -> dict[int, int]:
    """Read what is taken now, by line; all of it where nothing is said."""
    taken = form.units()
    if not taken and any(name.startswith("units-") for name, _ in form.fields):
        raise Malformed(where="units", problem="0")
    return taken


def _refusing(desk: Desk, form: Form, one: StoreTask) -> Refusing:
    reason = form.text("reason")
    if not reason:
        raise Malformed(where="reason", problem="empty")
    missing = form.units()
    whole = sum(portion.quantity for portion in one.task.portions)
    return Refusing(
        desk.caller.stamp("till", reason=reason),
        one.task.order_id,
        one.task.fulfilment_id,
        reason,
        missing,
        may_split=bool(missing) and sum(missing.values()) < whole,
        whole_sku=form.text("whole_sku") == "yes",
    )


def _proposing(desk: Desk, form: Form, one: StoreTask) -> Proposing:
    if not (reason := form.text("reason")):
        raise Malformed(where="reason", problem="empty")
    return Proposing(
        desk.caller.stamp("till", reason=reason),
        one.task.order_id,
        one.task.fulfilment_id,
        form.number("line_no", least=1),
        form.number("units", least=1),
        form.text("sku", most=60),
    )


def _reshaping(desk: Desk, form: Form, one: StoreTask, *, needs_reason: bool) -> Reshaping:
    reason = form.text("reason")
    if needs_reason and not reason:
        raise Malformed(where="reason", problem="empty")
    stamp = desk.caller.stamp("till", reason=reason or None)
    return Reshaping(stamp, one.task.order_id, one.task.fulfilment_id, reason)


def _late(desk: Desk, form: Form, one: StoreTask) -> Late:
    cause = form.text("cause", most=24)
    if cause not in CAUSES:
        raise Malformed(where="cause", problem=cause)
    return Late(
        desk.caller.stamp("till"),
        one.task.order_id,
        one.task.fulfilment_id,
        form.number("until_at", least=now()),
        cause,
    )


HANDLERS = (show_task, take_step, finish)
