"""The proposals of a workbook: which rows are one project, its id, and how other sheets name it."""

from collections.abc import Iterable

from placewide.domain.shared.nearest import suggestion
from placewide.exchange.mapping.record import Mapping
from placewide.exchange.mapping.remarks import Remarks
from placewide.exchange.mapping.tables import Entry, Record, Table, content_of
from placewide.exchange.mapping.wordings.texts import look, tidy, unique_ids
from placewide.exchange.reading.source import shown


class Projects:
    """The rows of each proposal by its key: the look of its name and reference."""

    def __init__(self, tables: Iterable[Table], mapping: Mapping, remarks: Remarks) -> None:
        self.remarks = remarks
        self.rows: dict[str, list[Record]] = {}
        for table in tables:
            for record in table.records:
                if table.mapping.holds != "proposals":
                    continue
                if record.text("name"):
                    self.rows.setdefault(_key(record), []).append(record)
                else:
                    remarks.warn(record.position, "row_without_name", "the proposal has no name, so it was not read")
        self.names = {key: min(tidy(row.text("name")) for row in rows) for key, rows in self.rows.items()}
        self.ids = unique_ids(self.names)
        self.known = self._known()
        self.synonyms = {look(written): look(meant) for written, meant in mapping.projects.items()}
        for key, rows in self.rows.items():
            rows.sort(key=content_of)
            self._check_repeated(key, rows)
            if len(self.known.get(look(self.names[key]), ())) > 1:
                what = f"several proposals are called {shown(self.names[key])}; they are told apart by their references"
                self.remarks.warn(rows[0].position, "name_twice", what, self.ids[key])

    def id_of(self, text: str) -> str | None:
        """The id of the one proposal that a name or reference means; None where there is none, or several."""
        word = self.synonyms.get(look(text), look(text))
        found = self.known.get(word, set())
        return next(iter(found)) if len(found) == 1 else None

    def named_in(self, record: Record) -> str | None:
        """The id of the proposal that a row of another sheet is about; a warning where there is no such proposal."""
        entries = [*record.all("code"), *record.all("project")]
        for entry in entries:
            found = self.id_of(entry.text)
            if found is not None:
                return found
        if entries:
            self.remarks.warn(entries[-1].position, "unknown_project", self._not_found(entries[-1]))
        return None

    def _not_found(self, entry: Entry) -> str:
        if len(self.known.get(look(entry.text), ())) > 1:
            return f"several proposals are called {shown(entry.text)}; name them by their reference"
        hint = suggestion(entry.text, sorted(self.names.values()))
        return f"{shown(entry.text)} is not among the proposals, so this row is not used; {hint}"

    def _known(self) -> dict[str, set[str]]:
        """All ways of naming a proposal: name, reference, or both together."""
        known: dict[str, set[str]] = {}
        for key, rows in self.rows.items():
            name, code = look(rows[0].text("name")), look(rows[0].text("code"))
            for word in {name, code, f"{code} {name}".strip(), f"{name} {code}".strip()} - {""}:
                known.setdefault(word, set()).add(self.ids[key])
        return known

    def _check_repeated(self, key: str, rows: list[Record]) -> None:
        """Rows of one proposal belong together where each has a kind, year or item; else it was entered twice."""
        if len(rows) > 1 and not all(any(row.first(field) for field in ("kind", "year", "item")) for row in rows):
            what = (
                f"{shown(self.names[key])} stands in {len(rows)} rows; only one was used: give each a name of its own"
            )
            for row in rows[1:]:
                self.remarks.warn(row.position, "project_twice", what, self.ids[key])
            del rows[1:]


def _key(record: Record) -> str:
    return f"{look(record.text('name'))}|{look(record.text('code'))}"
