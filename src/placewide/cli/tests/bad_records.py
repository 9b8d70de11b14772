"""Places whose records contradict themselves or each other."""

from placewide.cli.tests.bad_file import BadFile, in_text
from placewide.cli.tests.bad_texts import LINE_OF_POT, POT, SECOND_POT, of_pot

CYBER = "- id: cyber_baseline\n"
AIM = "  objective: strategic_value\n"


def of_cyber(
    name: str, old: str, new: str, rule: str, says: str = "", record: str = "cyber_baseline", shift: int = 0
) -> BadFile:
    """A key of the first project, which is mandatory, in YAML."""
    return in_text(name, ".yaml", old, new, rule, within=CYBER, record=record, says=says, shift=shift)


def of_place(name: str, old: str, new: str, rule: str, record: str | None = None, says: str = "") -> BadFile:
    """A key anywhere in YAML."""
    return in_text(name, ".yaml", old, new, rule, record=record, says=says)


IDENTITY = (
    of_pot("Y14 unknown key", "shareable: 150000", "shareble: 150000", "unknown_key", "“shareable”"),
    of_place("Y14 unknown list", "\nobservations:", "\nobservation:", "unknown_key", says="“observations”"),
    in_text(
        "X26 id given twice", ".yaml", SECOND_POT, POT, "duplicate_id", within=LINE_OF_POT, record=POT
    ),
    of_place("X26 id that differs by case", "- {id: ambulance,", "- {id: WGH}\n- {id: ambulance,", "bad_id", "WGH",
             "“wgh”"),
    of_pot("X26 id with a space behind", "holder: wgh", 'holder: "wgh "', "bad_id", "“wgh”"),
    of_pot("X26 id with a composed letter", "fund: frontline", "fund: frontlin\u00e9", "bad_id", "é"),
    of_pot("X26 id with a combining accent", "fund: frontline", "fund: frontline\u0301", "bad_id"),
    of_pot("X26 id with a Cyrillic letter", "fund: frontline", "fund: frontl\u0456ne", "bad_id", "CYRILLIC"),
    of_pot("Y15 holder that nobody knows", "holder: wgh", "holder: wgj", "unknown_reference", "“wgh”"),
    of_cyber("Y15 partner that nobody knows", "[wgh, fellside, council]", "[wgh, fellsid]", "unknown_reference",
             "“fellside”"),
    of_cyber("Y15 priority that nobody knows", "urgent: 2", "urgency: 2", "unknown_reference", "“urgent”"),
    of_place("Y15 record without an id", "- id: population\n  about: westmere\n", "- about: westmere\n", "missing_key",
             says="“id”"),
    in_text("Y15 place without a first year", ".yaml", "  first_year: 2026/27\n", "", "missing_key",
            says="“first_year”", shift=-3),
)  # fmt: skip

VALUES = (
    of_pot("Y20 unknown status", "status: awarded", "status: award", "unknown_choice", "“awarded”"),
    of_pot("Y20 unknown kind", "kind: capital", "kind: captial", "unknown_choice", "“capital”"),
    of_pot("X21 year that skips one", "year: 2026/27", "year: 2026/28", "bad_year", "2026/27"),
    of_pot("X21 calendar year", "year: 2026/27", "year: 2026", "bad_year", "2026/27"),
    of_place("X21 31 February", "valid_from: 2019-04-01", "valid_from: 2026-02-31", "bad_date", "wgh"),
    of_place("X21 American date", "valid_from: 2019-04-01", "valid_from: 04/01/2019", "bad_date", "wgh", "2016-06-30"),
    of_cyber("X33 score above the highest", "urgent: 2", "urgent: 6", "score_too_high", "5"),
    of_place("X33 share of 100.01 %", "pays_at_most: 0.5", "pays_at_most: 1.0001", "out_of_range", "frontline"),
    of_place("X33 weight below nothing", "weight: 22", "weight: -22", "out_of_range", "urgent"),
    of_place("X33 correlation below nothing", AIM, AIM + "  uncertainty: {rho: -0.1}\n", "out_of_range"),
    of_place("X33 correlation above one", AIM, AIM + "  uncertainty: {rho: 1.1}\n", "out_of_range"),
    of_place("X33 a single draw", AIM, AIM + "  uncertainty: {draws: 1}\n", "out_of_range"),
    of_place("X34 half a year", "\n  years: 5", "\n  years: 4.5", "not_whole"),
    of_place("X34 appraisal shorter than the plan", "appraisal_years: 10", "appraisal_years: 3",
             "appraisal_too_short", "westmere"),
    of_place("X01 126 years of amounts", "amounts: [50000]", f"amounts: [{', '.join(['1'] * 126)}]", "too_many_years",
             "segmentation_council"),
)  # fmt: skip

RELATIONS = (
    of_cyber("Y16 requirements in a circle", "excludes:", "requires: [single_sign_on]\n  excludes:", "requires_circle",
             "in a circle"),
    of_cyber("Y16 requires what it excludes", "excludes:", "requires: [separate_security]\n  excludes:",
             "requires_excluded", "both requires and excludes", shift=-9),
    of_cyber("Y16 excludes itself", "[separate_security]", "[cyber_baseline]", "requires_excluded", shift=-9),
    of_place("Y16 successors in a circle", "  kind: local_authority\n  ods: ZZW05",
             "  kind: local_authority\n  succeeded_by: district\n  ods: ZZW05", "succession_circle", "council"),
    of_cyber("Y16 options and costs of its own", "costs:", "options: [{id: one}]\n  costs:",
             "options_and_own_costs", "move these", shift=1),
    of_cyber("Y16 start beyond the horizon", "excludes:", "starts: [2031/32]\n  excludes:", "start_outside_horizon"),
    of_cyber("Y16 mandatory without costs", "    kind: revenue\n", "", "not_plannable", "the kind of cost", shift=-13),
    of_place("X26 row given twice", "kind: capital, year: 2027/28, amount: 600000",
             "kind: capital, year: 2026/27, amount: 600000", "duplicate_row"),
    of_place("Y15 what if of no allocation", f"allocation: {POT}, status", "allocation: frontline_wgh, status",
             "unknown_reference", "lost_grant", "frontline_wgh_2"),
    of_place("Y15 forced option that is none", "  in: true\n", "  in: true\n      option: full\n",
             "unknown_option", "device_loan"),
)  # fmt: skip
