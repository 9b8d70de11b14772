"""What the plan rests on: the file, the rules, the weights, the limits, and everything that was found on the way."""

from fractions import Fraction

from placewide.domain.shared.figures import pence
from placewide.domain.shared.findings import Finding
from placewide.reports.html.components import Column, Row, details, facts, section, subheading, table
from placewide.reports.markup import Child, Markup, element, fragment
from placewide.reports.sentences import count, exact, listed, percentage, plain
from placewide.reports.view import View
from placewide.reports.wording import MONEY_STATUSES, SEVERITIES, objective_words

FINDINGS_SHOWN = 12


def provenance_section(view: View) -> Markup:
    return section(
        "provenance",
        "What this rests on",
        _answer(view),
        facts(_assumptions(view)),
        _weights(view),
        _limits(view),
        _findings(view),
    )


def _answer(view: View) -> str:
    year = view.document.place.first_year
    found = count(len(view.plan.findings), "finding")
    return (
        f"Every figure on this page is computed from one version of {view.place}’s place file, with prices of {year} "
        f"as the base; {found} on the way {'is' if len(view.plan.findings) == 1 else 'are'} listed here."
    )


def _assumptions(view: View) -> list[tuple[str, Child]]:
    place, settings = view.document.place, view.settings
    years = f"{count(place.years, 'year')} of money, {view.years[0]} to {view.years[-1]}"
    appraised = count(place.appraisal_years or place.years, "year")
    return [
        ("Place file", element("code", view.plan.digest, class_="report-code")),
        ("Placewide version", view.plan.version),
        ("Scenario", view.scenario_name or "none: as the place file stands"),
        ("Aim", listed([objective_words(name) for name in view.plan.objectives])),
        ("Planned", years),
        ("Appraised", f"{appraised}, at the Green Book’s rates; year 0 is {place.first_year}"),
        ("Inflation on costs", f"{plain(Fraction(place.inflation))} % a year, for the money to be found"),
        ("VAT", f"{plain(Fraction(place.vat))} % on costs whose VAT cannot be recovered"),
        ("Contingency", f"{plain(Fraction(place.contingency))} % unless a cost line sets its own"),
        ("Money counted", listed([MONEY_STATUSES[status] for status in settings.count])),
        ("Routes", "without shares that need advice" if settings.routes.exclude_needs_advice else "all that are known"),
        ("Search", _search(view)),
    ]


def _search(view: View) -> str:
    settings = view.settings
    return f"stops at proof or after {plain(Fraction(settings.stop.seconds), 1)} seconds"


def _weights(view: View) -> Markup | None:
    rows = [
        Row([view.priority_name(key), percentage(weight)])
        for key, weight in sorted(view.weights.items(), key=lambda item: -item[1])
    ]
    whose = view.settings.weights
    seen_by = f", as {view.organisation_name(whose)} sees them" if isinstance(whose, str) else ""
    caption = f"Weights of the priorities{seen_by}"
    return table("weights", caption, (Column("Priority"), Column("Weight", numeric=True)), rows, look="stacked")


def _limits(view: View) -> Markup | None:
    columns = (Column("Organisation"), Column("Kind"), Column("Year"), Column("Most that it may bear", numeric=True))
    rows = [
        Row([view.organisation_name(limit.organisation), limit.kind, str(limit.year), exact(pence(limit.amount))])
        for limit in view.document.limits
    ]
    return table("limits", "Spending cover", columns, rows, look="stacked")


def _findings(view: View) -> Markup | None:
    findings = sorted(view.plan.findings, key=lambda finding: list(SEVERITIES).index(finding.severity))
    if not findings:
        return None
    first, rest = findings[:FINDINGS_SHOWN], findings[FINDINGS_SHOWN:]
    more = details(f"{len(rest)} more", _finding_table(rest, "more-findings")) if rest else None
    return fragment(subheading("Findings"), _finding_table(first, "findings"), more)


def _finding_table(findings: list[Finding], id_: str) -> Markup | None:
    columns = (Column("What was found"), Column("Where"), Column("What to do"))
    rows = [
        Row([finding.message, element("code", _where(finding), class_="report-code"), SEVERITIES[finding.severity]])
        for finding in findings
    ]
    return table(id_, "What was found on the way", columns, rows, look="stacked")


def _where(finding: Finding) -> str:
    return f"{finding.where} ({finding.position})" if finding.position else finding.where
