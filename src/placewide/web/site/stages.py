"""Where a programme stands, stage by stage: what is agreed, chosen, gained, funded, decided and delivered."""

from collections.abc import Sequence

from placewide.domain.place.document import PlaceDocument
from placewide.domain.plan.result import Plan
from placewide.domain.shared.figures import pence
from placewide.reports.sentences import count, money, out_of, signed_money
from placewide.web.nhsuk.components import Tone
from placewide.web.nhsuk.drawings import Stage

NOT_BEGUN = "Not begun"


def stages(document: PlaceDocument, plan: Plan | None, addresses: dict[str, str]) -> tuple[Stage, ...]:
    """The six stages in order, from the place's document and its newest plan; `addresses` by name of the stage."""
    has_plan = plan is not None and plan.status in ("optimal", "feasible")
    made = plan if has_plan else None
    found = (
        _strategy(document),
        _scope(document, made),
        _benefits(made),
        _money(document, made),
        _decisions(document),
        _delivery(document),
    )
    return tuple(_with_address(stage, addresses.get(stage.name, "")) for stage in found)


def _with_address(stage: Stage, url: str) -> Stage:
    return Stage(name=stage.name, state=stage.state, tone=stage.tone, sentence=stage.sentence, url=url)


def _strategy(document: PlaceDocument) -> Stage:
    strategy = document.strategy
    if not strategy.priorities:
        return Stage(name="Strategy", state=NOT_BEGUN, sentence="No priorities are written down yet.")
    signed = {row.organisation for row in strategy.endorsements}
    partners = len(document.organisations)
    priorities = count(len(strategy.priorities), "priority", "priorities").capitalize()
    said = f"{priorities}, version {strategy.version or 'without number'}."
    if not signed:
        return Stage(name="Strategy", state="Not signed", tone="yellow", sentence=said)
    state = "Signed by all" if len(signed) >= partners else f"Signed by {len(signed)} of {partners}"
    return Stage(name="Strategy", state=state, tone="green" if len(signed) >= partners else "yellow", sentence=said)


def _scope(document: PlaceDocument, plan: Plan | None) -> Stage:
    proposals = len(document.projects)
    if not proposals:
        return Stage(name="Scope", state=NOT_BEGUN, sentence="No proposal is on the table yet.")
    if plan is None:
        return Stage(
            name="Scope", state="Not planned", tone="yellow", sentence=f"{count(proposals, 'proposal').capitalize()}."
        )
    chosen = sum(outcome.selected for outcome in plan.projects)
    lacking = len(plan.not_plannable)
    said = f"{out_of(chosen, proposals, 'proposal').capitalize()} in the plan."
    said += f" {count(lacking, 'proposal').capitalize()} cannot be planned yet." if lacking else ""
    proven = plan.status == "optimal"
    return Stage(name="Scope", state="Proven best" if proven else "Best so far", tone="green" if proven else "yellow",
                 sentence=said)  # fmt: skip


def _benefits(plan: Plan | None) -> Stage:
    if plan is None or plan.appraisal is None:
        return Stage(name="Benefits", state=NOT_BEGUN, sentence="They are worked out with the plan.")
    if not any(outcome.selected and outcome.npsv_pence is not None for outcome in plan.projects):
        return Stage(name="Benefits", state="Not known", tone="grey", sentence="No project says yet what it gains.")
    net = plan.appraisal.npsv_pence
    tone: Tone = "green" if net >= 0 else "orange"
    return Stage(name="Benefits", state="Worked out", tone=tone, sentence=f"{signed_money(net)} net for the place.")


def _money(document: PlaceDocument, plan: Plan | None) -> Stage:
    awarded = [pence(pot.amount) for pot in document.allocations if pot.status == "awarded"]
    if not document.allocations:
        return Stage(name="Money", state=NOT_BEGUN, sentence="No allocation is written down yet.")
    known = sum(amount for amount in awarded if amount is not None)
    if plan is None:
        return Stage(name="Money", state="Listed", tone="yellow", sentence=f"{money(known)} is awarded.")
    used = sum(row.amount_pence for row in plan.payments)
    shared = sum(share.amount_pence for share in plan.shares)
    said = f"{money(used)} used" + (f", {money(shared)} of it shared between partners." if shared else ".")
    return Stage(name="Money", state="Funded in full", tone="green", sentence=said)


def _decisions(document: PlaceDocument) -> Stage:
    if not document.decisions:
        return Stage(name="Decisions", state=NOT_BEGUN, sentence="No decision is recorded yet.")
    said = f"{count(len(document.decisions), 'decision').capitalize()}."
    return Stage(name="Decisions", state="Recorded", tone="green", sentence=said)


def _delivery(document: PlaceDocument) -> Stage:
    under_way = [project for project in document.projects if project.status == "in_delivery"]
    if not under_way:
        return Stage(name="Delivery", state=NOT_BEGUN, sentence="No project is being delivered yet.")
    return Stage(
        name="Delivery", state="Under way", tone="blue", sentence=f"{count(len(under_way), 'project').capitalize()}."
    )


def first_steps(document: PlaceDocument, plan: Plan | None, people: int) -> Sequence[tuple[str, bool, str]]:
    """What a young place does first, whether it is done, and the name of the address where it is done."""
    return (
        ("Read in your spreadsheet of proposals", bool(document.projects), "import"),
        ("Say which organisations are partners", len(document.organisations) > 1, "organisations"),
        ("Invite somebody from each of them", people > 1, "people"),
        ("Write down who holds which money", bool(document.allocations), "allocations"),
        ("Get the plan", plan is not None, "plan"),
    )
