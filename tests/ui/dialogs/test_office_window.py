"""The office's own words: shown as they are printed, stored where they differ, kept as a profile, closed in live."""

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.commands import setup
from app.conference import Conference
from app.documents.catalogue import CATALOGUE
from app.documents.wording import template
from app.domain.facts import Mode
from app.domain.paper import PaperKind
from app.queries.report import conference_phrases, conference_report
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference
from tests.support.layout_audit import audit
from ui.desk import Desk
from ui.dialogs.office_fields import GROUPS, LETTERHEADS, SLOTS, shown, slots_of, stored
from ui.dialogs.office_window import OfficeWindow
from ui.theme import set_theme


@dataclass
class Office:
    conference: Conference
    window: OfficeWindow
    profile: Path

    def write(self, key: str, text: str) -> None:
        field = self.window.form.input_of(key)
        field.selectAll()  # type: ignore[attr-defined]
        field.insertPlainText(text)  # type: ignore[attr-defined]


@pytest.fixture
def office(qtbot, tmp_path: Path) -> Generator[Office]:
    set_theme("light")
    conference = new_conference(tmp_path, FakeClock())
    desk = Desk(conference)
    profile = tmp_path / "may" / "mau-co-quan.json"
    window = OfficeWindow(desk, profile)
    qtbot.addWidget(window)
    window.open()
    yield Office(conference, window, profile)
    window.form.is_dirty = False
    window.close()
    desk.close()
    conference.close()


def test_every_field_shows_what_is_printed_now(office: Office) -> None:
    for _, phrases in GROUPS:
        for phrase in phrases:
            assert office.window.form.input_of(phrase.key).toPlainText() == shown(phrase.shipped)  # type: ignore[attr-defined]
    assert office.window.form.changed_values() == {}
    letterheads = {key.partition(".")[0] for key in template("letterheads")}
    assert {key for key, _ in LETTERHEADS} == letterheads


def test_what_differs_is_stored_and_printed_at_once(office: Office) -> None:
    office.write("slip.closing", "Mời {cơ quan nhận} trả lời./.")
    office.write("annex.label", "Phụ biểu")
    assert office.window.store()
    assert conference_phrases(office.conference.db) == {
        "slip.closing": "Mời {agency} trả lời./.", "annex.label": "Phụ biểu",
    }  # fmt: skip
    made = CATALOGUE[PaperKind.ANNEX].document(conference_report(office.conference.db))
    assert made.blocks[0].label == "Phụ biểu"  # type: ignore[union-attr]
    office.write("annex.label", "")
    assert office.window.store()
    assert "annex.label" not in conference_phrases(office.conference.db)
    assert office.window.form.input_of("annex.label").toPlainText() == "Phụ lục"  # type: ignore[attr-defined]


def test_closing_stores_what_was_typed_and_stays_where_it_cannot(office: Office) -> None:
    office.write("slip.closing", "Mời {ai} trả lời./.")
    office.window.close_button.click()
    assert office.window.isVisible()
    office.write("slip.closing", "Mời {cơ quan nhận} trả lời./.")
    office.window.close_button.click()
    assert not office.window.isVisible()
    assert conference_phrases(office.conference.db) == {"slip.closing": "Mời {agency} trả lời./."}


def test_a_slot_nobody_fills_is_refused_in_words(office: Office) -> None:
    office.write("slip.closing", "Mời {ai} trả lời {tỉnh hoặc xã}./.")
    assert not office.window.store()
    assert office.window.words.text() == "Phần mềm không có gì để điền vào {ai} ở ô này."
    assert conference_phrases(office.conference.db) == {}


def test_the_small_sizes_and_another_letterhead_are_chosen_here(office: Office) -> None:
    setting = office.window.form.input_of("common.type_size")
    setting.show_value("small")  # type: ignore[attr-defined]
    setting.edited.emit()  # type: ignore[attr-defined]
    assert office.window.store()
    report = conference_report(office.conference.db)
    assert CATALOGUE[PaperKind.NOTICE].document(report).small_type
    assert all(file.document.small_type for file in CATALOGUE[PaperKind.ANNEX].further(report))


def test_the_profile_is_kept_and_taken_again(office: Office, qtbot, tmp_path: Path) -> None:
    office.write("annex.label", "Phụ biểu")
    office.window.keep_button.click()
    assert office.window.words.text() == "Đã lưu mẫu. Hội nghị mới sẽ bắt đầu theo mẫu này."
    assert office.profile.is_file()
    office.write("annex.label", "")
    office.window.store()
    office.window.take_button.click()
    assert conference_phrases(office.conference.db) == {"annex.label": "Phụ biểu"}
    assert office.window.words.text() == "Đã lấy mẫu. Ctrl+U để trở lại như trước."
    office.window.keep_as(tmp_path / "gui-may-khac.json")
    assert office.window.words.text() == "Đã xuất mẫu ra “gui-may-khac.json”."
    (tmp_path / "x.json").write_text("{", encoding="utf-8")
    office.window.take_from(tmp_path / "x.json")
    assert office.window.words.text() == "“x.json” không phải là mẫu cơ quan của phần mềm này."


def test_without_a_profile_it_is_said(office: Office) -> None:
    office.window.take_button.click()
    assert office.window.words.text() == "Chưa có mẫu của cơ quan trên máy này."


def test_it_closes_when_the_conference_begins_and_stays_closed(office: Office) -> None:
    setup.change_mode(office.conference, Mode.LIVE)
    assert not office.window.isVisible()
    office.window.open()
    assert not office.window.isVisible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_window_is_whole(office: Office, qtbot, theme: str) -> None:
    set_theme(theme)
    office.window.say("Đã lưu.")
    qtbot.waitUntil(lambda: audit(office.window) == [])


def test_every_slot_has_words_of_its_own() -> None:
    used = {slot for _, phrases in GROUPS for phrase in phrases for slot in slots_of(phrase.shipped)}
    assert used <= SLOTS.keys()
    assert len(set(SLOTS.values())) == len(SLOTS)
    for _, phrases in GROUPS:
        for phrase in phrases:
            assert stored(shown(phrase.shipped)) == phrase.shipped
