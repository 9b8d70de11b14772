"""Money of real funds: what they print adds up, or is found not to."""

from fractions import Fraction

import pytest

from placewide.domain.funding.needs import cash_need
from placewide.domain.funding.routes import route_between
from placewide.numerics.discounting import RateBand, benefit_cost_ratio, discount_factors, present_value
from placewide.numerics.rounding import apportion, largest_remainder

MILLION = 100_000_000
"""Pence in a million pounds."""


def in_pence(*millions: str) -> list[int]:
    return [int(Fraction(amount) * MILLION) for amount in millions]


def test_cash_need_of_a_cost_four_years_on() -> None:
    """£100,000 in year 4 at 2.5 % inflation, 20 % irrecoverable VAT and 10 % contingency takes £145,703.30.

    Source: the place file's own worked example; VAT stands in the financial case, not in the economic one, as in the
    Integrated Digital Care Fund FAQ, https://www.england.nhs.uk/ourwork/tsd/sst/frequently-asked-questions/.
    """
    inflation, vat, contingency = Fraction(25, 1000), Fraction(20, 100), Fraction(10, 100)
    assert cash_need(100_000_00, 4, inflation, vat, contingency) == 145_703_30
    assert cash_need(100_000_00, 4, inflation, Fraction(0), contingency) == 121_419_42


def test_health_system_led_investment_adds_up_only_as_the_hsj_printed_it() -> None:
    """£104m, £92.4m and £216.1m make £412.5m; with the £261.1m that Digital Health printed they do not.

    Source: https://www.hsj.co.uk/technology-and-innovation/half-of-400m-tech-fund-not-available-until-2020/7023209.article
    and https://www.digitalhealth.net/2018/08/stp-provider-digitisation-fuding/.
    """
    total = in_pence("412.5")[0]
    assert list(largest_remainder(total, in_pence("104", "92.4", "216.1"))) == in_pence("104", "92.4", "216.1")
    with pytest.raises(ValueError, match="does not round to the total"):
        largest_remainder(total, in_pence("104", "92.4", "261.1"))


def test_the_stated_profile_of_health_system_led_investment_is_a_rounded_one() -> None:
    """25, 25 and 50 % of £412.5m are £103.125m, £103.125m and £206.25m, not the yearly sums announced.

    Source: as above; the profile as reported by Digital Health, August 2018. Derived.
    """
    by_profile = apportion(in_pence("412.5")[0], [25, 25, 50])
    assert list(by_profile) == in_pence("103.125", "103.125", "206.25")
    assert list(by_profile) != in_pence("104", "92.4", "216.1")


def test_the_published_parts_of_the_unified_tech_fund_are_a_part_list() -> None:
    """308, 248, 250, 50, 27, 3.3, 6, 4 make £896.3m: more than the £680m of the launch, short of the £938m later.

    Source: https://transform.england.nhs.uk/digitise-connect-transform/unified-tech-fund/unified-tech-fund-prospectus/.
    """
    parts = in_pence("308", "248", "250", "50", "27", "3.3", "6", "4")
    assert list(largest_remainder(in_pence("896.3")[0], parts)) == parts
    for published in in_pence("680", "938"):
        with pytest.raises(ValueError, match="89630000000"):
            largest_remainder(published, parts)
    assert sum(largest_remainder(in_pence("938")[0], [*parts, *in_pence("41.7")])) == in_pence("938")[0]


def test_the_london_estates_and_technology_fund_carries_more_than_its_underspend() -> None:
    """£17.3m, £26.1m, £26.2m and £28.0m make £97.6m; £38.4m was available in 2017/18, £12.3m above that year's sum.

    Source: London Capital Committee, 25 May 2017 (Estates and Technology Transformation Fund). The underspend of £2.4m
    printed beside it does not explain the difference: all three figures have to be kept. Derived.
    """
    by_year = in_pence("17.3", "26.1", "26.2", "28.0")
    cash = discount_factors((RateBand(None, Fraction(0)),), 4)
    assert present_value(by_year, cash) == in_pence("97.6")[0]
    available, allotted, underspend, accrual = in_pence("38.4", "26.1", "2.4", "12.3")
    with pytest.raises(ValueError, match="does not round to the total"):
        largest_remainder(available, [allotted, underspend])
    assert largest_remainder(available, [allotted, accrual]) == (allotted, accrual)


def test_the_hurdle_of_the_integrated_digital_care_fund() -> None:
    """£1.50 of financial benefit for each £1 of cost, £1.00 for electronic prescribing.

    Source: NHS England, Integrated Digital Care Fund, frequently asked questions,
    https://www.england.nhs.uk/ourwork/tsd/sst/frequently-asked-questions/.
    """
    hurdle, prescribing = Fraction(3, 2), Fraction(1)
    ratio = benefit_cost_ratio(present_benefits=149_999_99, present_costs=100_000_00)
    assert ratio is not None
    assert prescribing <= ratio < hurdle
    assert benefit_cost_ratio(present_benefits=150_000_00, present_costs=100_000_00) == hurdle


def test_the_section_256_grant_of_north_central_london() -> None:
    """An ICB granted £3.152m to a council under section 256, and the council contributed under section 76, in 2023.

    Source: London Borough of Haringey, Cabinet Member decision of 13 March 2023,
    https://www.minutes.haringey.gov.uk/ieListDocuments.aspx?CId=435&MId=10531.
    """
    to_council = route_between("icb", "local_authority", "2023-03-13")
    to_board = route_between("local_authority", "icb", "2023-03-13")
    assert (to_council.name, to_council.needs_advice) == ("Section 256 payment (NHS Act 2006)", False)
    assert (to_board.name, to_board.needs_advice) == ("Section 76 payment (NHS Act 2006)", False)
