"""F12 with real files: the set is written by Enter, each paper tells what became of it, its pages can be turned."""

import hashlib
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pytest
from PySide6.QtWidgets import QWidget

from app.commands import setup
from app.conference import Conference
from app.documents.catalogue import CATALOGUE, USUAL_FILES, is_paper_file
from app.domain.facts import Mode
from app.domain.gap import Gap, GapKind
from app.domain.ids import QuestionId
from app.domain.paper import PaperKind
from app.domain.roster import Role
from app.queries import lists
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, with_people, with_question
from tests.support.counted_keys import CountedKeys
from tests.support.layout_audit import audit
from ui.desk import Desk
from ui.dialogs.gap_list import _PAGES, gap_lines
from ui.dialogs.pages import PageKey
from ui.dialogs.papers_window import PapersWindow
from ui.keys import Keys
from ui.theme import set_theme


@dataclass
class Press:
    """The window, and hands on the keyboard."""

    conference: Conference
    window: PapersWindow
    hands: CountedKeys
    folder: Path

    def make(self, qtbot) -> None:
        with qtbot.waitSignal(self.window.jobs.finished, timeout=30_000):
            self.hands.press("Return")


@pytest.fixture
def press(qtbot, tmp_path: Path) -> Generator[Press]:
    set_theme("light")
    conference = new_conference(tmp_path, FakeClock())
    ids = with_people(conference)
    with_question(conference, agency=ids["snv"])
    desk = Desk(conference)
    console = QWidget()
    qtbot.addWidget(console)
    window = PapersWindow(desk, Keys(console))
    qtbot.addWidget(window)
    window.resize(1093, 614)
    window.open()
    qtbot.waitUntil(window.isActiveWindow)
    yield Press(conference, window, CountedKeys(window), tmp_path / "van-ban-2023-03-22")
    window.close()
    desk.close()
    conference.close()


def test_enter_writes_the_whole_set_into_a_dated_folder(press: Press, qtbot) -> None:
    press.make(qtbot)
    written = {path.relative_to(press.folder).as_posix() for path in press.folder.rglob("*") if path.is_file()}
    assert written >= USUAL_FILES
    assert all(map(is_paper_file, written))
    text = pypdf.PdfReader(press.folder / "bien-ban.pdf").pages[0].extract_text()
    assert "BIÊN BẢN" in text
    for kind in CATALOGUE:
        assert press.window.words_of(kind) == f"Đã xuất lần 1 lúc 14:00 · {CATALOGUE[kind].file_name}"


def test_every_paper_is_noted_with_its_digest_and_the_event_it_shows(press: Press, qtbot) -> None:
    last = press.conference.db.execute("SELECT max(id) FROM event").fetchone()[0]
    press.make(qtbot)
    issued = {document.paper: document for document in lists.issued_papers(press.conference.db)}
    assert issued.keys() == CATALOGUE.keys()
    for kind, document in issued.items():
        assert document.sha256 == hashlib.sha256((press.folder / CATALOGUE[kind].file_name).read_bytes()).hexdigest()
        assert document.up_to_event == last


def test_a_second_run_replaces_the_files_and_counts_on(press: Press, qtbot) -> None:
    press.make(qtbot)
    first = set(press.folder.rglob("*"))
    press.make(qtbot)
    assert set(press.folder.rglob("*")) == first
    assert press.window.words_of(PaperKind.MINUTES).startswith("Đã xuất lần 2")


def test_the_pages_of_the_chosen_paper_are_turned_by_keys(press: Press, qtbot) -> None:
    press.make(qtbot)
    preview = press.window.preview
    pages = len(pypdf.PdfReader(press.folder / "bien-ban.pdf").pages)
    assert (preview.page, preview.page_count) == (0, pages)
    first = preview.grab().toImage()
    preview.setFocus()
    for _ in range(pages):
        press.hands.press("PgDown")
    assert preview.page == pages - 1
    preview.turn(1 - pages)
    preview.clearFocus()
    assert preview.grab().toImage() == first
    press.window.list.choose(PaperKind.ANNEX)
    assert preview.page_count == len(pypdf.PdfReader(press.folder / "phu-luc.pdf").pages)
    assert preview.grab().toImage() != first


def test_a_name_that_is_taken_gives_another_name_and_says_so(press: Press, qtbot) -> None:
    (press.folder / "bien-ban.pdf").mkdir(parents=True)
    press.make(qtbot)
    assert (press.folder / "bien-ban (2).pdf").is_file()
    words = press.window.words_of(PaperKind.MINUTES)
    assert words == "“bien-ban.pdf” đang mở ở chương trình khác, đã ghi thành “bien-ban (2).pdf”."
    assert press.window.preview.page_count > 0


def test_a_folder_that_cannot_be_made_is_told_for_every_paper(press: Press, qtbot, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x")
    press.window.folder_line.setText(str(tmp_path / "tep" / "van-ban"))
    press.make(qtbot)
    for kind in CATALOGUE:
        assert press.window.words_of(kind).startswith("Không ghi được vào thư mục này")
    assert lists.issued_papers(press.conference.db) == ()
    press.window.folder_line.setText(str(press.folder))
    press.make(qtbot)
    assert press.window.words_of(PaperKind.MINUTES).startswith("Đã xuất lần 1")


def test_while_the_conference_runs_there_is_no_file_dialog_and_papers_are_made(press: Press, qtbot) -> None:
    setup.change_mode(press.conference, Mode.LIVE)
    assert not press.window._choose.isVisible()
    press.make(qtbot)
    assert (press.folder / "phu-luc.pdf").is_file()


def test_gaps_stand_beside_the_papers_until_they_are_filled(press: Press) -> None:
    assert "Chưa có thư ký" in press.window.gaps.words()
    setup.set_roles(press.conference, lists.people(press.conference.db)[0].person.id, [Role.CHAIR, Role.SECRETARY])
    assert "Chưa có thư ký" not in press.window.gaps.words()


def test_space_on_a_gap_asks_for_the_page_where_it_is_filled(press: Press, qtbot) -> None:
    gaps = press.window.gaps
    gaps.setFocus()
    gaps.setCurrentIndex(gaps.model().index(gaps.words().index("Chưa có thư ký"), 0))
    with qtbot.waitSignal(press.window.page_wanted) as asked:
        press.hands.press("Space")
    assert asked.args == [PageKey.PEOPLE]


def test_every_kind_of_gap_has_a_page() -> None:
    for kind in GapKind:
        assert _PAGES[kind] in PageKey


def test_numbers_of_questions_with_the_same_gap_share_a_line() -> None:
    found = (Gap(GapKind.NO_AGENCY, QuestionId(1), 1), Gap(GapKind.NO_AGENCY, QuestionId(7), 7), Gap(GapKind.NO_DAY))
    words = [line.words for line in gap_lines(found)]
    assert words == ["Câu 01, 07: chưa giao cơ quan", "Chưa có ngày tổ chức"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1366, 768), (1093, 614)])
def test_the_window_is_whole(press: Press, qtbot, size: tuple[int, int], theme: str) -> None:
    set_theme(theme)
    press.window.resize(*size)
    press.make(qtbot)
    qtbot.waitUntil(lambda: audit(press.window, frozenset({"van", "ban", "hoinghi"})) == [])
