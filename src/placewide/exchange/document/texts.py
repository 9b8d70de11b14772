"""Text as every format can carry it: normalised, without characters that hide something or break a file."""

import re
import unicodedata

LONGEST_TEXT = 32_767
"""UTF-16 units, the most that a cell of a workbook holds; longer text could not be converted."""

_UNWANTED = re.compile(
    "(?P<control>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff])|(?P<surrogate>[\ud800-\udfff])"
    "|(?P<direction>[\u202a-\u202e\u2066-\u2069])"
)
_REASONS = {
    "control": ("control_character", "the text holds a control character (U+{0:04X}); take it out"),
    "surrogate": ("lone_surrogate", "the text holds half a character (U+{0:04X}); write it again"),
    "direction": ("direction_mark", "the text holds a mark that turns its direction (U+{0:04X}); take it out"),
}


class TextRefusedError(ValueError):
    """The text may not stand in a place file; `rule` and the message say why."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule


def clean_text(text: str) -> str:
    """The text in NFC with plain line breaks. Raises TextRefusedError for unwanted characters and for too much text."""
    if len(text) > LONGEST_TEXT // 2 and len(text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST_TEXT:
        raise TextRefusedError("text_too_long", f"the text has more than {LONGEST_TEXT:,} characters; shorten it")
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    unwanted = _UNWANTED.search(text)
    if unwanted is not None and unwanted.lastgroup is not None:
        rule, message = _REASONS[unwanted.lastgroup]
        raise TextRefusedError(rule, message.format(ord(unwanted[0])))
    return text


def mended_identifier(text: str) -> str | None:
    """The id that was probably meant: lower case, without accents, spaces as `_`; None when nothing is left of it."""
    plain = unicodedata.normalize("NFKD", text.strip()).casefold()
    plain = re.sub(r"[\s./]+", "_", plain)
    plain = re.sub(r"[^a-z0-9_-]", "", plain).lstrip("_-")[:64]
    return plain or None


def odd_character(text: str, pattern: str) -> str | None:
    """The first character that does not match, with its Unicode name."""
    for character in text:
        if not re.fullmatch(pattern, character):
            return f"“{character}” ({unicodedata.name(character, 'a character without a name')})"
    return None
