"""What a person would leave behind. Each slice that lets people own things says here what they own."""

from collections.abc import Callable, Sequence

from placewide.web.accounts.models import Invitation, Membership

Owned = Callable[[Membership], Sequence[str]]
"""What a member owns, each in words: “the scenario Without the council”."""

_registered: list[Owned] = []


def owns(function: Owned) -> Owned:
    """Register what a slice's things belong to whom; called when Django starts."""
    if function not in _registered:
        _registered.append(function)
    return function


def owned_by(membership: Membership) -> list[str]:
    """Everything that a successor would take over, in words."""
    return [words for function in _registered for words in function(membership)]


@owns
def open_invitations(membership: Membership) -> list[str]:
    """Invitations that the member sent and nobody has answered."""
    sent = Invitation.objects.open().filter(invited_by=membership.user, organisation=membership.organisation)
    return [f"the open invitation to {email}" for email in sent.values_list("email", flat=True)]


@owns
def tokens(membership: Membership) -> list[str]:
    """Keys of programs; they end with the membership."""
    names = membership.tokens.filter(ended_at=None).values_list("name", flat=True)
    return [f"the token “{name}”, which ends" for name in names]
