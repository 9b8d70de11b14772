"""Benefits that real places published: their totals, ramps and inconsistencies come out of our arithmetic."""

from fractions import Fraction

from placewide.domain.benefits.parameters import STANDARD_DISCOUNTING
from placewide.numerics.discounting import RateBand, discount_factors, present_value, switching_factor
from placewide.numerics.rounding import apportion, round_half_up

UNDISCOUNTED = discount_factors((RateBand(None, Fraction(0)),), 3)
STANDARD = discount_factors(STANDARD_DISCOUNTING[0].bands, 3)


def ramp(full: int) -> list[int]:
    return [round_half_up(Fraction(full * year, 3)) for year in (1, 2, 3)]


def test_chelsea_and_westminster_personal_health_record_adds_up() -> None:
    """Letters ramp up by thirds to £162,750, subject access is flat; 123,505, 177,755, 232,005; together 533,265.

    Source: NHS Digital, Personal health record adoption toolkit, financial benefits (Chelsea and Westminster).
    """
    letters, subject_access = ramp(162_750), [69_255] * 3
    by_year = [sum(pair) for pair in zip(letters, subject_access, strict=True)]
    assert letters == [54_250, 108_500, 162_750]
    assert by_year == [123_505, 177_755, 232_005]
    assert present_value(by_year, UNDISCOUNTED) == 533_265
    assert present_value(letters, STANDARD) + present_value(subject_access, STANDARD) == present_value(
        by_year, STANDARD
    )


def test_hillingdon_personal_health_record_rounds_its_ramp_half_up() -> None:
    """Letters 16,455, 32,909 and 49,364: thirds of the last, rounded; with £25,654 a year of subject access, 175,690.

    Source: NHS Digital, Personal health record adoption toolkit, financial benefits (Hillingdon). Total derived.
    """
    assert ramp(49_364) == [16_455, 32_909, 49_364]
    by_year = [letters + 25_654 for letters in ramp(49_364)]
    assert by_year == [42_109, 58_563, 75_018]
    assert present_value(by_year, UNDISCOUNTED) == 175_690


def test_a_bed_day_of_the_leicestershire_virtual_ward() -> None:
    """£529,719 net over 1,103 bed days saved: about £480 a day. Split by days, no pound is lost.

    Source: summary of JMIR Formative Research 2024;8:e47441 (Leicester, Leicestershire and Rutland); derived.
    """
    assert round_half_up(Fraction(529_719, 1_103)) == 480
    by_day = apportion(529_719, [1] * 1_103)
    assert set(by_day) == {480, 481}
    assert by_day.count(481) == 279


def test_the_one_london_headline_does_not_follow_from_its_base_case() -> None:
    """27m accesses × 0.5 minute at about £34.50 an hour is £7.8m; the £44.5m headline needs 5.7 times the minutes.

    Source: OneLondon evaluation, https://doi.org/10.21203/rs.3.rs-5638121/v1 (preprint); derived. Monthly values of
    £242,166 for 840,000 accesses and £374,143 for 1.3 million imply the hourly cost.
    """
    base_case_minutes = Fraction(1, 2)
    hourly = [
        value / (accesses * base_case_minutes / 60) for value, accesses in ((242_166, 840_000), (374_143, 1_300_000))
    ]
    assert [f"{float(cost):.1f}" for cost in hourly] == ["34.6", "34.5"]
    value = 27_000_000 * base_case_minutes / 60 * Fraction("34.5")
    assert round_half_up(value) == 7_762_500
    factor = switching_factor(value - 44_493_944, value)
    assert factor is not None
    assert f"{float(factor):.1f} times, {float(factor * base_case_minutes):.1f} minutes" == "5.7 times, 2.9 minutes"
