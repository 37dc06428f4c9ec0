"""The card of F7: agency, what it promised, by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.commands import petitions
from app.domain.ids import NEW, AgencyId, AnswerId, QuestionId
from app.domain.petition import Commitment
from app.domain.text import clean_line
from app.queries import floor
from ui.desk import Desk
from ui.drafts import Values
from ui.operator.card import Card, about_in, part_of
from ui.widgets.agency_picker import AgencyPicker
from ui.widgets.plain_label import PlainLabel


class CommitmentCard(Card):
    """Agency, what it promised, by when."""

    KIND = "promise"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Cam kết", parent)
        self.agency = AgencyPicker("Cơ quan cam kết")
        self.first_row.addWidget(PlainLabel("Cam kết", "strong"))
        self.first_row.addWidget(self.agency, 2)
        self.first_row.addWidget(self.due, 1)
        self.agency.entered.connect(self.words.setFocus)
        self.agency.left.connect(self.close_card)
        self.agency.textChanged.connect(self._keep)
        self._commitment = Commitment()

    def fields(self) -> tuple[QWidget, ...]:
        return self.agency, self.due

    def values(self) -> Values:
        return {**super().values(), "agency": self.agency.text()}

    def show_values(self, values: Values) -> None:
        super().show_values(values)
        self.agency.show_words(str(values.get("agency", "")))

    def open_card(self, commitment: Commitment) -> None:
        """Show a new promise (id NEW) or a stored one, or what was typed for it before."""
        self.put_away()
        self._commitment = commitment
        self.agency.load(self._desk)
        self.agency.show_agency(commitment.agency_id)
        super().show_values({"words": commitment.text, "due": commitment.due.text})
        key = self.key_of(commitment.id, commitment.question_id, commitment.answer_id)
        self._open(key, stored=commitment.id != NEW)
        self._focus_words()

    def records(self, question_id: int) -> Sequence[Commitment]:
        return floor.promises(self._desk.conference.db, question_id).commitments

    def open_draft(self, key: str, *, focus: bool = True) -> None:
        """A promise that is no longer stored is a new one again."""
        commitment_id, question_id, answer_id = about_in(key)
        draft = self._desk.drafts.get(key)
        if draft is None:
            return
        self.put_away()
        new = Commitment(question_id=QuestionId(question_id), answer_id=AnswerId(answer_id) if answer_id else None)
        self._commitment = next((one for one in self.records(question_id) if one.id == commitment_id), new)
        self.agency.load(self._desk)
        self.show_values(part_of(draft, "given"))
        self._open(key, stored=self._commitment.id != NEW)
        if focus:
            self._focus_words()

    def store(self) -> None:
        agency = self.agency.resolved()
        ready = replace(
            self._commitment,
            agency_id=AgencyId(agency.id) if agency else None,
            text=clean_line(self.words.toPlainText()),
            due=self.due.due(),
        )
        if not ready.text:
            self._desk.said.emit("Chưa ghi nội dung cam kết.")
        elif ready.id == NEW:
            about = ready.question_id, ready.text, ready.due, ready.agency_id, ready.answer_id
            self._run(petitions.record_commitment, *about)
        else:
            self._run(petitions.change_commitment, ready)

    def remove(self) -> None:
        self._run(petitions.remove_commitment, self._commitment.id)
