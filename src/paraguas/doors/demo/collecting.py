"""Second chapter: the store is late and says so, then the goods reach her in three ways."""

from paraguas.appointments.model import Appointment
from paraguas.doors.demo.cast import WAREHOUSE
from paraguas.doors.demo.expecting import expect
from paraguas.doors.demo.ordering import LANGUAGE
from paraguas.doors.demo.story import CASE, PHONE, SET_UP, Story
from paraguas.invoices.model import Document
from paraguas.orders.model import PlacedOrder
from paraguas.values.time import HOUR

_LETTERS_OF_DELAY = 2
_LETTER_WITH_CODE = 3


def be_late(story: Story) -> str:
    """Tell that the goods come late: their promise moves, and the set-up with it."""
    late = story.promise(SET_UP).earliest_at + 3 * HOUR
    path = story.task_path(story.cast.nearest.code)
    story.store.write(f"{path}/late", {"until_at": late}, PlacedOrder)
    expect("when the goods are promised", story.promise(PHONE).latest_at, late)
    set_up = story.promise(SET_UP)
    expect("whether the set-up waits for the goods", set_up.earliest_at >= late, wanted=True)
    return f"The goods come late; the set-up moves with them: {story.appointment_span()}."


def read_letters(story: Story) -> str:
    """Read what she is told, in the language of her order."""
    letters = story.letters(_LETTERS_OF_DELAY)
    expect("letters about the delay", len(letters), _LETTERS_OF_DELAY)
    expect("the language of the letters", letters[0].language, LANGUAGE)
    story.link = letters[0].link
    return "She is told, in French: " + "; ".join(letter.subject for letter in letters) + "."


def make_ready(story: Story) -> str:
    """Pick the telephone, put it in a bay, and tell her the code."""
    store = story.cast.nearest.code
    story.step(store, "accept")
    story.step(store, "pick")
    story.step(store, "stage", bay="A1")
    expect("the pick-up", story.step(store, "ready").status.value, "ready")
    letter = story.letters(_LETTER_WITH_CODE)[-1]
    return f"It waits in bay A1. {letter.subject}: her code is {letter.code}."


def hand_over(story: Story) -> str:
    """Hand it over to whoever shows the code, and to nobody else."""
    store, code = story.cast.nearest.code, story.letters(_LETTER_WITH_CODE)[-1].code
    wrong = {"code": "000000" if code != "000000" else "000001"}
    refused = story.store.refused(f"{story.task_path(store)}/hand-over", wrong)
    expect("the answer to a wrong code", refused, "hand_over_code_wrong")
    story.step(store, "customer-here")
    expect("the pick-up", story.step(store, "hand-over", code=code).status.value, "handed_over")
    expect("telephones handed over", story.counter(PHONE, "handed_over"), 1)
    return "A wrong code is refused; with hers she has her telephone."


def deliver(story: Story) -> str:
    """Pack the case, send it, and bring it to her door."""
    for step in ("accept", "pick", "pack"):
        story.step(WAREHOUSE, step)
    story.step(WAREHOUSE, "ship", carrier="correos", tracking="PQ4F1B0710012350")
    expect("the parcel", story.step(WAREHOUSE, "deliver").status.value, "delivered")
    expect("cases delivered", story.counter(CASE, "delivered"), 1)
    invoices = story.cast.agent.read(f"{story.order_path}/invoices", list[Document])
    expect("invoices before all is done", len(invoices), 0)
    return "The case comes by post. No invoice yet: the set-up is still to be done."


def set_up(story: Story) -> str:
    """Set the telephone up in the store."""
    path = f"{story.order_path}/appointments/{story.appointment_id}/finish"
    done = story.store.write(path, {"kept": True}, Appointment)
    expect("the set-up", done.status.value, "done")
    expect("how often it was moved", done.moves, 1)
    expect("set-ups performed", story.counter(SET_UP, "performed"), 1)
    return "Hugo sets her telephone up."
