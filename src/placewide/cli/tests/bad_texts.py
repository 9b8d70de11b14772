"""Place files in YAML and JSON that say something wrong, the Y series first, then what no format may say."""

from placewide.cli.tests.bad_file import BadFile, Broken, in_text
from placewide.cli.tests.good_place import good

POT, SECOND_POT = "frontline_wgh_2627", "frontline_wgh_2728"
LINE_OF_POT = f"- id: {POT}\n"
SHAREABLE = "shareable: 150000"
RECORD = "- id: shared_record\n"
OLD_FORM = f'"id": "{POT}"'


def amount(name: str, written: str, rule: str, says: str = "") -> BadFile:
    """The shareable part of an allocation, written so in YAML."""
    new = f"shareable: {written}"
    return in_text(name, ".yaml", SHAREABLE, new, rule, within=LINE_OF_POT, record=POT, says=says)


def of_pot(name: str, old: str, new: str, rule: str, says: str = "", record: str | None = POT) -> BadFile:
    """A key of an allocation in YAML."""
    return in_text(name, ".yaml", old, new, rule, within=LINE_OF_POT, record=record, says=says)


def in_json(name: str, old: str, new: str, rule: str, record: str | None = None, shift: int = 0) -> BadFile:
    """The allocation in JSON; a reader that stops there knows no record yet."""
    return in_text(name, ".json", old, new, rule, within=OLD_FORM, record=record, shift=shift)


def whole(name: str, suffix: str, content: bytes, rule: str, place: str = "") -> BadFile:
    """A file that is broken as a whole."""
    return BadFile(name, suffix, lambda: Broken(content, place), rule)


def recoded(name: str, suffix: str, encoding: str, rule: str) -> BadFile:
    """The good place in another encoding."""
    return BadFile(name, suffix, lambda: Broken(good(suffix).decode().encode(encoding)), rule)


def _latin_1() -> Broken:
    text = good(".yaml").decode()
    at = text.index("NHS Trust")
    content = text[:at].encode() + b"caf\xe9 " + text[at:].encode()
    return Broken(content, f"line {text.count(chr(10), 0, at) + 1},")


def _two_documents() -> Broken:
    text = good(".yaml").decode()
    return Broken(f"{text}---\n{text}".encode(), f"line {text.count(chr(10)) + 1},")


def _more_behind() -> Broken:
    text = good(".json").decode()
    return Broken((text + '{"more": 2}\n').encode(), f"line {text.count(chr(10)) + 1},")


def _cut(suffix: str) -> Broken:
    return Broken(good(suffix)[: len(good(suffix)) // 2])


YAML = (
    of_pot("Y01 alias", "holder: wgh", "holder: &h wgh", "yaml_alias", record=None),
    of_pot("Y02 tag", "holder: wgh", "holder: !!python/name:os.system wgh", "yaml_tag", record=None),
    of_pot("Y04 NO for false", "may_share: true", "may_share: NO", "not_yes_no", "write true or false"),
    of_pot("Y04 yes for true", "may_share: true", "may_share: yes", "not_yes_no"),
    amount("Y05 underscore in a number", "150_000", "not_amount", "150000"),
    amount("Y05 leading nought", "0150000", "not_amount"),
    amount("Y05 exponent", "1.5e5", "not_amount"),
    amount("Y05 time of day", "12:30:00", "not_amount"),
    of_pot("Y06 duplicate key", "fund: frontline", "fund: frontline\n  holder: icb", "duplicate_key", record=None),
    amount("Y07 not a number", ".nan", "not_amount"),
    amount("X18 thousands with commas", '"1,234.50"', "not_amount", "1234.5"),
    amount("X18 pound sign and space", "£1 234", "not_amount"),
    amount("X18 brackets for a minus", "(500)", "not_amount"),
    amount("X18 decimal comma", "1.234\u202f50,00", "not_amount"),
    amount("X18 per cent", "12%", "not_amount"),
    amount("X18 quoted number", '"150000"', "not_amount", "without quotes"),
    amount("A11 list for an amount", "[150000]", "not_amount"),
    amount("A11 true for an amount", "true", "not_amount"),
    amount("A18 digits of another script", "١٥٠", "not_amount"),
    amount("A18 digits of full width", "１５０", "not_amount"),
    amount("X34 less than nothing", "-1", "out_of_range", "at least 0"),
    amount("X34 a tenth of a penny", "0.001", "too_many_decimals"),
    amount("X34 100,000,000,000,000 pence", "1000000000000", "amount_too_large"),
    in_text("Y12 tab", ".yaml", "  holder: wgh", "\tholder: wgh", "tab_indentation", within=LINE_OF_POT),
    BadFile("Y13 two documents", ".yaml", _two_documents, "several_documents"),
    BadFile("Y11 one letter in Latin-1", ".yaml", _latin_1, "encoding"),
    recoded("Y11 UTF-16", ".yaml", "utf-16", "encoding"),
    whole("Y19 empty", ".yaml", b"", "empty"),
    whole("Y19 a word", ".yaml", b"westmere\n", "scalar_at_top", "line 1"),
    BadFile("Y18 half of the file", ".json", lambda: _cut(".json"), "truncated"),
    in_text("Y14 newer version", ".yaml", "placewide: 1", "placewide: 2", "unknown_format_version", says="version 1"),
)

JSON = (
    in_json("Y06 duplicate key in JSON", '"holder"', '"holder": "icb", "holder"', "duplicate_key"),
    in_json("Y07 NaN", "150000", "NaN", "number_not_finite"),
    in_json("Y07 1e400", "150000", "1e400", "number_not_finite"),
    in_json("Y09 5,000 digits", "150000", "9" * 5000, "number_too_long"),
    in_json("Y11 half of a surrogate pair", '"wgh"', '"\\ud800"', "lone_surrogate"),
    in_json("Y11 NUL", '"wgh"', '"wgh\\u0000"', "control_character"),
    in_json("Y08 100,000 brackets", "150000", "[" * 100_000, "too_deep"),
    in_json("Y10 key of another language", '"holder"', '"__proto__"', "unknown_key", POT),
    in_json("A11 number as text in JSON", "150000", '"150000"', "not_amount", POT),
    in_json("Y18 comment in JSON", '"holder"', '// who\n"holder"', "json_syntax"),
    in_json("Y18 comma after the last", "150000", "150000,", "json_syntax", shift=1),
    BadFile("Y18 more behind the end", ".json", _more_behind, "trailing_text"),
    whole("Y19 null", ".json", b"null\n", "empty"),
)
