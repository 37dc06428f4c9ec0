"""What random hands do beside keys and clicks: acts of every panel, imports, prints, deletions, undo, phases."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from app.commands import agenda, floor, imports, minutes, queue, setup
from app.documents.paper_set import make_paper
from app.domain.agenda import AgendaItem
from app.domain.facts import Mode
from app.domain.import_preview import NOTHING_DECIDED, ImportKind
from app.domain.minutes import Slot as TextSlot
from app.domain.minutes import TextKey
from app.domain.paper import PaperKind
from app.domain.question import QuestionState
from app.imports import previews, prose
from app.imports.workbook import read_text
from app.queries import desk as lists
from app.queries import floor as floor_query
from app.queries import queue as queue_query
from app.queries.known import known
from app.queries.report import conference_report
from db import tables
from db.rows import Rows
from ui.desk import Desk

_DELEGATES = "Họ và tên\tĐơn vị\n" + "".join(f"Đại biểu {number}\tXã đoàn {number}\n" for number in range(5))


class Hands(Protocol):
    """What an act needs of the oracle. folder: where papers are printed to."""

    desk: Desk
    random: random.Random
    folder: Path

    def question(self) -> int: ...

    def text(self) -> str: ...


def _register(oracle: Hands) -> None:
    if len(queue_query.queue_rows(oracle.desk.conference.db)) < 40:
        new = queue.NewQuestion(asker_name="Lò Văn Phú", unit="Tỉnh đoàn", verbatim=oracle.text())
        oracle.desk.run(queue.register_question, new)


def _change_facts(oracle: Hands) -> None:
    facts = lists.facts(oracle.desk.conference.db)
    changed = replace(facts, theme=oracle.text()[:40], hall_depth_dm=oracle.random.choice([0, 150, 200, 300]))
    oracle.desk.run(setup.change_facts, changed)


def _write(oracle: Hands) -> None:
    slot = oracle.random.choice([TextSlot.SHORT, TextSlot.VERBATIM])
    oracle.desk.run(minutes.write_text, TextKey(slot, oracle.question()), oracle.text())


def _step(oracle: Hands) -> None:
    previewed = floor_query.previewed_question(oracle.desk.conference.db)
    oracle.desk.run(floor.next_step, previewed.id if previewed else None)


def _import(oracle: Hands) -> None:
    """A table of people from the clipboard, previewed and taken in."""
    source = read_text(_DELEGATES)
    sheet = previews.best_sheet(prose.tables(source, ImportKind.ROSTER), ImportKind.ROSTER)
    table = previews.table_of(sheet, ImportKind.ROSTER)
    found = known(oracle.desk.conference.db)
    preview = previews.preview(ImportKind.ROSTER, source.name, table, found, NOTHING_DECIDED)
    oracle.desk.run(imports.import_rows, preview)
    oracle.desk.run(_undo)


def _print(oracle: Hands) -> None:
    make_paper(conference_report(oracle.desk.conference.db), PaperKind.SLIP, oracle.folder)


def _delete(oracle: Hands) -> None:
    """A row of a list goes, also one that the hall shows."""
    db = oracle.desk.conference.db
    items = tables.AGENDA_ITEMS.all(db)
    if items and oracle.random.random() < 0.3:
        oracle.desk.run(agenda.remove_item, oracle.random.choice(items).id)
        return
    lists_of: tuple[Rows[Any], ...] = (tables.TOPICS, tables.PEOPLE, tables.AGENCIES, tables.SITES)
    found = oracle.random.choice(lists_of).all(db)
    if found:
        oracle.desk.run(setup.remove, oracle.random.choice(found))


def _add_item(oracle: Hands) -> None:
    if len(tables.AGENDA_ITEMS.all(oracle.desk.conference.db)) < 12:
        oracle.desk.run(agenda.add_item, AgendaItem(title=oracle.text()[:60] or "Tham luận"))


def _undo(conference: object) -> None:
    conference.undo()  # type: ignore[attr-defined]


def _mode(oracle: Hands) -> None:
    oracle.desk.run(setup.change_mode, oracle.random.choice(list(Mode)))


COMMANDS: dict[str, tuple[Callable[[Hands], object], int]] = {
    "register": (_register, 8),
    "facts": (_change_facts, 8),
    "write": (_write, 12),
    "step": (_step, 8),
    "step back": (lambda o: o.desk.run(floor.step_back), 8),
    "import": (_import, 2),
    "undo": (lambda o: o.desk.run(_undo), 12),
    "mode": (_mode, 8),
    "approve": (lambda o: o.desk.run(queue.approve, o.question()), 8),
    "withdraw": (lambda o: o.desk.run(queue.end_question, o.question(), QuestionState.WITHDRAWN), 8),
    "bring back": (lambda o: o.desk.run(queue.bring_back, o.question()), 8),
    "merge": (lambda o: o.desk.run(queue.merge, o.question(), o.question()), 8),
    "delete": (_delete, 4),
    "item": (_add_item, 4),
    "print": (_print, 1),
    "clock": (lambda o: o.desk.run(floor.correct_clock, o.random.choice([15, -15])), 8),
}
"""Each act with its weight; what takes a tenth of a second comes rarely."""
