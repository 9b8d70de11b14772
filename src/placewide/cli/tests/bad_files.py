"""The files of the X and Y series, as a user would give them: those to refuse, and those to read."""

from placewide.cli.tests.bad_containers import CONTAINERS
from placewide.cli.tests.bad_file import BadFile
from placewide.cli.tests.bad_records import IDENTITY, RELATIONS, VALUES
from placewide.cli.tests.bad_texts import JSON, YAML
from placewide.cli.tests.bad_workbooks import CELLS, SHEETS
from placewide.cli.tests.odd_files import ODD

TO_REFUSE: tuple[BadFile, ...] = (*YAML, *JSON, *IDENTITY, *VALUES, *RELATIONS, *CELLS, *SHEETS, *CONTAINERS)
TO_READ = ODD
