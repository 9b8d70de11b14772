"""The projects of a place file, from the rows of proposals and of their costs and benefits."""

from collections.abc import Iterable
from dataclasses import replace

from placewide.domain.shared.money import pounds
from placewide.exchange.mapping.record import Feeds, Mapping
from placewide.exchange.mapping.records.amounts import AmountReader
from placewide.exchange.mapping.records.benefits import benefit_nodes
from placewide.exchange.mapping.records.cost_lines import CostLines
from placewide.exchange.mapping.records.nodes import leaf, list_node, names_node, record_node, text_leaf
from placewide.exchange.mapping.records.organisations import Organisations
from placewide.exchange.mapping.records.projects import Projects
from placewide.exchange.mapping.records.scores import Scores
from placewide.exchange.mapping.records.timing import Horizon, Timing, timing_of
from placewide.exchange.mapping.remarks import Remarks
from placewide.exchange.mapping.tables import Entry, Record
from placewide.exchange.mapping.wordings.texts import parts, prose, says_none
from placewide.exchange.mapping.wordings.words import PROJECT_STATUS, meaning, read_yes_no
from placewide.exchange.reading.source import Node, shown


class ProposalReader:
    """Makes a project of all that the workbook says about a proposal."""

    def __init__(
        self, mapping: Mapping, projects: Projects, organisations: Organisations, scores: Scores, horizon: Horizon,
        remarks: Remarks,
    ) -> None:  # fmt: skip
        self.mapping, self.projects, self.organisations = mapping, projects, organisations
        self.scores, self.horizon, self.remarks = scores, horizon, remarks
        self.costs: dict[str, list[Record]] = {}
        self.benefits: dict[str, list[Record]] = {}

    def take(self, records: Iterable[Record]) -> None:
        """Put rows of costs and benefits to the proposals that they name."""
        for record in records:
            if record.sheet.holds in ("costs", "benefits"):
                project = self.projects.named_in(record)
                if project is not None:
                    rows = self.costs if record.sheet.holds == "costs" else self.benefits
                    rows.setdefault(project, []).append(record)

    def nodes(self) -> list[Node]:
        """The projects, in the order of their rows."""
        return [self._project(key, rows) for key, rows in self.projects.rows.items()]

    def _project(self, key: str, rows: list[Record]) -> Node:
        about, at = self.projects.ids[key], rows[0].position
        whole = _merged(rows)
        lead, partners = self._lead(whole, about)
        lines = self._costs(about, rows)
        timing = timing_of(whole.first("start"), lines.portions, self.horizon, self.remarks, about)
        return record_node(at, {
            "id": leaf(about, at),
            "name": leaf(self.projects.names[key], (whole.first("name") or whole).position),
            "description": text_leaf(_description(whole), at),
            "status": self._status(whole, about, timing),
            "lead": lead,
            "partners": names_node(partners, at),
            "serves": self.scores.serves(whole, about),
            "mandatory": self._mandatory(whole, about),
            "requires": names_node(self._others(whole, "requires", about), at),
            "excludes": names_node(self._others(whole, "excludes", about), at),
            "starts": list_node([leaf(str(year), at) for year in timing.starts], at),
            "costs": list_node(lines.nodes(timing, str(lead.value) if lead is not None else None), at),
            "benefits": self._benefits(about, timing),
        })  # fmt: skip

    def _costs(self, about: str, rows: list[Record]) -> CostLines:
        """The costs of the sheets of costs; those on the sheet of proposals only where there are no others."""
        reader = AmountReader(self.mapping.words.kind, self.remarks)
        lines = CostLines(reader, self.organisations, self.remarks, about)
        for record in self.costs.get(about, ()):
            lines.take(record)
        own = CostLines(reader, self.organisations, Remarks() if lines.portions else self.remarks, about)
        own.reader = AmountReader(self.mapping.words.kind, own.remarks)
        for record in rows:
            own.take(record)
        if not lines.portions:
            return own
        self._compare(lines, own, rows[0], about)
        return lines

    def _compare(self, lines: CostLines, own: CostLines, row: Record, about: str) -> None:
        detailed, stated = lines.total(), own.total()
        if detailed is not None and stated is not None and detailed != stated:
            entry = row.first("cost")
            what = f"the proposal says {pounds(stated)}, but its costs add up to {pounds(detailed)}, which was taken"
            self.remarks.warn((entry or row).position, "costs_differ", what, about)

    def _benefits(self, about: str, timing: Timing) -> Node | None:
        rows = self.benefits.get(about)
        if not rows:
            return None
        reader = AmountReader({}, self.remarks, negative=True)
        return benefit_nodes(rows, reader, self.organisations, self.mapping, timing, self.remarks, about)

    def _lead(self, record: Record, about: str) -> tuple[Node | None, list[str]]:
        partners = [each for entry in record.all("partners") for each in self.organisations.ids_in(entry)]
        entry = record.first("lead")
        named = self.organisations.ids_in(entry) if entry is not None else []
        if entry is not None and not named:
            self.remarks.warn(entry.position, "unknown_lead", f"{shown(entry.text)} names no lead organisation", about)
        if entry is not None and len(named) > 1:
            what = f"{shown(entry.text)} names {len(named)} organisations; the first was taken as the lead"
            self.remarks.warn(entry.position, "several_leads", what, about)
        lead = leaf(named[0], entry.position) if entry is not None and named else None
        return lead, [each for each in dict.fromkeys([*named[1:], *partners]) if each not in named[:1]]

    def _status(self, record: Record, about: str, timing: Timing) -> Node | None:
        if timing.is_beyond:
            return leaf("parked", record.position)
        entry = record.first("status")
        if entry is None:
            return None
        status = meaning(entry.value, self.mapping.words.project_status, PROJECT_STATUS)
        if status is None:
            what = f"the status {shown(entry.text)} is not known, so the project counts as proposed; say what it means"
            self.remarks.warn(entry.position, "unknown_status", what, about)
        return text_leaf(status, entry.position)

    def _mandatory(self, record: Record, about: str) -> Node | None:
        entry = record.first("mandatory")
        if entry is None:
            return None
        answer = read_yes_no(entry.value)
        if answer is None:
            what = f"{shown(entry.text)} is neither yes nor no, so the project does not count as mandatory"
            self.remarks.warn(entry.position, "not_yes_no", what, about)
        return leaf(True, entry.position) if answer else None

    def _others(self, record: Record, feeds: Feeds, about: str) -> list[str]:
        found: list[str] = []
        for entry in record.all(feeds):
            whole = self.projects.id_of(entry.text)
            for name in [entry.text] if whole is not None else parts(entry.value):
                other = self.projects.id_of(name)
                if other is not None and other != about:
                    found.append(other)
                elif other is None and not says_none(name):
                    what = f"{shown(name)} is no proposal of this workbook, so it is not planned with"
                    self.remarks.warn(entry.position, "unknown_dependency", what, about)
        return list(dict.fromkeys(found))


def _merged(rows: list[Record]) -> Record:
    """One row of several: of each column the first cell that says something."""
    entries: dict[object, Entry] = {}
    for record in rows:
        for entry in record.entries:
            known = entries.get(entry.column)
            if known is None or (not known.text and entry.text):
                entries[entry.column] = entry
    return replace(rows[0], entries=tuple(entries.values()))


def _description(record: Record) -> str:
    """The description with what stands in reference and notes, each under its header."""
    described = [prose(entry.value) for entry in record.all("description")]
    further = [f"{entry.column.header}: {prose(entry.value)}" for entry in (*record.all("code"), *record.all("notes"))]
    return "\n".join([*described, *further])
