"""Every figure of a workbook beside the plan's, to the penny."""

from placewide.domain.plan.result import OrganisationAccount, Plan, ProjectAppraisal
from placewide.reports.workbook.codes import code
from placewide.reports.workbook.sheets.benefits import class_words
from placewide.reports.workbook.tests.reading import Reading, Row, pence


def assert_tells_the_plan(reading: Reading, plan: Plan) -> None:
    """Payments, pots, shares, projects, organisations and totals are the plan's, and every check holds."""
    _payments(reading, plan)
    _pots(reading, plan)
    _projects(reading, plan)
    _organisations(reading, plan)
    _totals(reading, plan)
    checks = reading.rows("Checks", "Holds")
    assert len(checks) >= 17
    # LibreOffice stores TRUE as 1.
    assert [row["What must hold"] for row in checks if row["Holds"] != 1] == []
    assert reading.named("All_checks_hold") == 1


def _payments(reading: Reading, plan: Plan) -> None:
    rows = reading.rows("Payments", "Paid from")
    assert [pence(row["Amount (£)"]) for row in rows] == [payment.amount_pence for payment in plan.payments]
    assert [row["Shared"] == "yes" for row in rows] == [payment.shared for payment in plan.payments]
    shared = [pence(row["Amount (£)"]) for row in reading.rows("Shares", "Legal route")]
    assert shared == [share.amount_pence for share in plan.shares]
    costs = reading.rows("Costs", "Need in cash (£)")
    assert all(row["Difference (£)"] == 0 for row in costs)
    assert sum(pence(row["Need in cash (£)"]) or 0 for row in costs) == sum(p.amount_pence for p in plan.payments)


def _pots(reading: Reading, plan: Plan) -> None:
    rows = reading.by("Pots", "Pot code")
    assert len(rows) == len(plan.allocations)
    for use in plan.allocations:
        row = rows[code(use.allocation)]
        found = tuple(pence(row[heading]) for heading in ("Used (£)", "Unused (£)", "Shared (£)"))
        assert found == (use.used_pence, use.unused_pence, use.shared_pence)


def _projects(reading: Reading, plan: Plan) -> None:
    assert plan.appraisal is not None
    appraised, listed = reading.by("Appraisal", "Project code"), reading.by("Short-list", "Project code")
    assert len(appraised) == len(listed) == len(plan.appraisal.by_project)
    outcomes = {outcome.id: outcome for outcome in plan.projects}
    for project in plan.appraisal.by_project:
        _project(appraised[code(project.project)], project)
        row = listed[code(project.project)]
        paid = [payment.amount_pence for payment in plan.payments if payment.project == project.project]
        assert pence(row["Cost to fund (£)"]) == sum(paid)
        assert pence(row["Benefits less costs, NPSV (£)"]) == project.npsv_pence
        value = outcomes[project.project].strategic_value
        assert abs(row["Strategic value"] - float(value or 0)) < 1e-9


def _project(row: Row, project: ProjectAppraisal) -> None:
    assert pence(row["Benefits (£)"]) == project.pv_benefits_pence
    assert pence(row["Costs before bias (£)"]) == project.pv_costs_before_bias_pence
    assert pence(row["Optimism bias (£)"]) == project.pv_bias_pence
    assert pence(row["Managing risks (£)"]) == project.pv_risk_cost_pence
    assert pence(row["Costs with bias (£)"]) == project.pv_costs_pence
    assert pence(row["Benefits less costs, NPSV (£)"]) == project.npsv_pence


def _organisations(reading: Reading, plan: Plan) -> None:
    assert plan.appraisal is not None
    rows = reading.by("Organisations", "Organisation code")
    assert list(rows) == [code(account.organisation) for account in plan.appraisal.by_organisation]
    for account in plan.appraisal.by_organisation:
        _organisation(rows[code(account.organisation)], account)


def _organisation(row: Row, account: OrganisationAccount) -> None:
    assert pence(row["Pays (£)"]) == account.pays_pence
    assert pence(row["Of it grants (£)"]) == account.grants_pence
    assert pence(row["Of it own money (£)"]) == account.own_money_pence
    assert pence(row["Of own money: after the money stops (£)"]) == account.unfunded_pence
    assert pence(row["Gains (£)"]) == account.gains_pence
    assert pence(row["Largest yearly bill after the money stops (£)"]) == account.yearly_bill_pence
    assert pence(row["Net gain: gains − own money (£)"]) == account.gains_pence - account.own_money_pence
    for class_, gained in account.gains_by_class.items():
        assert pence(row[f"Gains: {class_words(class_)} (£)"]) == gained


def _totals(reading: Reading, plan: Plan) -> None:
    appraisal = plan.appraisal
    assert appraisal is not None
    paid = sum(payment.amount_pence for payment in plan.payments)
    totals = {
        "NPSV": appraisal.npsv_pence,
        "PV_benefits": appraisal.pv_benefits_pence,
        "PV_costs": appraisal.pv_costs_pence,
        "PV_bias": appraisal.pv_bias_pence,
        "Total_paid": paid,
        "Total_need": paid,
        "Total_unused": sum(use.unused_pence for use in plan.allocations),
        "Total_shared": sum(share.amount_pence for share in plan.shares),
    }
    assert {name: pence(reading.named(name)) for name in totals} == totals
    assert abs((reading.named("BCR") or 0) - (appraisal.bcr or 0)) < 1e-9
