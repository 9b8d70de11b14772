"""Doors to a place's own data: its lists and records, import and export, history, settings."""

from collections.abc import Mapping

from placewide.web.access.doors.door import Door, does, link, own_account, shows
from placewide.web.access.table import Action, Kind

PLACES: Mapping[str, Door] = {
    "start": own_account(),
    "start_example": own_account(),
    "choose": shows(Kind.PROJECT),
    "allocations": shows(Kind.ALLOCATION),
    "funds": shows(Kind.FUND),
    "organisations": shows(Kind.ORGANISATION),
    "sections": shows(Kind.RECORD),
    "records": shows(Kind.RECORD),
    "records_export": shows(Kind.PLACE, Action.EXPORT),
    "record": shows(Kind.RECORD),
    # What may be done to a record depends on its kind and owner: the action asks for that.
    "record_add": does(Kind.RECORD, Action.SEE),
    "record_change": does(Kind.RECORD, Action.SEE),
    "record_remove": does(Kind.RECORD, Action.SEE),
    "import": does(Kind.IMPORT, Action.CREATE),
    "upload": shows(Kind.IMPORT),
    "upload_understood": does(Kind.IMPORT, Action.RUN),
    "upload_again": does(Kind.IMPORT, Action.RUN),
    "upload_take": does(Kind.IMPORT, Action.RUN),
    "upload_leave": does(Kind.IMPORT, Action.RUN),
    "exports": shows(Kind.PLACE, Action.EXPORT),
    "export": shows(Kind.PLACE, Action.EXPORT),
    "history": shows(Kind.HISTORY),
    "history_export": shows(Kind.HISTORY, Action.EXPORT),
    "settings": does(Kind.PLACE_SETTINGS, Action.EDIT),
    "together": shows(Kind.EXPERIENCE),
    "together_tell": does(Kind.EXPERIENCE, Action.CREATE),
    "together_remove": does(Kind.EXPERIENCE, Action.REMOVE),
    "answer_experience": link(),
}
