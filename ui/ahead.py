"""What windows opened later need is imported soon after a start, so that no key waits for it: a little at a time."""

from __future__ import annotations

import gc
import threading
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QObject, QTimer

from app.cold_libraries import read_folder, read_libraries
from ui import tasks

EVERY_MS = 50
TEXTS = (
    "app.queries.before_showing",
    "app.reading.deadlines",
    "app.documents.minutes",
    "app.documents.closing_card",
    "app.queries.similar",
    "app.queries.likely_agencies",
    "app.imports.pasted",
    "app.queries.known",
    "app.queries.stale_names",
    "app.commands.pasted_rows",
    "app.commands.agency_lists",
    "app.documents.catalogue",
    "app.documents.made_papers",
    "app.queries.minutes_versions",
    "app.commands.papers",
    "app.queries.find",
    "app.queries.fairness",
    "app.imports.previews",
    "app.imports.workbook",
    "app.commands.imports",
    "app.imports.plan",
    "app.commands.plan",
    "wakepy",
)
"""Patterns and wording: what the first F5, the first answer and the first look at the minutes want comes first.

The last one looks for buses and desktops; the first screen of the hall would wait for it.
"""
WINDOWS = (
    "ui.dialogs.sources",
    "ui.dialogs.page_rows",
    "ui.dialogs.pasted_tables",
    "ui.dialogs.pages_preparation",
    "ui.dialogs.pages_roster",
    "ui.dialogs.typed_values",
    "ui.dialogs.level_words",
    "ui.dialogs.window_parts",
    "ui.dialogs.row_table",
    "ui.dialogs.list_page",
    "ui.dialogs.page_list",
    "ui.dialogs.lists_window",
    "ui.dialogs.gap_list",
    "ui.dialogs.paper_list",
    "ui.dialogs.pdf_preview",
    "ui.printing",
    "ui.dialogs.print_bar",
    "ui.dialogs.papers_window",
    "ui.operator.sentence_box",
    "ui.operator.minutes_view",
    "ui.operator.keys_overlay",
    "ui.operator.finder",
    "ui.operator.look_ups",
    "ui.operator.other_pictures",
    "ui.operator.hall_journal",
    "ui.dialogs.import_filters",
    "ui.dialogs.import_session",
    "ui.dialogs.import_preview",
    "ui.preflight.machine",
    "ui.preflight.window",
    "ui.dialogs.plan_window",
    "ui.operator.captures_menu",
)
"""In an order in which none of them brings more than a few others: at most some milliseconds each."""


class Ahead(QObject):
    """First TEXTS in a thread, which gives way at once, then in each turn one of WINDOWS.

    Classes of Qt are made in the main thread only.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._windows = iter(WINDOWS)
        self._texts = threading.Thread(target=_import_texts, name="texts ahead", daemon=True)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._go_on)
        self._texts.start()
        self._timer.start()

    def _go_on(self) -> None:
        if self._texts.is_alive() or tasks.are_running():
            return
        name = next(self._windows, None)
        if name is not None:
            import_module(name)
            return
        self._timer.stop()
        gc.freeze()  # code stays: no search for garbage looks through it


def _import_texts() -> None:
    read_libraries("rapidfuzz", ".", "distance")
    for name in TEXTS:
        import_module(name)
    from app.reading import agency_lists, agency_words, deadlines

    agency_lists.shipped()  # read from a file of 800 lines: the first import of agencies would wait for it
    agency_words.prepare()
    deadlines.prepare()  # its patterns are built when first wanted: a third of a second within the first answer
    # For the first picture that is written or read Qt looks into each of these, in the main thread.
    read_folder(Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "imageformats")
    read_libraries("PySide6", ".", "Qt/lib", names="*PrintSupport*")  # imported in the main thread, too
