"""The settings of the installation, but for a data folder of its own, plain file names and cheap passwords."""

import os
import tempfile
from pathlib import Path

os.environ["PLACEWIDE_DATA"] = tempfile.mkdtemp(prefix="placewide-tests-")
os.environ.setdefault("PLACEWIDE_MODE", "local")

from placewide.web.config.settings import *  # noqa: F403
from placewide.web.config.settings import STATIC_ROOT, STORAGES

Path(STATIC_ROOT).mkdir()
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
