"""F7 and Shift+F7: which words go onto the card, and the offer of the first deadline nobody has taken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from app import labels
from app.domain.conclusion import Conclusion
from app.domain.due import NO_DUE, Due
from app.domain.errors import Rule, RuleError
from app.domain.petition import Commitment
from app.domain.text import clean_line
from app.queries import desk as lists
from app.reading.sentences import sentence_span
from ui.desk import Desk
from ui.operator.floor_commitments import Offer
from ui.operator.floor_deadlines import DeadlineWatch
from ui.operator.floor_pages import answer_words
from ui.operator.former_place import FormerPlace
from ui.widgets.minutes_editor import MinutesEditor

STAMP = re.compile(r"\[\d\d:\d\d:\d\d\]")

if TYPE_CHECKING:
    from ui.operator.floor_panel import FloorPanel


class PromiseActs(QObject):
    """Between the answer's editor and the cards below it."""

    def __init__(self, desk: Desk, panel: FloorPanel) -> None:
        super().__init__(panel)
        self._desk = desk
        self._panel = panel
        self._area = panel.commitments
        self._editor = panel.answer_page.live.editor
        self._watch = DeadlineWatch(desk, self._editor)
        self._former = FormerPlace(self._area)
        self._offered = ""
        self._watch.found_changed.connect(self._show_offer)
        self._area.card_closed.connect(self._close)

    def refresh(self) -> None:
        self._watch.show_question(self._panel.view(), self._panel.answer())

    def commitment(self) -> None:
        """F7: the marked words of the answer, else the deadline on offer, else the sentence at the caret."""
        view, answer = self._panel.view(), self._panel.answer()
        if view is None:
            self._say_none()
            return
        words, due, self._offered = self._promise()
        self._area.open_commitment(
            Commitment(
                question_id=view.question.id,
                answer_id=answer.answer.id if answer else None,
                agency_id=answer.answer.agency_id if answer else None,
                text=words,
                due=due,
            )
        )

    def chair_task(self) -> None:
        """Shift+F7: the marked words of the chair's text, else its sentence at the caret."""
        view = self._panel.view()
        editor = self._panel.chair_page.live.editor
        words = _marked(editor) or _sentence_at_caret(editor)
        self._offered = ""
        self._area.open_task(
            Conclusion(question_id=view.question.id if view else None, text=words, due=self._due_in(words))
        )

    def _promise(self) -> tuple[str, Due, str]:
        marked = _marked(self._editor)
        if marked:
            return marked, self._due_in(marked), ""
        first = self._watch.first()
        if first is not None and self._area.offer is not None:
            return self._area.offer.sentence, first.due, first.due.text
        words = _sentence_at_caret(self._editor)
        return words, self._due_in(words), ""

    def _due_in(self, words: str) -> Due:
        from app.reading.deadlines import find_deadlines  # 100 ms of patterns: not at every start

        found = find_deadlines(words, lists.facts(self._desk.conference.db).held_on) if words else ()
        return found[0].due if found else NO_DUE

    def _show_offer(self) -> None:
        first, answer = self._watch.first(), self._panel.answer()
        if first is None:
            self._area.show_offer(None)
            return
        text = self._editor.toPlainText()
        start, end = sentence_span(text, first.start)
        sentence = _bare(text[start:end])
        agency = answer_words(answer) if answer and answer.agency else ""
        self._area.show_offer(Offer(first.due.text, sentence, agency))

    def _close(self) -> None:
        if self._offered:
            self._watch.dismiss(self._offered)
            self._offered = ""
        self._former.restore()
        self._panel.after_field()

    def _say_none(self) -> None:
        self._desk.said.emit(labels.rule(RuleError(Rule.NO_CURRENT_QUESTION)))


def _marked(editor: MinutesEditor) -> str:
    return clean_line(STAMP.sub("", editor.textCursor().selection().toPlainText()))


def _sentence_at_caret(editor: MinutesEditor) -> str:
    text = editor.toPlainText()
    before = editor.textCursor()
    before.setPosition(0, QTextCursor.MoveMode.KeepAnchor)
    caret = len(before.selection().toPlainText())
    # Right behind a full stop the sentence just finished is meant.
    start, end = sentence_span(text, max(0, len(text[:caret].rstrip()) - 1))
    return _bare(text[start:end])


def _bare(sentence: str) -> str:
    """Without the time stamps of Ctrl+T and the full stop."""
    return clean_line(STAMP.sub("", sentence)).rstrip(" .;")
