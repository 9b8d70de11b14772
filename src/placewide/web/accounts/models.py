"""People: accounts, what they are for which organisation, invitations, single-purpose links, tokens."""

from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from placewide.web.access.actor import Role


def known_roles(names: list[str]) -> frozenset[Role]:
    """The roles of these names; one that this version does not know gives no right."""
    return frozenset(Role(name) for name in names if name in Role._value2member_map_)


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new account; without a password it is entered by a link only."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person, known by an e-mail address. What she may do is told by her memberships and nothing else."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_for_an_address")]

    def __str__(self) -> str:
        return self.name or self.email


class MembershipQuerySet(models.QuerySet["Membership"]):
    def present(self) -> "MembershipQuerySet":
        """Memberships that hold now, of organisations that are still there."""
        return self.filter(ended_at=None, organisation__left_at=None, user__is_active=True)


class Membership(models.Model):
    """What a person is for one organisation of one place, from when to when. It is ended, never deleted."""

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="memberships")
    roles = models.JSONField(default=list)
    began_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    successor = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], condition=models.Q(ended_at=None), name="one_membership_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.organisation}"

    @property
    def held_roles(self) -> frozenset[Role]:
        return known_roles(self.roles)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Those that can still be accepted: an organisation that left takes its invitations along."""
        waiting = self.filter(accepted_at=None, cancelled_at=None, organisation__left_at=None)
        return waiting.filter(expires_at__gt=timezone.now())


class Invitation(models.Model):
    """An address asked to join an organisation with given roles. Only the digest of its token is kept.

    Without `invited_by` it was sent from the command line, by whoever runs the installation.
    """

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    roles = models.JSONField(default=list)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="invitations_sent"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.email} to {self.organisation}"

    @property
    def offered_roles(self) -> frozenset[Role]:
        return known_roles(self.roles)

    def is_open(self, now: datetime | None = None) -> bool:
        return self.accepted_at is None and self.cancelled_at is None and (now or timezone.now()) < self.expires_at


class Link(models.Model):
    """A single-purpose, expiring link: whoever holds it may do the one thing that it is for, once."""

    class Purpose(models.TextChoices):
        SIGN_IN = "sign_in", "Sign in"
        EXPERIENCE = "experience", "Tell of something done together"
        LETTER = "letter", "Stop the monthly letter"

    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    token_digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField(max_length=254)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, null=True, blank=True, related_name="links"
    )
    minutes = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.purpose} for {self.email}"

    def is_open(self, now: datetime | None = None) -> bool:
        return self.used_at is None and (now or timezone.now()) < self.expires_at


class Token(models.Model):
    """A key for a program to act for its owner, at one organisation, within scopes narrower than the owner's rights."""

    membership = models.ForeignKey("accounts.Membership", on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    token_digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.name

    def is_open(self, now: datetime | None = None) -> bool:
        return self.ended_at is None and (now or timezone.now()) < self.expires_at
