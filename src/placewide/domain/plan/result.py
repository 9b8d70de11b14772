"""A plan and everything that it says: the typed form of `placewide-plan/1`. Money is integer pence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from placewide.domain.shared.findings import Finding
from placewide.domain.shared.years import FinancialYear

Status = Literal["optimal", "feasible", "infeasible", "stopped"]
ReasonCode = Literal[
    "chosen", "forced", "worth_less", "no_money", "rule", "requires", "excluded", "not_plannable", "forced_out"
]
Value = Fraction
"""An objective's value; a plan under a list of objectives has a tuple of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyPart:
    kind: str
    year: FinancialYear
    extra_pence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheapestChange:
    """The least that brings a project in with every chosen project still chosen."""

    type: Literal["money", "permission", "rule"]
    parts: tuple[MoneyPart, ...] = ()
    allocation: str | None = None
    rule: str | None = None
    extra_pence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectOutcome:
    """What became of one project, and why."""

    id: str
    selected: bool
    option: str | None = None
    start: FinancialYear | None = None
    strategic_value: Fraction | None = None
    npsv_pence: int | None = None
    firm: bool | None = None
    reason_code: ReasonCode
    reason: str
    cheapest_change: CheapestChange | None = None
    price: Fraction | None = None
    """For one left out: what the first objective would lose if it were forced in."""
    displaces: tuple[str, ...] = ()
    """For one left out: chosen projects that would fall. For one chosen: projects that would come in without it."""
    hangs_on: tuple[str, ...] = ()
    """Allocations that pay for it; for one that is not firm, those that are not awarded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What one allocation pays of one cost line in one year. A share when another organisation bears the cost."""

    allocation: str
    project: str
    line: str
    bearer: str
    year: FinancialYear
    kind: str
    amount_pence: int
    shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Money of one holder that pays another organisation's cost, by allocation, project and year."""

    from_: str
    to: str
    allocation: str
    project: str
    year: FinancialYear
    kind: str
    amount_pence: int
    route: str | None
    needs_advice: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    extra_pence: int
    objective_gain: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationUse:
    """How much of a counted allocation the plan uses."""

    allocation: str
    used_pence: int
    unused_pence: int
    shared_pence: int = 0
    worth: tuple[Worth, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationAccount:
    """Present values over the appraisal, for one organisation, or for nobody in particular (None)."""

    organisation: str | None
    pays_pence: int
    own_money_pence: int
    gains_pence: int
    gains_by_class: Mapping[str, int] = field(default_factory=dict)
    unfunded_pence: int = 0
    """Present value of revenue that this organisation bears after the money stops; part of `pays` and `own_money`."""
    yearly_bill_pence: int = 0
    """The largest such bill of any one year, in base-year prices."""
    grants_pence: int = 0
    """`pays` less `own_money`: grants held by it that pay costs, its own or others'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectAppraisal:
    """One project in the option and start considered: present values in pence, bias in its own line."""

    project: str
    option: str | None
    start: FinancialYear
    pv_benefits_pence: int | None
    pv_costs_pence: int
    npsv_pence: int | None
    bcr: float | None
    pv_costs_before_bias_pence: int
    pv_bias_pence: int
    pv_risk_cost_pence: int
    bias_capital: Fraction = Fraction(0)
    bias_revenue: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal:
    """The plan in pounds: for the place and by organisation. BCR = PV benefits / PV costs of all partners."""

    npsv_pence: int
    pv_benefits_pence: int
    pv_costs_pence: int
    bcr: float | None
    by_organisation: tuple[OrganisationAccount, ...]
    by_project: tuple[ProjectAppraisal, ...] = ()
    pv_bias_pence: int = 0
    bcr_definition: str = "PV benefits / PV costs of all partners, with optimism bias, base-year prices, without VAT"


@dataclass(frozen=True, slots=True, kw_only=True)
class MaturityChange:
    measure: str
    lowest_before: Fraction
    lowest_after: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowChange:
    flow: str
    means_before: str | None
    means_after: str
    volume: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """What the plan means for care: maturity, information flows, organisations reached."""

    maturity: tuple[MaturityChange, ...] = ()
    flows: tuple[FlowChange, ...] = ()
    organisations_reached: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPlannable:
    project: str
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A smallest set of projects and rules that cannot hold together: drop any one and the rest can."""

    projects: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverridePrice:
    """What one override costs: the first objective without it, less the objective with it."""

    project: str
    in_: bool
    price: Fraction | None
    """None: without it there would be no plan, or the question was not answered in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The answer: which projects, when, paid by whose money, why, and how sure."""

    place: str
    digest: str
    version: str
    scenario: str | None
    status: Status
    objective: tuple[Value, ...] | None
    bound: tuple[Value, ...] | None
    gap: tuple[float, ...] | None
    objectives: tuple[str, ...] = ()
    """Names of the objectives in order, such as `strategic_value`."""
    projects: tuple[ProjectOutcome, ...] = ()
    alone: tuple[str, ...] | None = None
    """What could be done if nobody shared; None where sharing was not allowed, or nothing would hold without it."""
    payments: tuple[Payment, ...] = ()
    shares: tuple[Share, ...] = ()
    allocations: tuple[AllocationUse, ...] = ()
    appraisal: Appraisal | None = None
    care: Care | None = None
    not_plannable: tuple[NotPlannable, ...] = ()
    overrides: tuple[OverridePrice, ...] = ()
    conflict: Conflict | None = None
    findings: tuple[Finding, ...] = ()
    timings: Mapping[str, float] = field(default_factory=dict)
