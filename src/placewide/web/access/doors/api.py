"""Doors for programs: each operation of the API by the name of its address."""

from collections.abc import Mapping

from placewide.web.access.doors.door import Door, anyone, program
from placewide.web.access.table import Action, Kind

API: Mapping[str, Door] = {
    "api:api-root": anyone(),
    "api:openapi-json": anyone(),
    "api:place": program(Kind.PLACE, Action.SEE),
    "api:document": program(Kind.PLACE, Action.EXPORT),
    "api:history": program(Kind.HISTORY, Action.SEE),
    "api:records": program(Kind.RECORD, Action.SEE),
    "api:add": program(Kind.RECORD, Action.CREATE, writes=True),
    "api:record": program(Kind.RECORD, Action.SEE),
    "api:change": program(Kind.RECORD, Action.EDIT, writes=True),
    "api:remove": program(Kind.RECORD, Action.REMOVE, writes=True),
    "api:plan": program(Kind.PLAN, Action.SEE),
    "api:make_plan": program(Kind.PLAN, Action.RUN, writes=True),
    "api:run": program(Kind.PLAN, Action.SEE),
}
