"""What every page shows around its content, as plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room in the navigation: Overview, The Table, Agree, Choose, Pay, Decide, Deliver or Learn."""

    name: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """The frame of a page; `base.html` reads it as `page`. Every value may be empty, and then its part is not shown.

    `title` is used where the view gives no `title` of its own. `acting_for` names the organisation for which the
    person acts, with `change_url` to act for another; it stands on every page. `rooms` are only those that the place
    uses and the person may enter. `tasks_count` is how many things are asked of this person. `sign_in_url` is given
    to those who are not signed in, `sign_out_url` (asked with POST) to those who are. `search_text` is what was
    searched for, so that it stays in the box.
    """

    title: str = ""
    place_name: str = ""
    place_url: str = ""
    acting_for: str = ""
    change_url: str = ""
    rooms: tuple[Room, ...] = ()
    user_name: str = ""
    version: str = ""
    is_demo: bool = False
    sign_in_url: str = ""
    sign_out_url: str = ""
    tasks_count: int = 0
    tasks_url: str = ""
    account_url: str = ""
    home_url: str = "/"
    search_url: str = ""
    search_text: str = ""
    help_url: str = ""
    accessibility_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """The one thing that a page offers to do next, and why."""

    text: str
    url: str
    why: str = ""
