"""Everything that is stored, as one digest: what reads must not change it, and what is refused must not either."""

import hashlib

from django.db import models

from placewide.web.config.backups import rows_text, stored_models

READING_MAY_CHANGE = {"accounts.user": {"last_login"}, "accounts.token": {"last_used_at"}}


def digest_of_all() -> str:
    """The digest of every row of every table, but for what signing in and using a token write down."""
    digest = hashlib.sha256()
    for model in stored_models():
        for row in model._base_manager.order_by("pk"):
            digest.update(rows_text([row], _fields(model)).encode())
    return digest.hexdigest()


def _fields(model: type[models.Model]) -> list[str]:
    left_out = READING_MAY_CHANGE.get(model._meta.label_lower, set())
    return [field.name for field in model._meta.local_fields if field.name not in left_out]
