"""Alone and together side by side: what both plans do, for care before pounds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from placewide.domain.plan.questions.sharing import Credit, SharingResult
from placewide.domain.plan.result import Care, FlowChange, OrganisationAccount, Plan, Share
from placewide.reports.view import View


@dataclass(frozen=True, slots=True)
class Step:
    """Permits that add something together: those that add nothing alone stand with the next one that does."""

    permits: tuple[str, ...]
    gain: Fraction
    reached: Fraction


@dataclass(frozen=True)
class Comparison:
    """What a report on sharing looks up in both plans. Not slotted, because each answer is found once."""

    view: View
    result: SharingResult

    @cached_property
    def alone(self) -> tuple[str, ...]:
        return chosen(self.result.without)

    @cached_property
    def together(self) -> tuple[str, ...]:
        return chosen(self.result.with_)

    @cached_property
    def lit_up(self) -> tuple[str, ...]:
        """Projects that happen together and not alone."""
        return tuple(project for project in self.together if project not in self.alone)

    @cached_property
    def gives_way(self) -> tuple[str, ...]:
        """Projects that happen alone and not together."""
        return tuple(project for project in self.alone if project not in self.together)

    @property
    def has_answer(self) -> bool:
        return all(plan.status in ("optimal", "feasible") for plan in (self.result.without, self.result.with_))

    @cached_property
    def credit(self) -> Mapping[str, Credit]:
        return {row.organisation: row for row in self.result.credit}

    @cached_property
    def accounts_alone(self) -> Mapping[str | None, OrganisationAccount]:
        return accounts(self.result.without)

    @cached_property
    def accounts_together(self) -> Mapping[str | None, OrganisationAccount]:
        return accounts(self.result.with_)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return tuple(_joined(self.result.steps))

    @cached_property
    def flows(self) -> tuple[FlowChange, ...]:
        """Flows of information that find a better way only together."""
        already = {(row.flow, row.means_after) for row in _care(self.result.without).flows}
        better = (row for row in _care(self.result.with_).flows if row.means_after != row.means_before)
        return tuple(row for row in better if (row.flow, row.means_after) not in already)

    @cached_property
    def reached(self) -> tuple[str, ...]:
        """Organisations that are reached only together."""
        already = _care(self.result.without).organisations_reached
        return tuple(body for body in _care(self.result.with_).organisations_reached if body not in already)

    @cached_property
    def lifted(self) -> tuple[tuple[str, Fraction, Fraction], ...]:
        """Measures of maturity whose lowest score differs: measure, alone, together."""
        alone = {row.measure: row.lowest_after for row in _care(self.result.without).maturity}
        rows = _care(self.result.with_).maturity
        pairs = [(row.measure, alone.get(row.measure, row.lowest_before), row.lowest_after) for row in rows]
        return tuple(row for row in pairs if row[1] != row[2])

    def gives(self, body: str) -> tuple[Share, ...]:
        return tuple(share for share in self.result.with_.shares if share.from_ == body)

    def receives(self, body: str) -> tuple[Share, ...]:
        return tuple(share for share in self.result.with_.shares if share.to == body)

    def carried_by(self, body: str) -> tuple[str, ...]:
        """Projects that happen only together and that this organisation's shares help to pay for."""
        paid = {share.project for share in self.gives(body)}
        return tuple(project for project in self.lit_up if project in paid)

    @cached_property
    def by_class(self) -> tuple[tuple[str, int, int], ...]:
        """Present value of gains by class of benefit: class, alone, together."""
        sums: dict[str, list[int]] = {}
        for column, rows in enumerate((self.accounts_alone, self.accounts_together)):
            for account in rows.values():
                for name, pence in account.gains_by_class.items():
                    sums.setdefault(name, [0, 0])[column] += pence
        return tuple((name, alone, together) for name, (alone, together) in sorted(sums.items()))


def chosen(plan: Plan) -> tuple[str, ...]:
    return tuple(row.id for row in plan.projects if row.selected)


def accounts(plan: Plan) -> dict[str | None, OrganisationAccount]:
    return {row.organisation: row for row in plan.appraisal.by_organisation} if plan.appraisal else {}


def _care(plan: Plan) -> Care:
    return plan.care or Care()


def _joined(steps: tuple[tuple[str, Fraction], ...]) -> Iterator[Step]:
    waiting: list[str] = []
    reached = Fraction(0)
    for permit, gain in steps:
        waiting.append(permit)
        if gain:
            reached += gain
            yield Step(tuple(waiting), gain, reached)
            waiting = []
