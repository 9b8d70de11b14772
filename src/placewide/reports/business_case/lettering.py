"""Letters that a document format or its fonts cannot hold."""

import unicodedata

FAMILIAR = ((0x20, 0x24F), (0x370, 0x3FF), (0x400, 0x45F), (0x2010, 0x2027), (0x2030, 0x203A), (0x20AC, 0x20AC),
            (0x2190, 0x2193), (0x2212, 0x2212), (0x2260, 0x2265))  # fmt: skip
"""Latin, Greek, Cyrillic and the signs that Arial and its relatives all have."""


def without_controls(text: str) -> str:
    """The text without control characters, which XML forbids and no font has; line ends stay.

    >>> without_controls("a\\x07b\\nc")
    'ab\\nc'
    """
    return "".join(each for each in text if each in "\n\t" or unicodedata.category(each) not in ("Cc", "Cs", "Cn"))


def familiar(text: str) -> str:
    """The text with a question mark for every letter that not every machine can show.

    >>> familiar("Ysbyty Gwynedd – £, 漢")
    'Ysbyty Gwynedd – £, ?'
    """
    return "".join(each if each in "\n\t" or _is_familiar(each) else "?" for each in text)


def _is_familiar(letter: str) -> bool:
    return any(low <= ord(letter) <= high for low, high in FAMILIAR)
