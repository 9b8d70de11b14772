"""Doors that belong to no room: the front, help, the public page of a place, the Overview, search, tasks, the demo."""

from collections.abc import Mapping

from placewide.web.access.doors.door import Door, anyone, link, own_account, shows
from placewide.web.access.table import Kind

SITE: Mapping[str, Door] = {
    "home": anyone(),
    "health": anyone(),
    "help": anyone(),
    "accessibility": anyone(),
    "privacy": anyone(),
    "public_place": anyone(),
    "demo": anyone(writes=True),
    "outbox": anyone(),
    "letter": own_account(),
    "letter_stop": link(),
    "overview": shows(Kind.PLACE),
    "search": shows(Kind.PLACE),
    "tasks": shows(Kind.PLACE),
}
