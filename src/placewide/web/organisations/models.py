"""An organisation of a place: what people belong to and act for. Its details stand in the place document."""

from django.db import models


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def of(self, place: int) -> "OrganisationQuerySet":
        return self.filter(place_id=place)

    def present(self) -> "OrganisationQuerySet":
        """Those that are still part of the place."""
        return self.filter(left_at=None)


class Organisation(models.Model):
    """The same body in two places is two rows: roles, invitations and sign-in are given place by place."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="member_organisations")
    key = models.CharField(max_length=80)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=40, blank=True)
    second_factor_always = models.BooleanField(default=False)
    sign_in_provider = models.CharField(max_length=200, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ("name", "key")
        constraints = [models.UniqueConstraint(fields=["place", "key"], name="organisation_key_once_in_a_place")]

    def __str__(self) -> str:
        return self.name
