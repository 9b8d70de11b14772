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
    "api:settings": program(Kind.PLACE_SETTINGS, Action.SEE),
    "api:change_settings": program(Kind.PLACE_SETTINGS, Action.EDIT, writes=True),
    "api:experiences": program(Kind.EXPERIENCE, Action.SEE),
    "api:tell": program(Kind.EXPERIENCE, Action.CREATE, writes=True),
    "api:untell": program(Kind.EXPERIENCE, Action.REMOVE, writes=True),
    "api:export": program(Kind.PLACE, Action.EXPORT),
    "api:export_list": program(Kind.PLACE, Action.EXPORT),
    "api:upload_file": program(Kind.IMPORT, Action.CREATE, writes=True),
    "api:upload": program(Kind.IMPORT, Action.SEE),
    "api:read_upload_again": program(Kind.IMPORT, Action.RUN, writes=True),
    "api:take_upload": program(Kind.IMPORT, Action.RUN, writes=True),
    "api:leave_upload": program(Kind.IMPORT, Action.RUN, writes=True),
    # People are read only: no token changes who has rights here.
    "api:people": program(Kind.PERSON, Action.SEE),
    "api:invitations": program(Kind.INVITATION, Action.SEE),
    "api:me": program(Kind.PERSON, Action.SEE),
    "api:sharing": program(Kind.PLAN, Action.SEE),
    "api:ask_sharing": program(Kind.PLAN, Action.RUN, writes=True),
    "api:scenarios": program(Kind.SCENARIO, Action.SEE),
    "api:ask_scenarios": program(Kind.PLAN, Action.RUN, writes=True),
    "api:answer": program(Kind.PLAN, Action.SEE),
    "api:stop": program(Kind.JOB, Action.CANCEL, writes=True),
    "api:flip": program(Kind.PLAN, Action.RUN, writes=True),
    "api:kept": program(Kind.SCENARIO, Action.SEE),
    "api:keep": program(Kind.SCENARIO, Action.CREATE, writes=True),
    "api:unkeep": program(Kind.SCENARIO, Action.REMOVE, writes=True),
    "api:papers": program(Kind.PLAN, Action.EXPORT),
    "api:paper": program(Kind.PLAN, Action.EXPORT),
}
