"""Files of a warehouse system: messages whole or not at all, each once, in any order."""

from paraguas.network.model import place_id_of
from paraguas.supply.queries import feeds_of
from paraguas.views.feed_differences import feed_differences

HEADER = "place,feed,sequence,kind,told_at,sku,quantity"
ROWS = (
    "ES-GETAFE,WMS,2,delta,2026-11-21T18:35:00Z,CASE-CLEAR,-3",
    "ES-GETAFE,WMS,1,snapshot,2026-11-21T18:30:00Z,CASE-CLEAR,10",
    "ES-GETAFE,WMS,1,snapshot,2026-11-21T18:30:00Z,CASE-GREEN,4",
)


def file(*rows):
    return "\n".join((HEADER, *rows)) + "\n"


def theirs(desk):
    place_id = place_id_of("ES-GETAFE")
    found = desk.look(feed_differences, place_id, "WMS")
    return {one.sku: one.theirs for one in found}


def test_messages_are_taken_in_once_whatever_their_order(desk):
    done, listed = desk.import_("feed", file(*ROWS))
    assert (done.rows, done.kept, done.changed, listed) == (3, 3, 3, [])
    assert theirs(desk) == {"CASE-CLEAR": 7, "CASE-GREEN": 4}
    again, _ = desk.import_("feed", file(*ROWS[1:], ROWS[0]))
    assert (again.kept, again.changed) == (3, 0)
    assert theirs(desk) == {"CASE-CLEAR": 7, "CASE-GREEN": 4}


def test_half_a_message_is_worse_than_none(desk):
    broken = f"{ROWS[2]},too,many"
    assert desk.refused("feed", file(ROWS[0], ROWS[1], broken)) == [
        *((3, "message_incomplete"), (4, "row_unreadable")),
    ]
    [state] = desk.look(feeds_of, place_id_of("ES-GETAFE"))
    assert (state.last_sequence, state.waiting) == (2, 1)


def test_what_cannot_be_is_told_by_row_and_code(desk):
    other = ROWS[1].replace(",10", ",11")
    assert desk.refused("feed", file(*ROWS[1:], ROWS[0])) == []
    odd = (
        other,
        ROWS[0].replace("WMS,2", "WMS,3").replace("CASE-CLEAR", "NONE"),
        ROWS[0].replace("WMS,2", "WMS,4").replace("delta", "guess"),
        ROWS[0].replace("WMS,2", "WMS,5").replace("2026-11-21T18:35:00Z", ""),
        ROWS[0].replace("WMS,2", "WMS,-6"),
        ROWS[0].replace("WMS,2", "WMS,7"),
        ROWS[0].replace("WMS,2", "WMS,7").replace("18:35", "18:36"),
    )
    assert desk.refused("feed", file(*odd)) == [
        *((2, "feed_sequence_reused"), (3, "sku_unknown"), (4, "malformed")),
        *((5, "malformed"), (6, "malformed"), (7, "malformed")),
    ]
