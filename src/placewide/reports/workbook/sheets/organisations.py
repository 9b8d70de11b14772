"""The sheet “Organisations”: what each pays, of its own and of grants, what it gains, and what stays with it."""

from collections.abc import Callable, Sequence

from placewide.domain.plan.result import OrganisationAccount
from placewide.reports import answers
from placewide.reports.workbook.cells import Cell, Column, Look, Row, Sheet, Table, Value, pounds, total_of
from placewide.reports.workbook.codes import code
from placewide.reports.workbook.facts import Facts
from placewide.reports.workbook.sheets.after_money import bearers_of, bill_column, largest_bill
from placewide.reports.workbook.sheets.benefits import class_words
from placewide.reports.workbook.split import SplitFact, by_body

Amount = Callable[[SplitFact], bool]


def _sum_of(nature: str) -> str:
    return f'=ROUND(SUMIFS({{split.amount}},{{split.body_code}},{{code}},{{split.nature_code}},"{nature}"),2)'


def _sum_of_side(side: str) -> str:
    return f'=ROUND(SUMIFS({{split.amount}},{{split.body_code}},{{code}},{{split.side}},"{side}"),2)'


_DIFFERENCE = (
    "=ROUND(ABS({pays}-{pays_reported})+ABS({own_money}-{own_reported})+ABS({gains}-{gains_reported})"
    "+ABS({unfunded}-{unfunded_reported})+ABS({bill}-{bill_reported}),2)"
)


def organisations_sheet(facts: Facts) -> Sheet:
    splits = by_body(facts.splits)
    classes = sorted({fact.nature for group in splits.values() for fact in group if fact.side == "benefit"})
    columns = _columns(classes)
    rows = [_row(facts, body, group, classes) for body, group in splits.items()]
    return Sheet(
        name="Organisations",
        title="Who pays, who gains",
        lines=(
            answers.who_pays(facts.view),
            "Present values over the appraisal, with optimism bias: sums over the sheet Split, in whole pence. Pays = "
            "grants that it passes on + own money. Own money includes the running costs that stay with it after the "
            "money stops, and the cost of managing risks. Net gain = gains − own money: passing on a grant makes "
            "nobody a loser.",
            "Gains − pays adds up to the NPSV of the place. The yearly bill is the largest of any one year after the "
            "money stops, in base-year prices, from the sheet After the money.",
        ),
        tables=(
            Table(id="organisations", title="Accounts of the organisations", columns=columns, rows=rows,
                  top=_top(rows, columns), printed=len(columns) - 7),
        ),
    )  # fmt: skip


def _columns(classes: Sequence[str]) -> tuple[Column, ...]:
    money: Look = "money"
    return (
        Column(key="name", heading="Organisation", width=38),
        Column(key="pays", heading="Pays (£)", look=money, width=15, formula=_sum_of_side("cost")),
        Column(key="grants", heading="Of it grants (£)", look=money, width=15, formula=_sum_of("grant")),
        Column(key="own_money", heading="Of it own money (£)", look=money, width=15,
               formula="=ROUND({pays}-{grants},2)"),
        Column(key="unfunded", heading="Of own money: after the money stops (£)", look=money, width=15,
               formula=_sum_of("unfunded")),
        *(
            Column(key=f"class_{index}", heading=f"Gains: {class_words(class_)} (£)", look=money, width=15,
                   formula=_sum_of(class_))
            for index, class_ in enumerate(classes)
        ),
        Column(key="gains", heading="Gains (£)", look=money, width=16, formula=_sum_of_side("benefit")),
        Column(key="net", heading="Net gain: gains − own money (£)", look=money, width=16,
               formula="=ROUND({gains}-{own_money},2)"),
        Column(key="balance", heading="Gains − pays (£)", look=money, width=16, formula="=ROUND({gains}-{pays},2)"),
        Column(key="bill", heading="Largest yearly bill after the money stops (£)", look=money, width=15),
        Column(key="difference", heading="Difference to the report (£)", look=money, width=11, formula=_DIFFERENCE),
        Column(key="pays_reported", heading="Pays, as reported (£)", look=money, width=15),
        Column(key="own_reported", heading="Own money, as reported (£)", look=money, width=15),
        Column(key="gains_reported", heading="Gains, as reported (£)", look=money, width=15),
        Column(key="unfunded_reported", heading="After the money stops, as reported (£)", look=money, width=15),
        Column(key="bill_reported", heading="Yearly bill, as reported (£)", look=money, width=15),
        Column(key="net_exact", heading="Net gain, unrounded (£)", look="unrounded", width=20, formula=_NET_EXACT),
        Column(key="code", heading="Organisation code", look="key", width=14),
    )  # fmt: skip


_NET_EXACT = (
    '=SUMIFS({split.exact},{split.body_code},{code},{split.side},"benefit")'
    '-SUMIFS({split.exact},{split.body_code},{code},{split.side},"cost")'
    '+SUMIFS({split.exact},{split.body_code},{code},{split.nature_code},"grant")'
)


def _row(facts: Facts, body: str | None, group: Sequence[SplitFact], classes: Sequence[str]) -> Row:
    def of(test: Amount) -> int:
        return sum(fact.amount for fact in group if test(fact))

    pays, grants = of(lambda fact: fact.side == "cost"), of(lambda fact: fact.nature == "grant")
    gains, unfunded = of(lambda fact: fact.side == "benefit"), of(lambda fact: fact.nature == "unfunded")
    bill = largest_bill(facts, body)
    reported = next((row for row in facts.view.accounts if row.organisation == body), _NONE)
    faults = (
        pays - reported.pays_pence, pays - grants - reported.own_money_pence, gains - reported.gains_pence,
        unfunded - reported.unfunded_pence, bill - reported.yearly_bill_pence,
    )  # fmt: skip
    return {
        "name": facts.view.organisation_name(body),
        "pays": pounds(pays),
        "grants": pounds(grants),
        "own_money": pounds(pays - grants),
        "unfunded": pounds(unfunded),
        **{
            f"class_{index}": pounds(sum(fact.amount for fact in group if fact.nature == class_))
            for index, class_ in enumerate(classes)
        },
        "gains": pounds(gains),
        "net": pounds(gains - pays + grants),
        "balance": pounds(gains - pays),
        "bill": _bill(facts, body, bill),
        "difference": pounds(sum(abs(fault) for fault in faults)),
        "net_exact": sum(_toward_net(fact) for fact in group) / 100,
        "code": code(body),
        **_reported(reported),
    }


_NONE = OrganisationAccount(organisation=None, pays_pence=0, own_money_pence=0, gains_pence=0)


def _reported(account: OrganisationAccount) -> dict[str, Value]:
    return {
        "pays_reported": pounds(account.pays_pence),
        "own_reported": pounds(account.own_money_pence),
        "gains_reported": pounds(account.gains_pence),
        "unfunded_reported": pounds(account.unfunded_pence),
        "bill_reported": pounds(account.yearly_bill_pence),
    }


def _toward_net(fact: SplitFact) -> float:
    return {"benefit": 1, "cost": 0 if fact.nature == "grant" else -1}[fact.side] * float(fact.exact)


def _bill(facts: Facts, body: str | None, bill: int) -> Cell:
    if body is None or body not in bearers_of(facts):
        return Cell(value=0, formula="=0")
    return Cell(value=pounds(bill), formula=f"=MAX({{after.{bill_column(facts, body)}}})")


def _top(rows: Sequence[Row], columns: Sequence[Column]) -> Row:
    names = {"own_money": "Total_own_money", "gains": "Total_gains", "unfunded": "Total_unfunded"}
    summed = [c.key for c in columns if c.look == "money" and c.key not in ("bill", "bill_reported")]
    return {"name": "Total"} | {key: total_of(rows, key, names.get(key)) for key in summed}
