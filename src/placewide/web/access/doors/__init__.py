"""Every door of the web application by the name of its address: what it shows or does, and who may knock.

A door that is not listed here does not open (`accounts.middleware`), and a test fails on it. The door is checked before
the view runs; what a view does to a single record is checked again, on the record itself, by the action that it calls.
"""

from collections.abc import Mapping

from placewide.web.access.doors.account import ACCOUNT
from placewide.web.access.doors.api import API
from placewide.web.access.doors.door import Door, Opens
from placewide.web.access.doors.places import PLACES
from placewide.web.access.doors.runs import RUNS
from placewide.web.access.doors.site import SITE

__all__ = ["DOORS", "Door", "Opens"]

DOORS: Mapping[str, Door] = {**ACCOUNT, **API, **SITE, **PLACES, **RUNS}
