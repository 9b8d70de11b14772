"""Two people, or two clicks, at the same moment: one is first, and nothing is done twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from placewide.web.access.actor import Role
from placewide.web.access.policy import RefusedError
from placewide.web.accounts import links
from placewide.web.accounts.actions.invitations import accept, invite
from placewide.web.accounts.actions.memberships import end_membership
from placewide.web.accounts.models import Membership, User
from placewide.web.accounts.queries import holds_office
from placewide.web.accounts.tests.letters import letter_to
from placewide.web.tests.cast import World, build_world

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 6


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """What each gave, or the refusal that it met."""

    def run(act: Callable[[], object]) -> object:
        try:
            return act()
        except (links.ClosedLinkError, RefusedError) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, acts))


@pytest.fixture
def crowd() -> World:
    return build_world()


def test_an_invitation_accepted_many_times_at_once_makes_one_member(crowd: World) -> None:
    email = "new@council.example"
    invite(
        crowd.actor("partner"), "council", email, {Role.MEMBER}, address_of=lambda token: f"https://x.example/{token}"
    )
    token = letter_to(email).text.partition("https://x.example/")[2].split()[0]
    found = at_once([lambda: accept(token, "Nadia New")] * THREADS)
    assert sum(isinstance(one, Membership) for one in found) == 1
    assert sum(isinstance(one, links.ClosedLinkError) for one in found) == THREADS - 1
    assert User.objects.filter(email=email).count() == 1


def test_a_link_used_many_times_at_once_is_used_once(crowd: World) -> None:
    token = links.make(links.Purpose.SIGN_IN, "owner@riverside.example", expires=timedelta(minutes=1))
    found = at_once([lambda: links.use(token, links.Purpose.SIGN_IN)] * THREADS)
    assert sum(isinstance(one, links.ClosedLinkError) for one in found) == THREADS - 1


def test_two_programme_offices_that_end_each_other_leave_one(crowd: World) -> None:
    office, owner = (Membership.objects.get(user=crowd.people[name]) for name in ("office", "owner"))
    owner.roles = [Role.PROGRAMME_OFFICE]
    owner.save()
    first, second = crowd.actor("office"), crowd.actor("owner")
    found = at_once([lambda: end_membership(first, owner.pk), lambda: end_membership(second, office.pk)])
    left = [
        row for row in Membership.objects.present().filter(organisation__place=crowd.riverside) if holds_office(row)
    ]
    assert (len(left), sum(isinstance(one, Membership) for one in found)) == (1, 1)
