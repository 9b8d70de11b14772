"""Who reads the monthly letter."""

from django.db import models


class Reader(models.Model):
    """A person as reader of the monthly letter: everything up to `told_until` was told, and nothing is looked for
    before `next_at`. `stopped_at`: the person wants none.
    """

    user = models.OneToOneField("accounts.User", on_delete=models.CASCADE, related_name="+")
    told_until = models.DateTimeField()
    next_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("next_at",), condition=models.Q(stopped_at=None), name="letters_that_are_due"),)

    def __str__(self) -> str:
        return f"the monthly letter to {self.user}"
