"""What is being imported: file, sheet, columns, decisions and the preview they make. Knows no widget.

Nothing is written before take_in(), and each change makes the preview anew from what is known now.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.commands import imports
from app.conference import Database
from app.domain.import_preview import (
    NOTHING_DECIDED,
    Decisions,
    Field,
    ImportKind,
    ImportPreview,
    ImportRefusedError,
    Refusal,
    RowState,
)
from app.domain.text import fold
from app.imports import headers, previews, prose, words, workbook
from app.imports.reader import Table
from app.imports.workbook import Sheet, Source
from app.queries.known import Known, known
from ui.beside import let_go
from ui.desk import MANY_ROWS, Desk
from ui.preferences import Preferences
from ui.tasks import TaskFailedError, run_in_background

READING_S = 20.0


class ImportSession(QObject):
    """source_changed: another file, sheet or kind. previewed: a new preview. refused(sentence). taken_in(count)."""

    source_changed = Signal()
    previewed = Signal()
    refused = Signal(str)
    taken_in = Signal(int)

    def __init__(self, desk: Desk, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._preferences = desk, preferences
        self.kind = ImportKind.QUESTIONS
        self.source: Source | None = None
        self.sheets: tuple[Sheet, ...] = ()
        self.sheet_place = 0
        self.header: int | None = None
        self.mapped: dict[int, Field] = {}
        self.remembered = False
        self.decisions: Decisions = NOTHING_DECIDED
        self.preview: ImportPreview | None = None
        self.is_busy = False
        self._turn = 0
        self._path: Path | None = None

    @property
    def sheet(self) -> Sheet | None:
        return self.sheets[self.sheet_place] if self.sheets else None

    def forget(self) -> None:
        """Nothing is being imported any more."""
        self._turn += 1
        self.source, self.sheets, self.preview, self.is_busy = None, (), None, False
        self.mapped, self.header = {}, None
        self.decisions = NOTHING_DECIDED
        self.source_changed.emit()

    def read_file(self, path: Path, encoding: str = "") -> None:
        """Read in a child process with limits; source_changed or refused follows. encoding: of a text file, chosen."""
        self._path = path
        self._turn += 1
        turn, name = self._turn, path.name
        self.is_busy = True
        self.source_changed.emit()

        def done(source: Source) -> None:
            if turn == self._turn:
                self.show_source(source)

        def failed(error: Exception) -> None:
            if turn == self._turn:
                self.is_busy = False
                self._refuse(error, name)

        run_in_background(
            functools.partial(workbook.read_in_child, path, encoding),
            done,
            failed,
            in_process=True,
            patience_s=READING_S,
        )

    def choose_encoding(self, encoding: str) -> None:
        """Read the same text file otherwise: its letters were guessed wrong."""
        if self._path is not None:
            self.read_file(self._path, encoding)

    def read_text(self, text: str) -> None:
        """Pasted cells or lines."""
        try:
            self.show_source(workbook.read_text(text))
        except ImportRefusedError as error:
            self._refuse(error, "")

    def show_source(self, source: Source) -> None:
        self.source = source
        self.is_busy = False
        self.set_kind(self.kind)

    def set_kind(self, kind: ImportKind) -> None:
        """Read the same source as another list."""
        self.kind = kind
        if self.source is None:
            self.source_changed.emit()
            return
        self.sheets = prose.tables(self.source, kind)
        self.choose_sheet(self.sheets.index(previews.best_sheet(self.sheets, kind)))

    def choose_sheet(self, place: int) -> None:
        self.sheet_place = place
        self.decisions = NOTHING_DECIDED
        sheet = self.sheets[place]
        before = self._preferences.import_columns(self.kind.value)
        self.header = headers.find_header(sheet, self.kind, before)
        columns = headers.columns(sheet, self.header)
        self.mapped = headers.guess(columns, self.kind, before)
        self.remembered = any(headers.header_key(column.title) in before for column in columns if column.title)
        self.source_changed.emit()
        self.renew()

    def set_field(self, place: int, field: Field | None) -> None:
        """What a column holds, by hand; remembered for columns of this title. A field is held by one column only."""
        self.mapped = {at: held for at, held in self.mapped.items() if at != place and held is not field}
        if field is not None:
            self.mapped[place] = field
        if self.sheet is not None and self.header is not None:
            titles = {
                headers.header_key(column.title): held.value if (held := self.mapped.get(column.place)) else ""
                for column in headers.columns(self.sheet, self.header)
                if column.title
            }
            self._preferences.remember_import_columns(self.kind.value, titles)
        self.renew()

    def decide(self, decisions: Decisions) -> None:
        self.decisions = decisions
        self.renew()

    def settle_agency(self, name: str, agency_id: int) -> None:
        """The name in the file means this agency (0: a new one), wherever it stands."""
        self.decide(replace(self.decisions, agencies={**self.decisions.agencies, fold(name): agency_id}))

    def correct(self, row: int, field: Field, text: str) -> None:
        self.decide(replace(self.decisions, corrections={**self.decisions.corrections, (row, field): text}))

    def renew(self) -> None:
        """Make the preview anew from what is known now."""
        sheet = self.sheet
        if sheet is None or self.source is None:
            return
        self._turn += 1
        if headers.NEEDED[self.kind] not in self.mapped.values():
            self.preview = None
            self.previewed.emit()
            return
        table = Table(sheet, self.header, dict(self.mapped))
        work = functools.partial(_preview, self.kind, self.source.name, table, self.decisions)
        if len(sheet.rows) <= MANY_ROWS and self._desk.is_quick():
            self._take(self._turn, work(self._desk.conference.db))
            return
        turn = self._turn
        refuse = functools.partial(self._refuse, name="")
        self._desk.ask_in_thread(self, work, functools.partial(self._take, turn), refuse)

    def take_in(self) -> None:
        """Write everything that is to be taken in. A preview that has gone stale is made anew instead."""
        if self.preview is None or not self.preview.written or self.is_busy:
            return
        if len(self.preview.written) <= MANY_ROWS:
            self._taken(self._desk.run(imports.import_rows, self.preview))
            return
        self.is_busy = True
        self._turn += 1
        self.previewed.emit()
        self._desk.run_beside(imports.import_rows, self.preview, done=self._taken)

    def _taken(self, count: int | None) -> None:
        self.is_busy = False
        if count is None:
            self.renew()
            return
        self.taken_in.emit(count)

    def known_agencies(self) -> Mapping[int, str]:
        return {view.agency.id: view.agency.name for view in self._known().agencies}

    def counts(self) -> tuple[int, int, int, int]:
        """Rows to be taken in as new, as updates; doubles and errors that wait for a person."""
        if self.preview is None:
            return 0, 0, 0, 0
        tally = self.preview.tally
        updates = tally[RowState.UPDATE, True]
        waiting = tally[RowState.DUPLICATE, False], self.preview.count(RowState.ERROR)
        return len(self.preview.written) - updates, updates, *waiting

    def _known(self) -> Known:
        return known(self._desk.conference.db)

    def _take(self, turn: int, made: ImportPreview) -> None:
        if turn == self._turn:
            self.preview = made
            self.previewed.emit()

    def _refuse(self, error: Exception, name: str) -> None:
        if isinstance(error, TaskFailedError):
            error = ImportRefusedError(Refusal.TOO_HEAVY, file=name)
        if not isinstance(error, ImportRefusedError):
            raise error
        self.refused.emit(words.refusal(error))


def _preview(kind: ImportKind, name: str, table: Table, decisions: Decisions, db: Database) -> ImportPreview:
    found = known(db)
    made = previews.preview(kind, name, table, found, decisions)
    rest = [*found.people, *found.questions]
    del found
    let_go(rest)
    return made
