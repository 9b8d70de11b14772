"""Doors to what is computed: the plan, The Table, scenarios, who pays and who gains, papers."""

from collections.abc import Mapping

from placewide.web.access.doors.door import Door, does, shows
from placewide.web.access.table import Action, Kind

RUNS: Mapping[str, Door] = {
    "plan": shows(Kind.PLAN),
    "plan_ask": does(Kind.PLAN, Action.RUN),
    "run_stop": does(Kind.JOB, Action.SEE),
    "why_not": shows(Kind.PLAN),
    "why_not_one": shows(Kind.PLAN),
    "scenarios": shows(Kind.SCENARIO),
    "scenarios_ask": does(Kind.PLAN, Action.RUN),
    "paper": shows(Kind.PLAN, Action.EXPORT),
    "pay": shows(Kind.PLAN),
    "money": shows(Kind.PLAN),
    "sharing": shows(Kind.PLAN),
    "sharing_ask": does(Kind.PLAN, Action.RUN),
    "table": shows(Kind.PLAN),
    "table_flip": does(Kind.PLAN, Action.RUN),
    "table_keep": does(Kind.SCENARIO, Action.CREATE),
    "table_board": shows(Kind.PLAN, Action.EXPORT),
    "table_board_ask": does(Kind.PLAN, Action.RUN),
    "table_paper": shows(Kind.PLAN, Action.EXPORT),
    "kept": shows(Kind.SCENARIO),
    "kept_remove": does(Kind.SCENARIO, Action.SEE),
}
