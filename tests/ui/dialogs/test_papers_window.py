"""F12 with real files: the set is written by Enter, each paper tells what became of it, its pages can be turned."""

import hashlib
import threading
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app import labels
from app.commands import minutes, queue, setup
from app.conference import Conference
from app.documents.blocks import Gap as PaperGap
from app.documents.catalogue import CATALOGUE, USUAL_FILES, is_paper_file
from app.documents.wording import template
from app.domain.facts import Mode
from app.domain.gap import Gap, GapKind
from app.domain.ids import QuestionId
from app.domain.paper import PaperKind
from app.domain.question import QuestionState
from app.domain.report import ConferenceReport
from app.domain.roster import Role
from app.queries import lists
from app.queries.gaps import gaps_now
from tests.support import reports
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, with_people, with_question
from tests.support.counted_keys import CountedKeys
from tests.support.layout_audit import audit
from tests.support.pdf_measure import letters_of
from tests.ui.dialogs.conftest import Office
from ui.desk import Desk
from ui.dialogs.gap_list import _PLACES, gap_lines, paper_gap_lines
from ui.dialogs.gap_places import Place, place_of
from ui.dialogs.pages import PageKey
from ui.dialogs.papers_window import PapersWindow
from ui.key_strip import key_strip
from ui.keys import Keys
from ui.tasks import stop_all
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

    def make_one(self, kind: PaperKind, qtbot) -> None:
        self.window.list.choose(kind)
        with qtbot.waitSignal(self.window.jobs.finished, timeout=30_000):
            self.hands.press("Ctrl+Return")


@pytest.fixture
def press(qtbot, tmp_path: Path) -> Generator[Press]:
    set_theme("light")
    conference = new_conference(tmp_path, FakeClock())
    ids = with_people(conference)
    with_question(conference, agency=ids["snv"])
    desk = Desk(conference)
    console = QWidget()
    qtbot.addWidget(console)
    window = PapersWindow(desk, Keys(console), tmp_path / "mau-co-quan.json")
    qtbot.addWidget(window)
    window.resize(1093, 614)
    window.open()
    qtbot.waitUntil(window.isActiveWindow)
    yield Press(conference, window, CountedKeys(window), tmp_path / "van-ban-2023-03-22")
    stop_all()
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
        what = "" if CATALOGUE[kind].is_working else ", dự thảo"
        last = press.conference.db.execute("SELECT max(id) FROM event WHERE kind <> 'paper_issued'").fetchone()[0]
        told = f"Đã xuất lần 1 lúc 14:00{what}, đến thao tác {last} · {CATALOGUE[kind].file_name}"
        assert press.window.words_of(kind) == told


def test_every_file_is_noted_with_its_digest_and_the_event_it_shows(press: Press, qtbot) -> None:
    """Also Word, Excel, the web page and each slip."""
    last = press.conference.db.execute("SELECT max(id) FROM event").fetchone()[0]
    press.make(qtbot)
    issued = lists.issued_papers(press.conference.db)
    written = {
        path.relative_to(press.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in press.folder.rglob("*")
        if path.is_file()
    }
    assert {document.file_name: document.sha256 for document in issued} == written
    assert {document.paper for document in issued} == CATALOGUE.keys()
    assert {(document.up_to_event, document.version) for document in issued} == {(last, 1)}
    assert any(name.startswith("phieu-chuyen/") and name.endswith(".docx") for name in written)


def test_papers_are_drafts_until_the_minutes_are_final(press: Press, qtbot) -> None:
    press.make_one(PaperKind.NOTICE, qtbot)
    assert press.window.draft.text() == "Biên bản chưa chốt: văn bản in chữ DỰ THẢO."
    assert "DỰTHẢO" in letters_of((press.folder / "thong-bao-ket-luan.pdf").read_bytes())
    assert "dự thảo" in press.window.words_of(PaperKind.NOTICE)
    minutes.finalise(press.conference)
    assert press.window.draft.text() == "Biên bản đã chốt: văn bản là bản chính thức."
    press.make_one(PaperKind.NOTICE, qtbot)
    assert "DỰTHẢO" not in letters_of((press.folder / "thong-bao-ket-luan.pdf").read_bytes())
    issued = lists.issued_papers(press.conference.db)
    assert [(document.version, document.is_final) for document in issued] == [(2, True)] * 2 + [(1, False)] * 2
    assert "bản chính thức" in press.window.words_of(PaperKind.NOTICE)


def test_a_folder_typed_by_its_name_alone_lies_beside_the_conference(press: Press, qtbot) -> None:
    """Random presses once left papers wherever the program had been started."""
    press.window.folder_line.setText("ban in thu")
    press.make_one(PaperKind.NOTICE, qtbot)
    assert (press.conference.path.parent / "ban in thu" / "thong-bao-ket-luan.pdf").is_file()
    assert not Path("ban in thu").exists()


def test_one_paper_alone_writes_its_files_and_no_other(press: Press, qtbot) -> None:
    press.make_one(PaperKind.ANNEX, qtbot)
    written = {path.name for path in press.folder.rglob("*")}
    assert written == {f"phu-luc{part}.{kind}" for part in ("", "-chia-phan") for kind in ("pdf", "docx", "xlsx")}
    assert {document.paper for document in lists.issued_papers(press.conference.db)} == {PaperKind.ANNEX}


def test_a_file_edited_by_hand_is_kept_and_the_new_one_lies_beside_it(press: Press, qtbot) -> None:
    press.make_one(PaperKind.NOTICE, qtbot)
    edited = press.folder / "thong-bao-ket-luan.docx"
    edited.write_bytes(b"edited in Word")
    press.make_one(PaperKind.NOTICE, qtbot)
    assert edited.read_bytes() == b"edited in Word"
    assert (press.folder / "thong-bao-ket-luan (2).docx").is_file()
    assert press.window.words_of(PaperKind.NOTICE) == (
        "“thong-bao-ket-luan.docx” đã được sửa tay nên giữ nguyên, bản mới ghi thành “thong-bao-ket-luan (2).docx”."
    )


def test_a_slip_that_is_not_due_any_more_goes_unless_somebody_touched_it(press: Press, qtbot) -> None:
    press.make_one(PaperKind.SLIP, qtbot)
    slips = sorted((press.folder / "phieu-chuyen").iterdir())
    assert [path.suffix for path in slips] == [".docx", ".pdf"]
    slips[0].write_bytes(b"edited in Word")
    question = lists.questions(press.conference.db)[0].question
    queue.end_question(press.conference, question.id, QuestionState.WITHDRAWN)
    press.make_one(PaperKind.SLIP, qtbot)
    assert list((press.folder / "phieu-chuyen").iterdir()) == slips[:1]


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
    qtbot.waitUntil(lambda: preview.page_count == pages)
    assert preview.page == 0
    first = preview.grab().toImage()
    preview.setFocus()
    for _ in range(pages):
        press.hands.press("PgDown")
    qtbot.waitUntil(lambda: preview.page == pages - 1)
    preview.turn(1 - pages)
    preview.clearFocus()
    qtbot.waitUntil(lambda: preview.page == 0)
    assert preview.grab().toImage() == first
    press.window.list.choose(PaperKind.ANNEX)
    qtbot.waitUntil(lambda: preview.page_count == len(pypdf.PdfReader(press.folder / "phu-luc.pdf").pages))
    assert preview.grab().toImage() != first


def test_a_name_that_is_taken_gives_another_name_and_says_so(press: Press, qtbot) -> None:
    (press.folder / "bien-ban.pdf").mkdir(parents=True)
    press.make(qtbot)
    assert (press.folder / "bien-ban (2).pdf").is_file()
    words = press.window.words_of(PaperKind.MINUTES)
    assert words == "“bien-ban.pdf” đang mở ở phần mềm khác, đã ghi thành “bien-ban (2).pdf”."
    qtbot.waitUntil(lambda: press.window.preview.page_count > 0)


def test_a_stick_that_does_not_answer_holds_up_nothing(press: Press, qtbot, monkeypatch) -> None:
    """The paper is read beside the console; who looks at another one meanwhile sees that one."""
    press.make_one(PaperKind.NOTICE, qtbot)
    press.make_one(PaperKind.ANNEX, qtbot)
    answers = threading.Event()
    read = Path.read_bytes

    def slowly(path: Path) -> bytes:
        assert threading.current_thread() is not threading.main_thread()
        if path.name == "thong-bao-ket-luan.pdf":
            answers.wait(10)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", slowly)
    preview = press.window.preview
    press.window.list.choose(PaperKind.NOTICE)
    assert (preview.page_count, preview.path) == (0, None)
    press.window.list.choose(PaperKind.ANNEX)
    qtbot.waitUntil(lambda: preview.path == press.folder / "phu-luc.pdf")
    answers.set()
    qtbot.wait(100)
    assert preview.path == press.folder / "phu-luc.pdf"
    press.window.list.choose(PaperKind.NOTICE)
    qtbot.waitUntil(lambda: preview.path == press.folder / "thong-bao-ket-luan.pdf")


def test_a_paper_that_is_not_there_or_broken_is_said_in_words(press: Press, qtbot) -> None:
    preview = press.window.preview
    qtbot.waitUntil(lambda: preview._words == "Chưa xuất văn bản này. Nhấn Enter để xuất tất cả.")
    press.make_one(PaperKind.NOTICE, qtbot)
    qtbot.waitUntil(lambda: preview.page_count == 1)
    (press.folder / "thong-bao-ket-luan.pdf").write_bytes(b"%PDF-1.4 broken")
    press.window.list.choose(PaperKind.ANNEX)
    press.window.list.choose(PaperKind.NOTICE)
    qtbot.waitUntil(lambda: preview._words == "Không đọc được tệp này.")
    assert preview.path is None


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


def test_gaps_stand_beside_the_papers_until_they_are_filled(press: Press, qtbot) -> None:
    qtbot.waitUntil(lambda: "Chưa có thư ký" in press.window.gaps.words())
    setup.set_roles(press.conference, lists.people(press.conference.db)[0].person.id, [Role.CHAIR, Role.SECRETARY])
    qtbot.waitUntil(lambda: "Chưa có thư ký" not in press.window.gaps.words())


def test_space_on_a_gap_asks_for_the_page_where_it_is_filled(press: Press, qtbot) -> None:
    gaps = press.window.gaps
    qtbot.waitUntil(lambda: "Chưa có thư ký" in gaps.words())
    gaps.setFocus()
    gaps.setCurrentIndex(gaps.model().index(gaps.words().index("Chưa có thư ký"), 0))
    with qtbot.waitSignal(press.window.place_wanted) as asked:
        press.hands.press("Space")
    assert asked.args == [Place(PageKey.PEOPLE)]


def test_gaps_of_the_chosen_paper_lead_to_row_and_field(press: Press, qtbot) -> None:
    """What only the programme lacks is told beside it, and Space leads to the very field; it is read in a thread."""
    press.window.list.choose(PaperKind.AGENDA)
    assert "Chương trình chưa có mục nào" not in press.window.gaps.words()
    qtbot.waitUntil(lambda: "Chương trình chưa có mục nào" in press.window.gaps.words())
    press.window.list.choose(PaperKind.ANNEX)
    qtbot.waitUntil(lambda: "Câu 01: chưa ghi hình thức trả lời" in press.window.gaps.words())
    assert "Chương trình chưa có mục nào" not in press.window.gaps.words()
    to_do = len(gaps_now(press.conference.db))
    assert press.window._gaps_head.text() == f"Cần xử lý: {to_do} · Riêng văn bản này còn thiếu: 1"
    question = lists.questions(press.conference.db)[0].question
    gaps = press.window.gaps
    gaps.setFocus()
    gaps.setCurrentIndex(gaps.model().index(gaps.words().index("Câu 01: chưa ghi hình thức trả lời"), 0))
    with qtbot.waitSignal(press.window.place_wanted) as asked:
        press.hands.press("Space")
    assert asked.args == [Place(PageKey.PETITIONS, field="reply_mode")]
    assert paper_gap_lines([PaperGap(f"question/{question.id}/site", "Câu hỏi số 01: chưa rõ điểm cầu")])[0].place == (
        Place(PageKey.QUESTIONS, question.id, "site_id")
    )


def test_the_lists_open_at_the_row_and_the_field(office: Office) -> None:
    with_question(office.conference)
    second = with_question(office.conference)
    office.window.open_at(Place(PageKey.QUESTIONS, second, "verbatim"))
    page = office.window.page()
    assert page.row_id == second
    assert QApplication.focusWidget() is page.form.input_of("verbatim")


@pytest.mark.parametrize(
    ("kind", "paper", "key"),
    [
        (GapKind.NO_AGENCY, "annex", "agency"), (GapKind.NO_AGENCY, "notice", "agency"),
        (GapKind.UNANSWERED, "minutes", "mode"), (GapKind.UNANSWERED, "annex", "mode"),
        (GapKind.NO_RESPONDENT, "minutes", "respondent"), (GapKind.NO_DUE, "annex", "due"),
        (GapKind.NO_DUE, "slip", "due"), (GapKind.NO_ASKER, "minutes", "asker"), (GapKind.NO_SITE, "minutes", "site"),
        (GapKind.NO_DAY, "minutes", "held_on"), (GapKind.NO_CHAIR, "minutes", "chair"),
        (GapKind.NO_SECRETARY, "minutes", "secretary"), (GapKind.NO_NOTICE_SIGNER, "notice", "signer"),
        (GapKind.NO_RECIPIENTS, "notice", "recipients"),
    ],
)  # fmt: skip
def test_what_a_paper_lacks_has_the_words_of_the_console(kind: GapKind, paper: str, key: str) -> None:
    """So that the window tells it once."""
    assert template(paper)[f"gap.{key}"].removeprefix("{question}: ") == labels.word(kind)


def test_every_kind_of_gap_has_a_page() -> None:
    for kind in GapKind:
        assert _PLACES[kind].page in PageKey


def test_every_gap_of_a_paper_that_a_page_can_fill_has_one() -> None:
    """Checked against the gaps of an empty conference and of a full one; the others are told why."""
    elsewhere = {
        "duties",
        "sentence",
        "opened_at",
        "started",
        "ended_at",
        "part_a",
        "part_b",
        "part_c",
        "slips",
        "answers",
        "keys",
    }
    said_there = {"answer", "respondent"}
    for report in (reports.sixty_questions(), ConferenceReport(), reports.lao_cai()):
        for entry in CATALOGUE.values():
            for gap in entry.document(report).gaps:
                parts = gap.key.split("/")
                known = parts[0] in elsewhere or (len(parts) > 2 and parts[2] in said_there)
                assert place_of(gap) is not None or known, gap


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
    allowed = frozenset({"van", "ban", "hoinghi"})
    qtbot.waitUntil(lambda: audit(press.window, allowed) == [])


def test_the_printed_key_strip_names_keys_as_they_are_engraved() -> None:
    """Not as Qt calls them: "Alt+PgDown" and "Del" stand on no keyboard."""
    strip = {key.text: key.keys for key in key_strip()}
    assert (strip["Trang sau trên màn chiếu"], strip["PHÁT"]) == ("Alt+PgDn", "F5")
    parts = {part for keys in strip.values() for part in keys.split("+")}
    assert not parts & {"PgDown", "Del", "Up", "Down", "Return"}
