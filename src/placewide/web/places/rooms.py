"""The rooms that a place can switch on and off; those that it does not use stay hidden."""

from dataclasses import dataclass

from placewide.web.places.models import Place


@dataclass(frozen=True, slots=True)
class RoomChoice:
    """`key` is what `Place.rooms` holds."""

    key: str
    name: str
    what: str


ROOMS = (
    RoomChoice("table", "The Table", "What you can do alone and together, flipped and redrawn in the meeting."),
    RoomChoice("choose", "Choose", "The long list of proposals, and the plan that is made of it."),
    RoomChoice("pay", "Pay", "Who holds which money, who pays and who gains."),
    RoomChoice("together", "Together", "Small things that partners have already done together."),
)


def open_rooms(place: Place) -> frozenset[str]:
    """The rooms that the place uses. One that has never chosen uses all."""
    known = {room.key for room in ROOMS}
    return frozenset(place.rooms) & known if place.rooms else frozenset(known)
