"""A seal on a Word or PowerPoint file that breaks when somebody changes it, so that nobody's work is written over.

seal = SHA-256 over name and bytes of every part but the one that carries it (the core properties)
"""

import hashlib
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import IO, Protocol

CARRIER = "docProps/core.xml"
SEAL = re.compile(rb"<dc:identifier>placewide:([0-9a-f]{64})</dc:identifier>")


class CoreProperties(Protocol):
    identifier: str


class Office(Protocol):
    """A document of python-docx or of python-pptx."""

    @property
    def core_properties(self) -> CoreProperties: ...

    def save(self, target: str | IO[bytes], /) -> None: ...


def save_sealed(document: Office, path: Path) -> None:
    """Save with a seal. Raises OSError where the file cannot be written."""
    unsealed = BytesIO()
    document.save(unsealed)
    document.core_properties.identifier = f"placewide:{_digest(unsealed)}"
    document.save(str(path))


def is_unchanged(path: Path) -> bool:
    """Whether the file is just as it was sealed; false for a file that has no seal or cannot be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = SEAL.search(archive.read(CARRIER))
        return found is not None and found[1].decode() == _digest(path)
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


def _digest(file: Path | IO[bytes]) -> str:
    whole = hashlib.sha256()
    with zipfile.ZipFile(file) as archive:
        for name in sorted(archive.namelist()):
            if name != CARRIER:
                whole.update(f"{name}\n".encode() + hashlib.sha256(archive.read(name)).digest())
    return whole.hexdigest()
