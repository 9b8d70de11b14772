"""An organisation's own sign-in: set up by the programme office, and whom it may bring in."""

from dataclasses import dataclass

from allauth.socialaccount.models import SocialAccount, SocialApp
from django.db import transaction
from django.utils import timezone

from placewide.web.access.actor import Actor
from placewide.web.access.auditing import audited
from placewide.web.access.policy import RefusedError, Thing, require
from placewide.web.access.table import Action, Kind
from placewide.web.accounts.actions.accounts import account_for
from placewide.web.accounts.models import Invitation, Membership, Token, User
from placewide.web.accounts.queries import organisation as organisation_of
from placewide.web.organisations.models import Organisation

PROTOCOL = "openid_connect"


@dataclass(frozen=True, slots=True)
class OwnSignIn:
    """How an organisation's people sign in there. An empty `secret` keeps the one that is stored.

    `domains` are what stands after the @ of its people's addresses; the provider may name no others. `second_factor`:
    the organisation says that its sign-in always asks for one.
    """

    issuer: str
    client_id: str
    secret: str
    domains: tuple[str, ...]
    second_factor: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A sign-in that is offered to an address of its domain, whether or not anybody has that address."""

    provider: str
    organisation: str
    place: str


def set_own_sign_in(actor: Actor, organisation: str, wanted: OwnSignIn | None, *, second_factor_always: bool) -> None:
    """Set up, change or (None) end an organisation's own sign-in, and whether its people always need a second factor.

    Raises HiddenError, and RefusedError with the reason: the policy's, or a domain at which nobody of the organisation
    has an address, so that nobody offers a sign-in to the people of others.
    """
    row = organisation_of(actor, organisation)
    require(actor, Action.CREATE, Thing(Kind.SIGN_IN, actor.place, row.key))
    with transaction.atomic():
        row = Organisation.objects.select_for_update(of=("self",)).select_related("place").get(pk=row.pk)
        before = _shown(row)
        if wanted is not None:
            _check_domains(row, wanted)
        row.sign_in_provider = _store(row, wanted)
        if second_factor_always and not row.second_factor_always:  # those made before were made without one
            Token.objects.filter(membership__organisation=row, ended_at=None).update(ended_at=timezone.now())
        row.second_factor_always = second_factor_always
        row.save(update_fields=["sign_in_provider", "second_factor_always"])
        thing = Thing(Kind.SIGN_IN, actor.place, row.key)
        audited(actor, "changed", thing, key=f"sign_in/{row.key}", label=row.name, before=before, after=_shown(row))


def own_sign_in(organisation: Organisation) -> OwnSignIn | None:
    """What is set up, without the secret."""
    app = SocialApp.objects.filter(provider_id=organisation.sign_in_provider or None).first()
    if app is None:
        return None
    kept = app.settings
    return OwnSignIn(
        issuer=kept["server_url"],
        client_id=app.client_id,
        secret="",
        domains=tuple(kept["domains"]),
        second_factor=kept["second_factor"],
    )


def offers(email: str) -> list[Offer]:
    """The sign-ins of organisations whose people have addresses of this domain: the same for known and unknown."""
    domain = _domain(email)
    apps = {app.provider_id: app for app in SocialApp.objects.filter(provider=PROTOCOL)}
    here = [name for name, app in apps.items() if domain in app.settings.get("domains", [])]
    rows = Organisation.objects.present().filter(sign_in_provider__in=here).select_related("place")
    return [Offer(row.sign_in_provider, row.name, row.place.name) for row in rows if _is_alone_with(row, domain)]


def _is_alone_with(row: Organisation, domain: str) -> bool:
    """Whether no other place has people of this domain: a shared one (nhs.net) is nobody's to send elsewhere."""
    people = Membership.objects.present().filter(user__email__iendswith=f"@{domain}")
    return not people.exclude(organisation__place_id=row.place_id).exists()


def admitted(provider: str, email: str) -> User | None:
    """Whose account a provider opens for an address: a member's of the organisation, or that of somebody invited.

    None for an address outside the provider's domains, and for whoever is neither; no account is made for them.
    """
    app = SocialApp.objects.filter(provider_id=provider).first()
    if app is None or _domain(email) not in app.settings["domains"]:
        return None
    own = Organisation.objects.present().filter(sign_in_provider=provider)
    members = Membership.objects.present().filter(organisation__in=own, user__email__iexact=email)
    member = members.select_related("user").first()
    if member is not None:
        return member.user
    if Invitation.objects.open().filter(organisation__in=own, email__iexact=email).exists():
        return account_for(email)
    return None


def still_admitted(provider: str, user: User) -> bool:
    """Whether somebody who has come in this way before is still a member, or invited again."""
    app = SocialApp.objects.filter(provider_id=provider).first()
    if app is None or _domain(user.email) not in app.settings["domains"]:
        return False
    own = Organisation.objects.present().filter(sign_in_provider=provider)
    member = Membership.objects.present().filter(organisation__in=own, user=user).exists()
    return member or Invitation.objects.open().filter(organisation__in=own, email__iexact=user.email).exists()


def _store(row: Organisation, wanted: OwnSignIn | None) -> str:
    app = SocialApp.objects.filter(provider_id=row.sign_in_provider or None).first()
    if wanted is None:
        if app is not None:
            _forget_people(app)
            app.delete()
        return ""
    app = app or SocialApp(provider=PROTOCOL, provider_id=provider_name(row))
    if (app.settings or {}).get("server_url") != wanted.issuer.rstrip("/") or app.client_id != wanted.client_id:
        _forget_people(app)
    app.name, app.client_id, app.secret = row.name[:40], wanted.client_id, wanted.secret or app.secret
    app.settings = {
        "server_url": wanted.issuer.rstrip("/"),
        "domains": [domain.lower() for domain in wanted.domains],
        "second_factor": wanted.second_factor,
        "oauth_pkce_enabled": True,
    }
    app.save()
    return str(app.provider_id)


def provider_name(row: Organisation) -> str:
    """The name of an organisation's own sign-in in addresses: never that of another organisation or place."""
    return row.sign_in_provider or f"organisation-{row.pk}"


def _forget_people(app: SocialApp) -> None:
    """Whom one provider knows under a number, another may know as somebody else: everybody is recognised anew."""
    SocialAccount.objects.filter(provider=app.provider_id).delete()


def _check_domains(row: Organisation, wanted: OwnSignIn) -> None:
    present = Membership.objects.present().filter(organisation=row)
    known = {_domain(email) for email in present.values_list("user__email", flat=True)}
    for domain in wanted.domains:
        if domain.lower() not in known:
            raise RefusedError(f"Nobody of {row.name} has an address at {domain} yet. Invite somebody there first.")


def _shown(row: Organisation) -> dict[str, object]:
    own = own_sign_in(row)
    shown: dict[str, object] = {"second_factor_always": row.second_factor_always}
    if own is not None:
        shown |= {"issuer": own.issuer, "client": own.client_id, "domains": list(own.domains)}
        shown |= {"second_factor": own.second_factor}
    return shown


def _domain(email: str) -> str:
    return email.strip().lower().rpartition("@")[2]
